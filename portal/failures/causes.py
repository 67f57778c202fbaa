"""Classification of errors of database, disk and search index.

By the codes of SQLite, PostgreSQL and the operating system, never by the class alone: Django's
OperationalError may be a full disk or a lock timeout.
"""

import errno
import sqlite3
from collections.abc import Iterator
from enum import Enum

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import InterfaceError, OperationalError


class Failure(Enum):
    """A failure that prevents the portal from answering or storing."""

    BUSY = "busy"
    DISK_FULL = "disk full"
    UNREACHABLE = "database unreachable"
    NO_SUCH_DATABASE = "no such database"
    LOGIN_REFUSED = "login refused by the database"
    READ_ONLY = "read-only"
    SCHEMA_MISMATCH = "schema older or newer than the program"
    DAMAGED = "database damaged"
    INDEX_DAMAGED = "search index damaged"

    @property
    def status(self) -> int:
        """The HTTP status of the response."""
        return 507 if self is Failure.DISK_FULL else 503


class IndexDamagedError(Exception):
    """The search index cannot be queried now; it is being rebuilt."""


def is_panic(error: BaseException) -> bool:
    """Return whether the error is a panic of a Rust library, which is not an Exception."""
    return type(error).__name__ == "PanicException"


# Primary codes of SQLite: the lowest byte of the extended ones.
SQLITE_CODES = {
    sqlite3.SQLITE_BUSY: Failure.BUSY,
    sqlite3.SQLITE_LOCKED: Failure.BUSY,
    sqlite3.SQLITE_INTERRUPT: Failure.BUSY,
    sqlite3.SQLITE_FULL: Failure.DISK_FULL,
    sqlite3.SQLITE_IOERR: Failure.UNREACHABLE,
    sqlite3.SQLITE_CANTOPEN: Failure.UNREACHABLE,
    sqlite3.SQLITE_READONLY: Failure.READ_ONLY,
    sqlite3.SQLITE_PERM: Failure.READ_ONLY,
    sqlite3.SQLITE_AUTH: Failure.READ_ONLY,
    sqlite3.SQLITE_SCHEMA: Failure.BUSY,
    sqlite3.SQLITE_CORRUPT: Failure.DAMAGED,
    sqlite3.SQLITE_NOTADB: Failure.DAMAGED,
}
# SQLite cannot extend a file: the disk is full, or a limit is reached.
SQLITE_WRITE_CODES = {
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_SHMOPEN,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_DIR_FSYNC,
}
# Messages of SQLITE_ERROR, the only code for statements that do not match the schema.
SQLITE_MISMATCHES = ("no such table", "no such column", "has no column named")
# SQLSTATE, or its class: the first two characters.
SQLSTATES = {
    "08": Failure.UNREACHABLE,
    "28": Failure.LOGIN_REFUSED,
    "40001": Failure.BUSY,
    "40P01": Failure.BUSY,
    "55P03": Failure.BUSY,
    "57014": Failure.BUSY,
    "25P03": Failure.BUSY,
    "53100": Failure.DISK_FULL,
    "53": Failure.BUSY,
    "57P01": Failure.UNREACHABLE,
    "57P02": Failure.UNREACHABLE,
    "57P03": Failure.UNREACHABLE,
    "3D000": Failure.NO_SUCH_DATABASE,
    "42P01": Failure.SCHEMA_MISMATCH,
    "42703": Failure.SCHEMA_MISMATCH,
    "42501": Failure.READ_ONLY,
    "25006": Failure.READ_ONLY,
    "58": Failure.UNREACHABLE,
    "XX001": Failure.DAMAGED,
    "XX002": Failure.DAMAGED,
}
# Messages of failed connections, for which psycopg2 has no SQLSTATE.
SERVER_MESSAGES = (
    ("does not exist", Failure.NO_SUCH_DATABASE),
    ("authentication failed", Failure.LOGIN_REFUSED),
    ("no pg_hba.conf entry", Failure.LOGIN_REFUSED),
    ("no password supplied", Failure.LOGIN_REFUSED),
    ("too many clients", Failure.BUSY),
    ("remaining connection slots", Failure.BUSY),
)
ERRNOS = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), Failure.DISK_FULL),
    **dict.fromkeys((errno.EROFS, errno.EACCES, errno.EPERM), Failure.READ_ONLY),
}


def classify_error(error: BaseException | None) -> Failure | None:
    """Return the failure behind an error, or None for a bug in the program."""
    return next(filter(None, map(failure_of, causes(error))), None)


def root_cause(error: BaseException) -> BaseException:
    """Return the last error in the chain of causes."""
    return list(causes(error))[-1]


def causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield the error and its chain of causes."""
    while error is not None:
        yield error
        # Django raises these two while it handles an error of the database.
        hides_cause = isinstance(error, SessionInterrupted | UpdateError)
        error = error.__cause__ or (error.__context__ if hides_cause else None)


def failure_of(error: BaseException) -> Failure | None:
    if isinstance(error, IndexDamagedError):
        return Failure.INDEX_DAMAGED
    if isinstance(error, sqlite3.Error):
        return sqlite_failure(error)
    # Errors of psycopg2, without importing it.
    if hasattr(error, "pgcode"):
        return postgresql_failure(error, error.pgcode)
    if isinstance(error, OSError):
        return ERRNOS.get(error.errno or 0)
    if isinstance(error, InterfaceError | OperationalError) and not error.__cause__:
        return Failure.UNREACHABLE
    return None


def sqlite_failure(error: sqlite3.Error) -> Failure | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    if code in SQLITE_WRITE_CODES:
        return Failure.DISK_FULL
    if code == sqlite3.SQLITE_ERROR and any(message in str(error) for message in SQLITE_MISMATCHES):
        return Failure.SCHEMA_MISMATCH
    return SQLITE_CODES.get(code & 0xFF)


def postgresql_failure(error: BaseException, state: str | None) -> Failure | None:
    if state:
        return SQLSTATES.get(state) or SQLSTATES.get(state[:2])
    # The connection was lost or never made.
    if type(error).__name__ not in {"OperationalError", "InterfaceError"}:
        return None
    failures = (failure for message, failure in SERVER_MESSAGES if message in str(error))
    return next(failures, Failure.UNREACHABLE)
