"""Views of the database, behind models that no migration manages.

Like triggers they are dropped before every migration and created after it: SQLite rebuilds a
table when a column changes, which it refuses while a view reads the table.
"""

from dataclasses import dataclass

from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


@dataclass(frozen=True)
class DatabaseView:
    """A view: its name, the tables that it reads, and its SELECT, valid in both databases."""

    name: str
    tables: frozenset[str]
    select: str


def install_views(app_config, views):
    """Drop the views before every migration of the app, and create them after it."""

    def drop_views(using, **signal):
        with connections[using].cursor() as cursor:
            for view in views:
                # nosemgrep: sql-from-strings -- our own name
                cursor.execute(f"DROP VIEW IF EXISTS {view.name}")

    def create_views(using, **signal):
        drop_views(using)
        connection = connections[using]
        with connection.cursor() as cursor:
            existing = set(connection.introspection.table_names(cursor))
            for view in views:
                if view.tables <= existing:
                    # nosemgrep: sql-from-strings -- our own view
                    cursor.execute(f"CREATE VIEW {view.name} AS {view.select}")

    for signal, receiver in ((pre_migrate, drop_views), (post_migrate, create_views)):
        signal.connect(
            receiver,
            sender=app_config,
            weak=False,
            dispatch_uid=f"{app_config.label} {receiver.__name__}",
        )
