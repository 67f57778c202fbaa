"""Constraints across rows, enforced by triggers.

They are dropped before every migration and created after it: SQLite rebuilds a table when a
column changes, and would lose its triggers or fail on them.
"""

from dataclasses import dataclass

from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

TRUNCATE = "TRUNCATE"
# True while a redaction is applied. Its row is seen by its own transaction only, which deletes it again.
IS_REDACTING = "EXISTS (SELECT 1 FROM reports_redactionpermit)"


@dataclass(frozen=True)
class TriggerConstraint:
    """Refuse an insert or update (IntegrityError) that makes `broken_when` true.

    `broken_when` is SQL over NEW and, for an update, OLD (for a deletion only OLD), valid in both databases. The trigger
    runs after the row is written: PostgreSQL then sees the result of the whole statement. A
    trigger on TRUNCATE, which only PostgreSQL has, has neither NEW nor OLD.

    With `yields_to_redaction`, a redaction may update what nobody else may.
    """

    name: str
    table: str
    broken_when: str
    columns: tuple[str, ...] = ()
    events: tuple[str, ...] = ("INSERT", "UPDATE")
    yields_to_redaction: bool = False

    def sqlite_body(self, event):
        condition = f"({self.broken_when})"
        if self.yields_to_redaction and event == "UPDATE":
            condition += f" AND NOT {IS_REDACTING}"
        return f"SELECT RAISE(ABORT, '{self.name}') WHERE {condition};"

    def postgresql_body(self):
        condition = f"({self.broken_when})"
        if self.yields_to_redaction:
            condition += f" AND NOT (TG_OP = 'UPDATE' AND {IS_REDACTING})"
        return (
            f"IF {condition} THEN RAISE EXCEPTION '{self.name}' "
            f"USING ERRCODE = 'check_violation', CONSTRAINT = '{self.name}'; END IF;"
        )


@dataclass(frozen=True)
class CascadeTrigger:
    """Propagate a change to other rows with `statement`, SQL over NEW."""

    name: str
    table: str
    statement: str
    columns: tuple[str, ...] = ()
    events: tuple[str, ...] = ("UPDATE",)

    def sqlite_body(self, event):
        return f"{self.statement};"

    def postgresql_body(self):
        return f"{self.statement};"


def install_triggers(app_config, triggers):
    """Drop the triggers before every migration of the app, and create them after it."""
    label = app_config.label
    models = app_config.get_models(include_auto_created=True)
    tables = {model._meta.db_table for model in models}
    if unknown := {trigger.table for trigger in triggers} - tables:
        raise LookupError(f"The app “{label}” has no table {sorted(unknown)}.")

    def drop_triggers(using, **signal):
        apply_triggers(connections[using], triggers, create=False)

    def create_triggers(using, **signal):
        apply_triggers(connections[using], triggers, create=True)

    pre_migrate.connect(
        drop_triggers,
        sender=app_config,
        weak=False,
        dispatch_uid=f"{label} drop triggers",
    )
    post_migrate.connect(
        create_triggers,
        sender=app_config,
        weak=False,
        dispatch_uid=f"{label} create triggers",
    )


def apply_triggers(connection, triggers, *, create):
    """Drop the triggers (TriggerConstraint or CascadeTrigger), and create them if `create`."""
    statements = {"sqlite": sqlite_statements, "postgresql": postgresql_statements}
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for trigger in triggers:
            for drop_sql, create_sql in statements[connection.vendor](trigger):
                cursor.execute(drop_sql)
                if create and trigger.table in tables:
                    cursor.execute(create_sql)


def event_with_columns(trigger, event):
    if event == "UPDATE" and trigger.columns:
        return f"{event} OF {', '.join(trigger.columns)}"
    return event


def row_events(trigger):
    return [event for event in trigger.events if event != TRUNCATE]


def sqlite_statements(trigger):
    """Yield (DROP statement, CREATE statement)."""
    for event in row_events(trigger):
        name = f"{trigger.name}_{event.lower()}"
        yield (
            f"DROP TRIGGER IF EXISTS {name}",
            (
                f"CREATE TRIGGER {name} AFTER {event_with_columns(trigger, event)} "
                f"ON {trigger.table} FOR EACH ROW BEGIN {trigger.sqlite_body(event)} END"
            ),
        )


def postgresql_statements(trigger):
    """Yield (DROP statement, CREATE statement)."""
    events = " OR ".join(event_with_columns(trigger, event) for event in row_events(trigger))
    yield (
        # CASCADE drops the trigger as well.
        f"DROP FUNCTION IF EXISTS {trigger.name}() CASCADE",
        (
            f"CREATE FUNCTION {trigger.name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN {trigger.postgresql_body()} RETURN NULL; END $$; "
            f"CREATE TRIGGER {trigger.name} AFTER {events} ON {trigger.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {trigger.name}()"
        ),
    )
    if TRUNCATE in trigger.events:
        # TRUNCATE fires no row triggers.
        name = f"{trigger.name}_{TRUNCATE.lower()}"
        yield (
            f"DROP TRIGGER IF EXISTS {name} ON {trigger.table}",
            (
                f"CREATE TRIGGER {name} BEFORE {TRUNCATE} ON {trigger.table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {trigger.name}()"
            ),
        )
