"""Checks of the database, on the database of the tests."""

from datetime import timedelta

import pytest

from portal.operations.checks import database
from portal.operations.checks.finding import State

pytestmark = pytest.mark.django_db


def test_the_database_of_the_tests_is_in_order():
    findings = [database.check_version(), database.check_encoding(), database.check_clock()]

    assert [finding.state for finding in findings] == [State.OK] * 3, findings


@pytest.fixture
def _postgres(request):
    if request.config.getoption("database") != "postgres":
        pytest.skip("SQLite has no such fault.")


ANSWERS = {
    database.check_version: (
        ("130021", "PostgreSQL 13.21 on x86_64"),
        "PostgreSQL 13.21 is too old",
    ),
    database.check_encoding: (("LATIN1", "ñō"), "encoded in LATIN1"),
    database.check_rights: ((True, False, "portal"), "a replica"),
}


@pytest.mark.usefixtures("_postgres")
@pytest.mark.parametrize("check", ANSWERS)
def test_an_unusable_database_is_an_error_with_a_remedy(monkeypatch, check):
    answer, words = ANSWERS[check]
    monkeypatch.setattr(database, "ask", lambda statement: answer)

    finding = check()

    assert (finding.state, words in finding.message, bool(finding.remedy)) == (
        State.ERROR,
        True,
        True,
    )


@pytest.mark.usefixtures("_postgres")
def test_a_superuser_is_a_warning():
    finding = database.check_rights()

    assert (finding.state, "is a superuser" in finding.message) == (State.WARNING, True)


@pytest.mark.usefixtures("_postgres")
def test_a_clock_that_is_wrong_is_an_error(monkeypatch):
    now = database.timezone.now
    monkeypatch.setattr(database.timezone, "now", lambda: now() + timedelta(minutes=5))

    assert (
        "differs from that of the database server by 300 seconds" in database.check_clock().message
    )
