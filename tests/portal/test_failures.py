"""Each failure is known by the code that the database or the system gives for it."""

import errno
import os
import sqlite3
from contextlib import closing, contextmanager

import psycopg2
import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import DatabaseError, connection, transaction

from portal.failures import Failure, IndexDamagedError, failure_of
from tests.builders import make_report


@contextmanager
def opened(path, **options):
    with closing(sqlite3.connect(path, timeout=0, **options)) as one:
        yield one


def busy(path):
    with opened(path) as one, opened(path) as other:
        one.execute("BEGIN IMMEDIATE")
        other.execute("BEGIN IMMEDIATE")


def full(path):
    with opened(path) as one:
        one.execute("PRAGMA max_page_count=2")
        one.execute("INSERT INTO kept VALUES (?)", ["x" * 100_000])


def other_table(path):
    with opened(path) as one:
        one.execute("SELECT * FROM gone")


def other_column(path):
    with opened(path) as one:
        one.execute("SELECT gone FROM kept")


def column_to_write(path):
    with opened(path) as one:
        one.execute("INSERT INTO kept (gone) VALUES (1)")


def only_read(path):
    with opened(f"file:{path}?mode=ro", uri=True) as one:
        one.execute("INSERT INTO kept VALUES (1)")


def no_database(path):
    path.write_bytes(b"These are no pages of a database. " * 100)
    with opened(path) as one:
        one.execute("SELECT * FROM kept")


def no_file(path):
    with opened(path.parent) as one:
        one.execute("SELECT 1")


def broken_rule(path):
    with opened(path) as one:
        one.execute("INSERT INTO kept VALUES (NULL)")


@pytest.mark.parametrize(
    ("harm", "failure"),
    [
        (busy, Failure.BUSY),
        (full, Failure.DISK_FULL),
        (other_table, Failure.SCHEMA_MISMATCH),
        (other_column, Failure.SCHEMA_MISMATCH),
        (column_to_write, Failure.SCHEMA_MISMATCH),
        (only_read, Failure.READ_ONLY),
        (no_database, Failure.DAMAGED),
        (no_file, Failure.UNREACHABLE),
        (broken_rule, None),
    ],
)
def test_what_sqlite_says_is_known(tmp_path, harm, failure):
    path = tmp_path / "kept.sqlite3"
    with opened(path) as one:
        one.execute("CREATE TABLE kept (said TEXT NOT NULL)")

    with pytest.raises(sqlite3.Error) as refused:
        harm(path)

    assert failure_of(refused.value) is failure


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
def test_what_postgresql_says_is_known(transactional_db, statement, failure):
    with (
        pytest.raises(DatabaseError) as refused,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    connection.close()
    assert failure_of(refused.value) is failure


@pytest.mark.usefixtures("_postgresql")
@pytest.mark.parametrize(
    ("change", "failure"),
    [
        ({"dbname": "nowhere"}, Failure.NO_SUCH_DATABASE),
        ({"host": "127.0.0.1", "port": 1}, Failure.UNREACHABLE),
        ({"host": "/nowhere"}, Failure.UNREACHABLE),
    ],
)
def test_why_a_connection_is_not_made_is_known(change, failure):
    with pytest.raises(psycopg2.OperationalError) as refused:
        psycopg2.connect(os.environ["DATABASE_URL"], **change)

    assert failure_of(refused.value) is failure


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
def test_what_the_system_says_is_known_and_a_fault_of_ours_is_none(error, failure):
    assert failure_of(error) is failure


def test_what_django_hides_behind_a_lost_session_is_known(tmp_path):
    def lose_session():
        try:
            try:
                other_table(tmp_path / "kept.sqlite3")
            except sqlite3.Error:
                raise UpdateError  # noqa: B904 -- as Django does
        except UpdateError:
            raise SessionInterrupted  # noqa: B904 -- as Django does

    with pytest.raises(SessionInterrupted) as refused:
        lose_session()

    assert failure_of(refused.value) is Failure.SCHEMA_MISMATCH


@pytest.mark.django_db
def test_a_fault_that_is_only_met_on_the_way_is_not_taken_for_the_cause():
    make_report()

    def fail():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT gone FROM reports_report")
        except DatabaseError:
            raise ValueError("a fault of ours")  # noqa: B904 -- it has another cause

    with pytest.raises(ValueError, match="ours") as refused:
        fail()

    assert failure_of(refused.value) is None
