"""Which failure of the database, the disk or the index an error stands for: asked in one place.

By the codes that SQLite, PostgreSQL and the operating system give, never by the class alone:
Django's OperationalError is a full disk as well as a busy moment.
"""

import errno
import sqlite3
from collections.abc import Iterator
from enum import Enum

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import InterfaceError, OperationalError


class Failure(Enum):
    """What keeps the portal from answering or storing, whoever asks."""

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
        """The HTTP status that says so."""
        return 507 if self is Failure.DISK_FULL else 503


class IndexDamagedError(Exception):
    """The search index cannot be asked now; it is built anew."""


def is_panic(error: BaseException) -> bool:
    """Say whether a library in Rust has panicked: what Python gets then is no Exception, and ends a server."""
    return type(error).__name__ == "PanicException"


# Primary codes of SQLite; the extended ones hold them in their lowest byte.
SQLITE = {
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
# What SQLite says where it cannot lengthen a file: the disk is full, or a limit is reached.
SQLITE_WRITING = {
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_SHMOPEN,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_DIR_FSYNC,
}
# SQLite has one code for every statement that does not fit the tables.
SQLITE_MISMATCHES = ("no such table", "no such column", "has no column named")
# SQLSTATE, or the class that its first two signs name.
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
# Of a connection that was never made, psycopg2 keeps no SQLSTATE, only what the server said.
SAID_BY_SERVER = (
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


def failure_of(error: BaseException | None) -> Failure | None:
    """Return the failure that an error stands for, or None for a fault of the program."""
    return next(filter(None, map(failure_named_by, causes(error))), None)


def root_of(error: BaseException) -> BaseException:
    """Return the error that the others were raised from."""
    return list(causes(error))[-1]


def causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield the error, and those that it was raised from."""
    while error is not None:
        yield error
        # Django raises these two while it handles what the database has said.
        hides = isinstance(error, SessionInterrupted | UpdateError)
        error = error.__cause__ or (error.__context__ if hides else None)


def failure_named_by(error: BaseException) -> Failure | None:
    if isinstance(error, IndexDamagedError):
        return Failure.INDEX_DAMAGED
    if isinstance(error, sqlite3.Error):
        return of_sqlite(error)
    # psycopg2's errors have it, whether or not psycopg2 is installed.
    if hasattr(error, "pgcode"):
        return of_postgresql(error, error.pgcode)
    if isinstance(error, OSError):
        return ERRNOS.get(error.errno or 0)
    if isinstance(error, InterfaceError | OperationalError) and not error.__cause__:
        return Failure.UNREACHABLE
    return None


def of_sqlite(error: sqlite3.Error) -> Failure | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    if code in SQLITE_WRITING:
        return Failure.DISK_FULL
    if code == sqlite3.SQLITE_ERROR and any(
        one in str(error) for one in SQLITE_MISMATCHES
    ):
        return Failure.SCHEMA_MISMATCH
    return SQLITE.get(code & 0xFF)


def of_postgresql(error: BaseException, state: str | None) -> Failure | None:
    if state:
        return SQLSTATES.get(state) or SQLSTATES.get(state[:2])
    # A connection that broke off, or was never made.
    if type(error).__name__ not in {"OperationalError", "InterfaceError"}:
        return None
    said = (kind for words, kind in SAID_BY_SERVER if words in str(error))
    return next(said, Failure.UNREACHABLE)
