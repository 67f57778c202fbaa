"""A program of its own: bring the database up to date, and die after one of the operations.

Argument: `count` prints how many operations there are, a number is that of the operation after which
the program kills itself, `schema` prints the schema as JSON.
"""

import json
import os
import signal
import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.migrations.executor import MigrationExecutor  # noqa: E402

SCHEMA = {
    "sqlite": ("SELECT type, name, tbl_name, sql FROM sqlite_master",),
    "postgresql": (
        "SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns WHERE table_schema = 'public'",
        "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
        "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
        "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
        "SELECT viewname, definition FROM pg_views WHERE schemaname = 'public'",
    ),
}


def planned_operations():
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [operation for migration, _ in plan for operation in migration.operations]


def die_after(operation):
    change = operation.database_forwards

    def change_and_die(*arguments):
        change(*arguments)
        os.kill(os.getpid(), signal.SIGKILL)

    # `migrate` runs the same operation: those of a migration belong to its class.
    operation.database_forwards = change_and_die


def schema():
    with connection.cursor() as cursor:
        for query in SCHEMA[connection.vendor]:
            cursor.execute(query)
            yield sorted(map(repr, cursor.fetchall()))


if __name__ == "__main__":
    if sys.argv[1] == "count":
        print(len(planned_operations()))  # noqa: T201 -- the program's output
    elif sys.argv[1] == "schema":
        print(json.dumps(list(schema())))  # noqa: T201 -- the program's output
    else:
        die_after(planned_operations()[int(sys.argv[1])])
        call_command("migrate", verbosity=0)
