"""The vocabulary of seeds/, with or without the first report: loaded once, then copied row by row.

Loading checks and saves every record by itself, which takes seconds; a test that is not about
loading gets the same rows with a few statements. Each process of the tests loads them once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

from portal.imports import seeds


@dataclass(frozen=True)
class TableRows:
    model: type[Model]
    columns: list[str]
    rows: list[tuple[Any, ...]]


LOADED: dict[str, list[TableRows]] = {}


def copy_vocabulary() -> None:
    """Fill an empty database with the vocabulary."""
    copy_or_load("vocabulary", lambda: seeds.load_seeds(settings.SEEDS_DIR / "vocabulary"))


def copy_first_report() -> None:
    """Fill an empty database with the vocabulary and the published first report."""
    copy_or_load("first report", lambda: call_command("load_seeds", verbosity=0))


def copy_or_load(name: str, load: Callable[[], object]) -> None:
    empty = [model for model in models() if not has_rows(model)]
    if (tables := LOADED.get(name)) and {table.model for table in tables} <= set(empty):
        with transaction.atomic():
            insert(tables)
        return
    load()
    # What else a test has stored before is not part of the seeds.
    if len(empty) == len(models()):
        LOADED[name] = [table for model in models() if (table := read_rows(model)).rows]


@cache
def models() -> tuple[type[Model], ...]:
    """Return the models of the site, each after those that it refers to."""
    own = [
        model
        for app in apps.get_app_configs()
        if app.name.split(".")[0] in {"portal", "reports", "recommendations"}
        for model in app.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]
    ordered: list[type[Model]] = []
    while len(ordered) < len(own):
        ordered += [
            model
            for model in own
            if model not in ordered and references(model) & set(own) <= {*ordered, model}
        ]
    return tuple(ordered)


def references(model: type[Model]) -> set[type[Model]]:
    return {
        field.related_model
        for field in model._meta.concrete_fields
        if field.is_relation and not field.null
    }


def has_rows(model: type[Model]) -> bool:
    return model._base_manager.exists()


def read_rows(model: type[Model]) -> TableRows:
    with connection.cursor() as cursor:
        table, key = map(quoted, (model._meta.db_table, model._meta.pk.column))
        cursor.execute(f"SELECT * FROM {table} ORDER BY {key}")  # noqa: S608 -- own names
        columns = [column[0] for column in cursor.description]
        rows = [tuple(map(as_parameter, row)) for row in cursor.fetchall()]
    return TableRows(model, columns, rows)


def as_parameter(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def insert(tables: list[TableRows]) -> None:
    with connection.cursor() as cursor:
        for table in tables:
            names = ", ".join(map(quoted, table.columns))
            places = ", ".join(["%s"] * len(table.columns))
            target = quoted(table.model._meta.db_table)
            statement = f"INSERT INTO {target} ({names}) VALUES ({places})"  # noqa: S608 -- own names
            cursor.executemany(statement, table.rows)
        for statement in connection.ops.sequence_reset_sql(
            no_style(), [table.model for table in tables]
        ):
            cursor.execute(statement)


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)
