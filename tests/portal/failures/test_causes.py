"""Failures are classified by the error code of the database or the operating system."""

import errno
import os
import sqlite3
from contextlib import closing, contextmanager

import psycopg2
import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import DatabaseError, connection, transaction

from portal.failures.causes import Failure, IndexDamagedError, classify_error
from tests.builders.records import make_report


@contextmanager
def open_database(path, **options):
    with closing(sqlite3.connect(path, timeout=0, **options)) as database:
        yield database


def lock_twice(path):
    with open_database(path) as database, open_database(path) as second_database:
        database.execute("BEGIN IMMEDIATE")
        second_database.execute("BEGIN IMMEDIATE")


def fill_database(path):
    with open_database(path) as database:
        database.execute("PRAGMA max_page_count=2")
        database.execute("INSERT INTO kept VALUES (?)", ["x" * 100_000])


def missing_table(path):
    with open_database(path) as database:
        database.execute("SELECT * FROM gone")


def missing_column(path):
    with open_database(path) as database:
        database.execute("SELECT gone FROM kept")


def missing_column_to_write(path):
    with open_database(path) as database:
        database.execute("INSERT INTO kept (gone) VALUES (1)")


def read_only(path):
    with open_database(f"file:{path}?mode=ro", uri=True) as database:
        database.execute("INSERT INTO kept VALUES (1)")


def no_database(path):
    path.write_bytes(b"These are no pages of a database. " * 100)
    with open_database(path) as database:
        database.execute("SELECT * FROM kept")


def no_file(path):
    with open_database(path.parent) as database:
        database.execute("SELECT 1")


def violated_constraint(path):
    with open_database(path) as database:
        database.execute("INSERT INTO kept VALUES (NULL)")


@pytest.mark.parametrize(
    ("harm", "failure"),
    [
        (lock_twice, Failure.BUSY),
        (fill_database, Failure.DISK_FULL),
        (missing_table, Failure.SCHEMA_MISMATCH),
        (missing_column, Failure.SCHEMA_MISMATCH),
        (missing_column_to_write, Failure.SCHEMA_MISMATCH),
        (read_only, Failure.READ_ONLY),
        (no_database, Failure.DAMAGED),
        (no_file, Failure.UNREACHABLE),
        (violated_constraint, None),
    ],
)
def test_sqlite_errors_are_classified(tmp_path, harm, failure):
    path = tmp_path / "kept.sqlite3"
    with open_database(path) as database:
        database.execute("CREATE TABLE kept (said TEXT NOT NULL)")

    with pytest.raises(sqlite3.Error) as refused:
        harm(path)

    assert classify_error(refused.value) is failure


@pytest.fixture
def _postgresql(request):
    if request.config.getoption("database") != "postgres":
        pytest.skip("It asks a PostgreSQL.")


@pytest.mark.usefixtures("_postgresql")
@pytest.mark.parametrize(
    ("statement", "failure"),
    [
        ("SELECT gone FROM reports_report", Failure.SCHEMA_MISMATCH),
        ("SELECT 1 FROM gone", Failure.SCHEMA_MISMATCH),
        ("SET LOCAL statement_timeout = 1; SELECT pg_sleep(9)", Failure.BUSY),
        (
            "SET TRANSACTION READ ONLY; DELETE FROM reports_report",
            Failure.READ_ONLY,
        ),
        (
            "CREATE ROLE nobody_much; SET LOCAL ROLE nobody_much; DELETE FROM reports_report",
            Failure.READ_ONLY,
        ),
        (
            "DO $$ BEGIN RAISE EXCEPTION 'full' USING ERRCODE = 'disk_full'; END $$",
            Failure.DISK_FULL,
        ),
        ("SELECT pg_terminate_backend(pg_backend_pid())", Failure.UNREACHABLE),
        ("SELECT 1 / 0", None),
    ],
)
def test_postgresql_errors_are_classified(transactional_db, statement, failure):
    with (
        pytest.raises(DatabaseError) as refused,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    connection.close()
    assert classify_error(refused.value) is failure


@pytest.mark.usefixtures("_postgresql")
@pytest.mark.parametrize(
    ("change", "failure"),
    [
        ({"dbname": "nowhere"}, Failure.NO_SUCH_DATABASE),
        ({"host": "127.0.0.1", "port": 1}, Failure.UNREACHABLE),
        ({"host": "/nowhere"}, Failure.UNREACHABLE),
    ],
)
def test_postgresql_connection_errors_are_classified(change, failure):
    with pytest.raises(psycopg2.OperationalError) as refused:
        psycopg2.connect(os.environ["DATABASE_URL"], **change)

    assert classify_error(refused.value) is failure


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), Failure.DISK_FULL),
        (OSError(errno.EROFS, "Read-only file system"), Failure.READ_ONLY),
        (OSError(errno.ENOENT, "No such file"), None),
        (IndexDamagedError(), Failure.INDEX_DAMAGED),
        (ValueError("a fault of ours"), None),
        (DatabaseError("Forced update did not affect any rows."), None),
        (None, None),
    ],
)
def test_system_errors_are_classified_and_programming_errors_are_not(error, failure):
    assert classify_error(error) is failure


def test_the_cause_behind_an_interrupted_session_is_classified(tmp_path):
    def lose_session():
        try:
            try:
                missing_table(tmp_path / "kept.sqlite3")
            except sqlite3.Error:
                raise UpdateError  # noqa: B904 -- as Django does
        except UpdateError:
            raise SessionInterrupted  # noqa: B904 -- as Django does

    with pytest.raises(SessionInterrupted) as refused:
        lose_session()

    assert classify_error(refused.value) is Failure.SCHEMA_MISMATCH


@pytest.mark.django_db
def test_a_database_error_in_the_context_of_another_error_is_not_its_cause():
    make_report()

    def fail():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT gone FROM reports_report")
        except DatabaseError:
            raise ValueError("a fault of ours")  # noqa: B904 -- it has another cause

    with pytest.raises(ValueError, match="ours") as refused:
        fail()

    assert classify_error(refused.value) is None
