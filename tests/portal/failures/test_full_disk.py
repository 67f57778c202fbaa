"""While the disk is full, reading works and every save answers that the disk is full."""

import json

import pytest

from tests.harness.own_portal import own_portal


@pytest.fixture
def portal(tmp_path, request):
    if request.config.getoption("database") != "sqlite":
        pytest.skip("The disk of a PostgreSQL is its server's.")
    yield from own_portal(tmp_path, "sqlite")


def test_on_a_full_disk_reading_works_and_writing_answers_507(portal):
    code, printed, complaints = portal.run("-m", "tests.portal.failures.full_disk")

    assert code == 0, complaints
    outcomes, title, reports, after = json.loads(printed)
    read = {"status": 200, "is full": False, "typed": False}
    full = {"status": 507, "is full": True, "typed": False}
    assert outcomes == {
        "home": read,
        "list": read,
        "desk": read,
        "form": read,
        "save": full | {"typed": True},
        "import": full,
        "sign-in": full,
        "signed out": full | {"typed": True},
    }
    assert (title, reports, after) == ("ARF Seminar on Skills", 1, 302)


def test_a_command_on_a_full_disk_prints_the_cause_and_the_remedy(portal):
    file = portal.folder / "report.txt"
    file.write_text("ARF Workshop\n1 May 2019, Rome\n\n1. All agreed.\n")

    code, _, complaints = portal.run("-c", IMPORT, str(file))

    assert (code, "Traceback" in complaints) == (1, False)
    assert complaints.startswith("There is no space left in DATA_DIR “"), complaints
    assert "Free some space, then try again." in complaints


IMPORT = """
import resource, runpy, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
sys.argv = ["manage.py", "import_report", sys.argv[1]]
runpy.run_path("manage.py", run_name="__main__")
"""
