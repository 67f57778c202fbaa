"""Whether the tables in the database are those that the program writes and reads."""

from math import inf
from time import monotonic

from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

# A watcher asks every few seconds, and to describe all tables takes longer than a page.
LOOK_AGAIN_SECONDS = 60
# When every column was last there, by database.
FOUND_WHOLE: dict[str, float] = {}


def migrations() -> tuple[list[str], list[str]]:
    """Return the migrations that the database has yet to have, and those of a newer program."""
    executor = MigrationExecutor(connection)
    loader = executor.loader
    plan = executor.migration_plan(loader.graph.leaf_nodes())
    known = {*loader.disk_migrations, *loader.replacements}
    unknown = [
        one
        for one in sorted(loader.applied_migrations)
        if one[0] in loader.migrated_apps and one not in known
    ]
    missing = [(one.app_label, one.name) for one, _ in plan]
    return list(map(".".join, missing)), list(map(".".join, unknown))


def columns_missing() -> list[str]:
    """Return the columns of the models that the database lacks, as table.column.

    Migrations tell by name alone what the database has had: one that was edited afterwards, or
    a table that somebody has changed, is seen here, within LOOK_AGAIN_SECONDS.
    """
    database = str(connection.settings_dict["NAME"])
    now = monotonic()
    if now - FOUND_WHOLE.get(database, -inf) < LOOK_AGAIN_SECONDS:
        return []
    missing = list(lacking())
    if not missing:
        FOUND_WHOLE[database] = now
    return missing


def lacking():
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for model in apps.get_models(include_auto_created=True):
            options = model._meta
            if not options.managed or options.proxy:
                continue
            there = set()
            if options.db_table in tables:
                described = connection.introspection.get_table_description(
                    cursor, options.db_table
                )
                there = {column.name for column in described}
            for field in options.local_concrete_fields:
                if field.column not in there:
                    yield f"{options.db_table}.{field.column}"
