"""Tables that are not those of the program are found, whatever migrations the database has had."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from portal import schema_check
from portal.search import indexing
from tests.builders import make_report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch):
    monkeypatch.setattr(schema_check, "FOUND_WHOLE", {})


def order(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def _without_a_column(db):
    order("ALTER TABLE history_revision RENAME COLUMN restored TO once_restored")


def test_a_whole_database_is_not_looked_at_again_at_once(django_assert_num_queries):
    assert (schema_check.columns_missing(), schema_check.migrations()) == ([], ([], []))
    with django_assert_num_queries(0):
        assert schema_check.columns_missing() == []


def test_a_column_that_goes_under_a_running_server_is_missed_within_a_minute(
    monkeypatch,
):
    now = [1000.0]
    monkeypatch.setattr(schema_check, "monotonic", lambda: now[0])
    assert schema_check.columns_missing() == []
    order("ALTER TABLE history_revision RENAME COLUMN restored TO once_restored")

    now[0] += schema_check.LOOK_AGAIN_SECONDS

    assert schema_check.columns_missing() == ["history_revision.restored"]


@pytest.mark.usefixtures("_without_a_column")
def test_a_column_that_is_missing_is_named():
    assert schema_check.columns_missing() == ["history_revision.restored"]


def test_a_table_that_is_missing_is_named_with_its_columns():
    order("ALTER TABLE portal_tries RENAME TO once_tries")

    missing = schema_check.columns_missing()

    assert {one.partition(".")[0] for one in missing} == {"portal_tries"}
    assert "portal_tries.who" in missing


@pytest.mark.usefixtures("_without_a_column")
def test_a_portal_without_a_column_is_not_ready_and_says_which(client):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (
        503,
        {
            "database": True,
            "migrations": False,
            "search": False,
            "reason": "no such column: history_revision.restored",
        },
    )


def test_a_database_of_a_newer_program_is_not_ready(client):
    MigrationRecorder(connection).record_applied("reports", "0999_of_next_year")

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["reason"]) == (
        503,
        "migrated by a newer program: reports.0999_of_next_year",
    )


@pytest.mark.parametrize("is_api", [False, True])
def test_a_page_that_needs_a_missing_column_says_that_the_site_is_being_updated(is_api):
    report = make_report(status="published")
    indexing.catch_up()
    order("ALTER TABLE reports_report RENAME COLUMN place TO once_place")
    address = f"/api/v1/reports/{report.pk}/" if is_api else report.get_absolute_url()

    answer = Client(raise_request_exception=False).get(address)

    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    said = answer.json()["detail"] if is_api else answer.content.decode()
    assert "This site is being updated" in said
