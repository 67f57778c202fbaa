"""The command line, and what refuses a database that is newer than the program."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from portal.command_line import uses_database
from tests.harness.own_portal import MANAGE, own_portal

NEWER = "The database was migrated by a newer version (reports.0999_of_next_year)"
INSERT = (
    "INSERT INTO django_migrations (app, name, applied) VALUES "
    "('reports', '0999_of_next_year', '2026-01-01')"
)
ENTRY_POINTS = {
    "migrate": (MANAGE, "migrate"),
    "the periodic jobs": (MANAGE, "run_jobs"),
    "the server": (MANAGE, "serve"),
    "the WSGI application": ("-c", "import portal.config.wsgi"),
}


@pytest.fixture(scope="module")
def refusals(request, tmp_path_factory):
    """Run every entry point with a database that a newer version has migrated."""
    starting = own_portal(tmp_path_factory.mktemp("newer"), request.config.getoption("database"))
    portal = next(starting)
    portal.execute(INSERT)
    programs = {**ENTRY_POINTS, "doctor": (MANAGE, "doctor", "--no-color")}
    with ThreadPoolExecutor(2) as pool:
        yield dict(
            zip(programs, pool.map(lambda args: portal.run(*args), programs.values()), strict=True)
        )
    starting.close()


# The mark has it tried on both databases.
@pytest.mark.django_db
@pytest.mark.parametrize("name", ENTRY_POINTS)
def test_a_program_that_is_older_than_its_database_does_not_start(refusals, name):
    code, stdout, stderr = refusals[name]

    assert code != 0
    assert NEWER in stderr
    assert ("Traceback" in stderr, stdout) == (False, "")


def test_gunicorn_is_told_to_stop_instead_of_starting_workers_for_ever(refusals):
    assert refusals["the WSGI application"][0] == 3


def test_doctor_starts_and_explains_it(refusals):
    code, stdout, _ = refusals["doctor"]

    assert code == 1
    assert "tables: migrated by a newer version: reports.0999_of_next_year" in stdout


@pytest.mark.parametrize(
    ("arguments", "uses"),
    [
        (["reindex", "--changes"], True),
        (["migrate"], True),
        (["reindex", "--help"], False),
        (["doctor"], False),
        (["makemigrations", "--check"], False),
        (["no_such_command"], False),
        ([], False),
    ],
)
def test_only_commands_that_use_the_database_are_checked(arguments, uses):
    assert uses_database(arguments) is uses
