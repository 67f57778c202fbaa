"""Restore a backup into an empty database of either kind, and compare what it holds then."""

import hashlib
import shutil
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.sql import emit_pre_migrate_signal
from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from portal.audit import log
from portal.audit.log import AuditTarget
from portal.operations.backup.archive_file import BackupRefusedError
from portal.operations.backup.manifest import Manifest
from portal.operations.backup.read import Backup, opened_backup, verify
from portal.operations.backup.sequences import set_last_key
from portal.operations.backup.table_rows import (
    applied_migrations,
    last_of_each_app,
    models_after,
)
from portal.operations.backup.write import Progress
from portal.search.archive import archive_index

# Django writes these after migrations; those of the backup take their place.
MADE_BY_MIGRATE = ("auth_permission", "django_content_type")
EMPTY_PLACE = {
    "sqlite": "Set DATA_DIR to a new folder.",
    "postgresql": "Create a new database, and name it in DATABASE_URL.",
}


def restore(path: Path, advance: Progress = lambda rows: None) -> Manifest:
    """Restore the backup; raise BackupRefusedError and leave no rows if that is impossible.

    The rows are stored in one transaction, in tables of the backup's version. Only what was read
    again and found equal is kept; then the tables are migrated to the present version.
    """
    refuse_kept_files()
    with opened_backup(path) as backup:
        refuse_used_database(backup)
        verify(backup, advance)
        make_tables(backup)
        with transaction.atomic():
            load_rows(backup, advance)
            compare_rows(backup)
        for name in backup.manifest.files:
            (settings.DATA_DIR / name).write_bytes(backup.file(name))
    remove_derived_data()
    # Also creates triggers and views.
    call_command("migrate", verbosity=0)
    log.log(
        None,
        "Restored from a backup",
        AuditTarget("backup", backup.manifest.made_at.isoformat(), path.name),
    )
    return backup.manifest


def refuse_kept_files() -> None:
    if settings.DEMO_FILE.exists():
        raise BackupRefusedError(
            f"“{settings.DATA_DIR}” is the folder of a demonstration. Set DATA_DIR to a new folder."
        )


def refuse_used_database(backup: Backup) -> None:
    """Refuse a database with rows, or with tables that the version of the backup lacks."""
    advice = f"A backup can only be restored into an empty portal. {EMPTY_PLACE[connection.vendor]}"
    applied = applied_migrations(MigrationLoader(connection))
    if not set(applied) <= set(backup.manifest.migrations):
        raise BackupRefusedError(f"The database has other tables than the backup. {advice}")
    existing = set(connection.introspection.table_names())
    known = models_after(backup.loader, applied) if applied else {}
    for table in sorted(existing - {"django_migrations"}):
        if table not in known:
            raise BackupRefusedError(f"The database has a table “{table}”. {advice}")
        if table not in MADE_BY_MIGRATE and known[table]._base_manager.exists():
            raise BackupRefusedError(f"The table “{table}” has rows. {advice}")


def make_tables(backup: Backup) -> None:
    """Migrate to the version of the backup; add no triggers, and no rows that the backup lacks."""
    targets = last_of_each_app(backup.loader, backup.manifest.migrations)
    executor = MigrationExecutor(connection)
    missing = set(targets) - set(executor.loader.applied_migrations)
    emit_pre_migrate_signal(verbosity=0, interactive=False, db=DEFAULT_DB_ALIAS)
    executor.migrate(sorted(missing))


def load_rows(backup: Backup, advance: Progress) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        for name in MADE_BY_MIGRATE:
            cursor.execute(f"DELETE FROM {name}")  # noqa: S608 -- a name of the schema
    for name, table in backup.tables.items():
        table.insert(backup.lines(table))
        set_last_key(table, backup.manifest.tables[name].last_key)
        advance(backup.manifest.tables[name].rows)


def compare_rows(backup: Backup) -> None:
    """Refuse a database that returns other rows than the backup has."""
    for name, table in backup.tables.items():
        digest = hashlib.sha256()
        for line in table.lines():
            digest.update(line)
        if digest.hexdigest() != backup.manifest.tables[name].sha256:
            raise BackupRefusedError(
                f"The database returns other rows of {name} than the backup has. Nothing was stored."
            )


def remove_derived_data() -> None:
    """Delete the index and cached pages of another database; the next start makes new ones."""
    folders = (settings.INDEX_DIR, archive_index.folder(), settings.CACHES["landings"]["LOCATION"])
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
