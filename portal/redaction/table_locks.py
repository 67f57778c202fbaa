"""Keep everybody from writing, or from reading in order to write, while a redaction is applied."""

from django.db import connection

from portal.redaction.text_columns import redacted_models
from reports.models import Report

# The lock that a save takes first comes first: it is waited for before anything else is locked.
FIRST = Report._meta.db_table


def lock_tables() -> None:
    """Lock all tables until the transaction ends; readers can continue.

    A save that has read the words before could store them after the redaction. SQLite has only
    one writer, which this transaction is.
    """
    if connection.vendor != "postgresql":
        return
    tables = {model._meta.db_table for model in redacted_models()} - {FIRST}
    names = ", ".join(connection.ops.quote_name(name) for name in [FIRST, *sorted(tables)])
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        # Also waits for rows that are locked for a save.
        cursor.execute(f"LOCK TABLE {names} IN EXCLUSIVE MODE")


def wait_for_redaction() -> None:
    """Wait until no redaction is running, and keep new ones from starting.

    Call it before locking anything else. A redaction in turn waits for this transaction to
    end before it locks anything.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {connection.ops.quote_name(FIRST)} IN ROW SHARE MODE")
