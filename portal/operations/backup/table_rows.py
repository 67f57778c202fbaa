"""The tables of a database as its migrations describe them, not as the models of today do."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import StateApps

from portal.operations.backup.column_types import ColumnType, column_type_of

Migration = tuple[str, str]
# Rows that mean nothing elsewhere or later, with the reason.
LEFT_OUT = {
    "django_session": "sessions are secrets, and end with the machine",
    "usersessions_usersession": "of sessions",
    "accounts_ratelimitcounter": "counts of the last minutes",
    "content_presence": "who has a form open now",
    "operations_periodicjob": "which process runs a job now",
}
ROWS_PER_READ = 500
ROWS_PER_WRITE = 500
# Or fewer rows, if they are large.
BYTES_PER_WRITE = 4_000_000


@dataclass(frozen=True)
class Table:
    """A table whose rows are read in the order of their keys, each as a line of JSON."""

    model: type[models.Model]
    name: str = field(init=False)
    kinds: dict[str, ColumnType] = field(init=False)

    def __post_init__(self) -> None:
        options = self.model._meta
        kinds = {column.column: column_type_of(column) for column in options.local_concrete_fields}
        object.__setattr__(self, "name", options.db_table)
        object.__setattr__(self, "kinds", kinds)

    @property
    def columns(self) -> dict[str, str]:
        """The kind of each column, for the manifest."""
        return {column: kind.name for column, kind in self.kinds.items()}

    @property
    def has_keys(self) -> bool:
        """Whether the database numbers the rows."""
        return isinstance(self.model._meta.pk, models.AutoField)

    def lines(self) -> Iterator[bytes]:
        """Yield each row of the database."""
        names = [column.attname for column in self.model._meta.local_concrete_fields]
        rows = self.model._base_manager.order_by("pk").values_list(*names)
        # Files are large: one at a time.
        holds_files = any(kind.name == "bytes" for kind in self.kinds.values())
        kinds = self.kinds.values()
        for row in rows.iterator(1 if holds_files else ROWS_PER_READ):
            values = [
                None if value is None else kind.encode(value)
                for kind, value in zip(kinds, row, strict=True)
            ]
            # PostgreSQL keeps no order of the keys of an object.
            text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
            yield text.encode() + b"\n"

    def row(self, line: bytes) -> list[Any]:
        """Return the values of a line; raise ValueError if it is not a row of this table."""
        values = json.loads(line)
        if type(values) is not list or len(values) != len(self.kinds):
            raise ValueError("not a row of this table")
        return [
            None if value is None else kind.decode(value)
            for kind, value in zip(self.kinds.values(), values, strict=True)
        ]

    def insert(self, lines: Iterable[bytes]) -> None:
        """Write the rows into the database."""
        names = ", ".join(connection.ops.quote_name(column) for column in self.kinds)
        table = connection.ops.quote_name(self.name)
        places = f"({', '.join(['%s'] * len(self.kinds))})"
        # Names of the schema, no values.
        statement = f"INSERT INTO {table} ({names}) VALUES "  # noqa: S608
        with connection.cursor() as cursor:
            for rows in batches(self.prepared(lines)):
                if connection.vendor == "sqlite":
                    cursor.executemany(f"{statement}{places}", rows)
                else:
                    values = [value for row in rows for value in row]
                    cursor.execute(statement + ", ".join([places] * len(rows)), values)

    def prepared(self, lines: Iterable[bytes]) -> Iterator[tuple[int, list[Any]]]:
        """Yield the size of each line, and its values as the database takes them."""
        columns = [
            (column, kind.is_direct)
            for column, kind in zip(
                self.model._meta.local_concrete_fields, self.kinds.values(), strict=True
            )
        ]
        for line in lines:
            yield (
                len(line),
                [
                    value if is_direct else column.get_db_prep_save(value, connection)
                    for (column, is_direct), value in zip(columns, self.row(line), strict=True)
                ],
            )


def batches(rows: Iterator[tuple[int, list[Any]]]) -> Iterator[list[list[Any]]]:
    """Yield rows that fit into one statement."""
    batch: list[list[Any]] = []
    size = 0
    for length, row in rows:
        batch.append(row)
        size += length
        if len(batch) == ROWS_PER_WRITE or size > BYTES_PER_WRITE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def applied_migrations(loader: MigrationLoader) -> list[Migration]:
    """Return the migrations of the database, without those of apps that are no longer installed."""
    return sorted(key for key in loader.applied_migrations if key[0] in loader.migrated_apps)


def unknown_migrations(loader: MigrationLoader, migrations: Iterable[Migration]) -> list[Migration]:
    """Return the migrations that this version of the program does not have."""
    known = {*loader.disk_migrations, *loader.graph.nodes}
    return [key for key in migrations if key not in known]


def last_of_each_app(loader: MigrationLoader, migrations: Iterable[Migration]) -> list[Migration]:
    """Return the last migrations of each app: no other migration of that app follows them."""
    known = {key for key in migrations if key in loader.graph.nodes}
    return sorted(
        key
        for key in known
        if not any(
            child.key in known and child.key[0] == key[0]
            for child in loader.graph.node_map[key].children
        )
    )


def tables_after(loader: MigrationLoader, migrations: Iterable[Migration]) -> dict[str, Table]:
    """Return the tables that these migrations make, by name, without those left out."""
    return {
        name: Table(model)
        for name, model in models_after(loader, migrations).items()
        if name not in LEFT_OUT
    }


def models_after(
    loader: MigrationLoader, migrations: Iterable[Migration]
) -> dict[str, type[models.Model]]:
    """Return the models of all tables that these migrations make, by table."""
    state = loader.project_state(last_of_each_app(loader, migrations))
    apps: StateApps = state.apps
    found = {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    return dict(sorted(found.items()))
