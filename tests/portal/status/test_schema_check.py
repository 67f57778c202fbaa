"""The schema check: missing tables, columns and migrations are detected."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from portal.search.index import writer
from portal.status import schema_check
from tests.builders.records import make_report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_check_result(monkeypatch):
    monkeypatch.setattr(schema_check, "COMPLETE_AT", {})


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def _without_a_column(db):
    execute("ALTER TABLE content_revision RENAME COLUMN restored_from TO once_restored")


def test_a_complete_schema_is_not_checked_again_at_once(django_assert_num_queries):
    assert (schema_check.missing_columns(), schema_check.migrations()) == ([], ([], []))
    with django_assert_num_queries(0):
        assert schema_check.missing_columns() == []


def test_a_column_dropped_under_a_running_server_is_noticed_at_the_next_check(
    monkeypatch,
):
    clock = [1000.0]
    monkeypatch.setattr(schema_check, "monotonic", lambda: clock[0])
    assert schema_check.missing_columns() == []
    execute("ALTER TABLE content_revision RENAME COLUMN restored_from TO once_restored")

    clock[0] += schema_check.RECHECK_SECONDS

    assert schema_check.missing_columns() == ["content_revision.restored_from"]


@pytest.mark.usefixtures("_without_a_column")
def test_the_schema_check_names_a_missing_column():
    assert schema_check.missing_columns() == ["content_revision.restored_from"]


def test_the_schema_check_names_every_column_of_a_missing_table():
    execute("ALTER TABLE accounts_loginattempt RENAME TO once_tries")

    columns = schema_check.missing_columns()

    assert {column.partition(".")[0] for column in columns} == {"accounts_loginattempt"}
    assert "accounts_loginattempt.key_hash" in columns


@pytest.mark.usefixtures("_without_a_column")
def test_readyz_answers_503_and_names_the_missing_column(client):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (
        503,
        {
            "database": True,
            "migrations": False,
            "search": False,
            "reason": "no such column: content_revision.restored_from",
        },
    )


def test_readyz_answers_503_for_a_database_with_newer_migrations(client):
    MigrationRecorder(connection).record_applied("reports", "0999_of_next_year")

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["reason"]) == (
        503,
        "migrated by a newer version: reports.0999_of_next_year",
    )


@pytest.mark.parametrize("is_api", [False, True])
def test_a_page_that_needs_a_missing_column_answers_503_that_the_site_is_updated(is_api):
    report = make_report(status="published")
    writer.catch_up()
    execute("ALTER TABLE reports_report RENAME COLUMN place TO once_place")
    address = f"/api/v1/reports/{report.pk}/" if is_api else report.get_absolute_url()

    answer = Client(raise_request_exception=False).get(address)

    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    message = answer.json()["detail"] if is_api else answer.content.decode()
    assert "This site is being updated" in message
