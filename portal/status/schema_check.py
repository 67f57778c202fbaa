"""Comparison of the database schema with the models and migrations."""

from math import inf
from time import monotonic

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

# Monitoring polls every few seconds, and describing all tables is slower than a page.
RECHECK_SECONDS = 60
# {database: monotonic time at which no column was missing}.
COMPLETE_AT: dict[str, float] = {}
# App labels that only versions before 0.1.0 had.
UNRELEASED_APPS = {"history", "portal", "registers"}
UNRELEASED = "The database was created by a version of the portal from before the first release and cannot be upgraded."
UNRELEASED_HINT = "Set DATA_DIR or DATABASE_URL to a new place and import the reports there."

# Set by `serve` for its workers: one that replaces another during an upgrade must not end the server.
SCHEMA_CHECKED = "PORTAL_SCHEMA_CHECKED"


def is_unreleased() -> bool:
    """Return whether a version from before 0.1.0 made the database."""
    applied = MigrationRecorder(connection).applied_migrations()
    return any(app in UNRELEASED_APPS for app, _ in applied)


def migrations() -> tuple[list[str], list[str]]:
    """Return (unapplied migrations, applied migrations unknown to this version)."""
    executor = MigrationExecutor(connection)
    loader = executor.loader
    plan = executor.migration_plan(loader.graph.leaf_nodes())
    known = {*loader.disk_migrations, *loader.replacements}
    unknown = [
        key
        for key in sorted(loader.applied_migrations)
        if key[0] in loader.migrated_apps and key not in known
    ]
    missing = [(migration.app_label, migration.name) for migration, _ in plan]
    return list(map(".".join, missing)), list(map(".".join, unknown))


def refuse_newer() -> None:
    """Raise ImproperlyConfigured if a newer version of the portal has migrated the database.

    An older version does not know all rules of its rows: it would store what the newer one cannot
    read, and replace its triggers.
    """
    _, unknown = migrations()
    if unknown:
        raise ImproperlyConfigured(
            f"The database was migrated by a newer version ({unknown[0]}). Start that "
            "version, or restore the backup from before the upgrade."
        )


def missing_columns() -> list[str]:
    """Return the columns of the models that the database lacks, as table.column.

    Detects edited migrations and altered tables, which the names of migrations do not show. A
    complete schema is checked again after RECHECK_SECONDS.
    """
    database = str(connection.settings_dict["NAME"])
    now = monotonic()
    if now - COMPLETE_AT.get(database, -inf) < RECHECK_SECONDS:
        return []
    missing = list(find_missing_columns())
    if not missing:
        COMPLETE_AT[database] = now
    return missing


def find_missing_columns():
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for model in apps.get_models(include_auto_created=True):
            options = model._meta
            if not options.managed or options.proxy:
                continue
            columns = set()
            if options.db_table in tables:
                description = connection.introspection.get_table_description(
                    cursor, options.db_table
                )
                columns = {column.name for column in description}
            for field in options.local_concrete_fields:
                if field.column not in columns:
                    yield f"{options.db_table}.{field.column}"
