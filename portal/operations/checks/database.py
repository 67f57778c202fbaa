"""The database: whether it answers, its version and encoding, and what the user may do."""

from django.db import connection
from django.utils import timezone

from portal.operations.checks.finding import Finding, error, ok, warning

# As Django 5.2 requires.
MIN_POSTGRESQL = 140000
MAX_CLOCK_DIFFERENCE = 5  # seconds
CREATE = "createdb --encoding=UTF8 --locale=C.UTF-8 --template=template0"


def ask(statement: str) -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()


def check_version() -> Finding:
    """Check that the database answers, and that it is new enough."""
    check = "database"
    if connection.vendor == "sqlite":
        return ok(check, f"SQLite {ask('SELECT sqlite_version()')[0]} answers")
    number, text = ask("SELECT current_setting('server_version_num'), version()")
    name = " ".join(text.split()[:2])
    if int(number) < MIN_POSTGRESQL:
        return error(check, f"{name} is too old", "Upgrade PostgreSQL to version 14 or later.")
    return ok(check, f"{name} answers")


def check_encoding() -> Finding:
    """Check that texts in any script can be stored, and that letters with marks have capitals."""
    check = "encoding"
    if connection.vendor == "sqlite":
        encoding = ask("PRAGMA encoding")[0]
        return ok(check, f"{encoding}")
    encoding, lowered = ask("SELECT current_setting('server_encoding'), lower('ÑŌ')")
    if encoding != "UTF8":
        return error(
            check,
            f"the database is encoded in {encoding}, which cannot store texts in all scripts",
            f"Create a new database with {CREATE}, and restore a backup into it.",
        )
    if lowered != "ñō":
        return warning(
            check,
            "the database knows upper and lower case of the letters a to z only: some searches on "
            "the desk distinguish Ñ and ñ",
            f"Create a new database with {CREATE}, and restore a backup into it.",
        )
    return ok(check, "UTF-8")


def check_rights() -> Finding:
    """Check that the portal may write, and does not have more rights than it needs."""
    check = "rights in the database"
    if connection.vendor == "sqlite":
        return ok(check, "SQLite has none; access to DATA_DIR decides")
    is_replica, is_superuser, user = ask(
        "SELECT pg_is_in_recovery(), usesuper, usename FROM pg_user WHERE usename = current_user"
    )
    if is_replica:
        return error(
            check,
            "the server is a replica, which cannot be written to",
            "Name the primary server in DATABASE_URL.",
        )
    if is_superuser:
        return warning(
            check,
            f"“{user}” is a superuser, from whom no trigger protects the audit log",
            f"Give the database to an ordinary user, or: ALTER ROLE {user} NOSUPERUSER",
        )
    return ok(check, f"“{user}” is an ordinary user")


def check_clock() -> Finding:
    """Compare the clock of this machine with that of the database server."""
    check = "clock"
    if connection.vendor == "sqlite":
        return ok(check, f"{timezone.now():%Y-%m-%d %H:%M} UTC; compare it with your own")
    (there,) = ask("SELECT clock_timestamp()")
    seconds = abs((timezone.now() - there).total_seconds())
    if seconds > MAX_CLOCK_DIFFERENCE:
        return error(
            check,
            f"it differs from that of the database server by {seconds:,.0f} seconds",
            "Have both machines set their clocks from the network (systemd-timesyncd, chrony).",
        )
    return ok(check, f"{timezone.now():%Y-%m-%d %H:%M} UTC, as on the database server")
