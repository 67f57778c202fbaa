"""C20: an upgrade that is killed after any operation of a migration is finished by running it again.

KILLED_OPERATIONS=all kills it after each in turn (`make claims CLAIMS=C20`).
"""

import json
import os
import random
import signal

import pytest
from django.utils import timezone

from tests.claims.figures import report_figure
from tests.harness.own_portal import MANAGE, empty_portal
from tests.upgrades.test_upgrades import VERSIONS, load_dump

pytestmark = pytest.mark.slow
NUMBER = os.environ.get("KILLED_OPERATIONS", "1")
PROGRAM = "tests.upgrades.killed_migration"


@pytest.fixture
def restored(tmp_path, request):
    """Return a function that yields a portal with the data of the first released version."""
    database = request.config.getoption("database")

    def restore(name):
        for portal in empty_portal(tmp_path / name, database):
            load_dump(portal, VERSIONS[0], database)
            yield portal

    return restore


def printed(portal, *arguments):
    code, stdout, stderr = portal.run(*arguments)
    assert code == 0, stderr
    return json.loads(stdout)


def upgraded(portal):
    """Bring the database up to date; return its schema and what the portal holds."""
    code, _, complaints = portal.run(MANAGE, "migrate", "-v", "0")
    assert code == 0, complaints
    return printed(portal, "-m", PROGRAM, "schema"), printed(portal, "-m", "tests.upgrades.facts")


def chosen(count):
    if NUMBER == "all":
        return range(count)
    # Another one each day.
    return random.Random(timezone.localdate().toordinal()).sample(range(count), int(NUMBER))


def test_an_upgrade_that_is_killed_after_any_operation_is_finished_by_the_next(restored):
    for portal in restored("unharmed"):
        count = printed(portal, "-m", PROGRAM, "count")
        expected = upgraded(portal)

    differing = []
    for number in chosen(count):
        for portal in restored(f"killed-{number}"):
            code, _, complaints = portal.run("-m", PROGRAM, str(number))
            assert (code, complaints) == (-signal.SIGKILL, "")
            if upgraded(portal) != expected:
                differing.append(number)

    assert differing == []
    report_figure(f"killed after {len(chosen(count))} of {count} operations, all upgraded equal")
