"""The last key that each table has given out: a key is never given to a second record."""

from django.db import connection

from portal.operations.backup.table_rows import Table


def last_key(table: Table) -> int:
    """Return the highest key that the database has given to a row, even if that was deleted."""
    column = table.model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table.name])
            row = cursor.fetchone()
        else:
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table.name, column])
            sequence = cursor.fetchone()[0]
            cursor.execute(f"SELECT last_value FROM {sequence} WHERE is_called")  # noqa: S608 -- a name of the schema
            row = cursor.fetchone()
    return int(row[0]) if row else 0


def set_last_key(table: Table, key: int) -> None:
    """Let the database continue after the key."""
    if not key:
        return
    column = table.model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table.name])
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table.name, key]
            )
        else:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [table.name, column, key]
            )
