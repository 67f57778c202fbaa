"""Write many rows of a table in few statements, without a model instance for each.

A row is a tuple of values. Every value is cleaned and converted by its field, as on any save.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection, models

from portal.content.schema import Key

Row = tuple[Any, ...]
Convert = Callable[[Any], Any]
# PostgreSQL gets the rows as parameters of one statement.
ROWS_PER_STATEMENT = 500


class RowWriter:
    """Writes rows with these columns; the others have the defaults of their fields."""

    def __init__(self, model: type[models.Model], columns: Sequence[str]):
        self.model = model
        fields = [field_of(model, name) for name in columns]
        others = [
            field
            for field in model._meta.concrete_fields
            if field not in fields and not field.primary_key
        ]
        blank = model()
        self.constants = tuple(
            field.get_db_prep_save(field.pre_save(blank, True), connection)  # type: ignore[no-untyped-call]
            for field in others
        )
        self.columns = [field.column for field in (*fields, *others)]
        self.converts = [converter_of(field) for field in fields]

    def insert(self, rows: Iterable[Row]) -> None:
        self.execute(rows)

    def insert_or_update(self, rows: Iterable[Row], updated: Iterable[str]) -> None:
        """Write the rows; where the primary key exists, update the columns `updated`."""
        names = [field_of(self.model, name).column for name in updated]
        assigned = ", ".join(f"{quoted(name)} = EXCLUDED.{quoted(name)}" for name in names)
        key = quoted(self.model._meta.pk.column)
        self.execute(rows, f" ON CONFLICT ({key}) DO UPDATE SET {assigned}")

    def execute(self, rows: Iterable[Row], suffix: str = "") -> None:
        columns = ", ".join(map(quoted, self.columns))
        table = quoted(self.model._meta.db_table)
        # Names of the schema, no values.
        statement = f"INSERT INTO {table} ({columns}) VALUES "  # noqa: S608
        places = f"({', '.join(['%s'] * len(self.columns))})"
        prepared = (self.prepared(row) for row in rows)
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                # nosemgrep: sql-from-strings -- names of our own columns
                cursor.executemany(f"{statement}{places}{suffix}", prepared)
                return
            while batch := list(islice(prepared, ROWS_PER_STATEMENT)):
                all_places = ", ".join([places] * len(batch))
                values = [value for row in batch for value in row]
                # nosemgrep: sql-from-strings -- names of our own columns
                cursor.execute(f"{statement}{all_places}{suffix}", values)

    def prepared(self, row: Row) -> Row:
        values = [
            value if convert is None else convert(value)
            for convert, value in zip(self.converts, row, strict=True)
        ]
        return (*values, *self.constants)


def field_of(model: type[models.Model], name: str) -> Any:
    return model._meta.pk if name == "pk" else model._meta.get_field(name)


def converter_of(field: Any) -> Convert | None:
    """Return what converts values of the field for its column; None for keys and numbers."""
    if field.is_relation or isinstance(field, models.IntegerField):
        return None
    if isinstance(field, models.CharField | models.TextField):
        # It cleans the text.
        return field.get_prep_value
    return lambda value: field.get_db_prep_save(value, connection)


def quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))


def reserved_keys(model: type[models.Model], count: int) -> Iterator[Key]:
    """Return `count` primary keys that no row has had; call it in the transaction of the insert."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # Nobody else writes during the transaction.
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            last = (cursor.fetchone() or (0,))[0]
            return iter(range(last + 1, last + 1 + count))
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [table, column, count],
        )
        return iter([key for (key,) in cursor.fetchall()])
