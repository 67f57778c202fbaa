"""Promises across rows, which no constraint can say: kept by the database through triggers.

They are put up after every migration and taken down before it, because SQLite
rebuilds whole tables when a column changes and would lose or trip over them.
"""

from dataclasses import dataclass

from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

TRUNCATE = "TRUNCATE"


@dataclass(frozen=True)
class Promise:
    """Refuse an insert or update (IntegrityError) that makes `broken_when` true.

    `broken_when` is SQL over NEW and, for an update, OLD, in words both databases know. The check runs after
    the row is written: PostgreSQL then sees the whole statement's outcome. A TRUNCATE, which only
    PostgreSQL has, sees no row: of a rule for it, `broken_when` may name neither.
    """

    name: str
    table: str
    broken_when: str
    columns: tuple[str, ...] = ()
    events: tuple[str, ...] = ("INSERT", "UPDATE")

    def sqlite_body(self):
        return f"SELECT RAISE(ABORT, '{self.name}') WHERE {self.broken_when};"

    def postgresql_body(self):
        return (
            f"IF {self.broken_when} THEN RAISE EXCEPTION '{self.name}' "
            f"USING ERRCODE = 'check_violation', CONSTRAINT = '{self.name}'; END IF;"
        )


@dataclass(frozen=True)
class Consequence:
    """Carry a change on to other rows with `statement`, SQL over NEW."""

    name: str
    table: str
    statement: str
    columns: tuple[str, ...] = ()
    events: tuple[str, ...] = ("UPDATE",)

    def sqlite_body(self):
        return f"{self.statement};"

    postgresql_body = sqlite_body


def keep(app_config, rules):
    """Have the database keep the rules (Promise or Consequence) of an app's tables."""
    label = app_config.label

    def take_down(using, **signal):
        change(connections[using], rules, put_up=False)

    def put_up(using, **signal):
        change(connections[using], rules, put_up=True)

    pre_migrate.connect(
        take_down, sender=app_config, weak=False, dispatch_uid=f"{label} promises down"
    )
    post_migrate.connect(
        put_up, sender=app_config, weak=False, dispatch_uid=f"{label} promises up"
    )


def change(connection, rules, *, put_up):
    statements = {"sqlite": sqlite_statements, "postgresql": postgresql_statements}
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for rule in rules:
            for drop, create in statements[connection.vendor](rule):
                cursor.execute(drop)
                if put_up and rule.table in tables:
                    cursor.execute(create)


def event_with_columns(rule, event):
    of = f" OF {', '.join(rule.columns)}" if event == "UPDATE" and rule.columns else ""
    return event + of


def row_events(rule):
    return [event for event in rule.events if event != TRUNCATE]


def sqlite_statements(rule):
    for event in row_events(rule):
        name = f"{rule.name}_{event.lower()}"
        yield (
            f"DROP TRIGGER IF EXISTS {name}",
            (
                f"CREATE TRIGGER {name} AFTER {event_with_columns(rule, event)} "
                f"ON {rule.table} FOR EACH ROW BEGIN {rule.sqlite_body()} END"
            ),
        )


def postgresql_statements(rule):
    events = " OR ".join(event_with_columns(rule, event) for event in row_events(rule))
    yield (
        # CASCADE takes the triggers along.
        f"DROP FUNCTION IF EXISTS {rule.name}() CASCADE",
        (
            f"CREATE FUNCTION {rule.name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN {rule.postgresql_body()} RETURN NULL; END $$; "
            f"CREATE TRIGGER {rule.name} AFTER {events} ON {rule.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {rule.name}()"
        ),
    )
    if TRUNCATE in rule.events:
        # It empties a table without touching a row, so that no trigger of rows hears of it.
        name = f"{rule.name}_{TRUNCATE.lower()}"
        yield (
            f"DROP TRIGGER IF EXISTS {name} ON {rule.table}",
            (
                f"CREATE TRIGGER {name} BEFORE {TRUNCATE} ON {rule.table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {rule.name}()"
            ),
        )
