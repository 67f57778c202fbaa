"""Write a backup: all rows of one moment, and the files that the portal keeps beside them."""

import hashlib
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from portal.operations.backup.archive_file import BackupRefusedError, new_archive
from portal.operations.backup.manifest import (
    CONFIDENTIAL,
    FORMAT,
    SECRET_SETTINGS,
    FileEntry,
    Manifest,
    TableEntry,
)
from portal.operations.backup.sequences import last_key
from portal.operations.backup.table_rows import (
    LEFT_OUT,
    Table,
    applied_migrations,
    tables_after,
    unknown_migrations,
)
from portal.operations.program import program_version
from reports.one_moment import one_moment

MANIFEST = "manifest.json"
Progress = Callable[[int], object]
ROWS_PER_STEP = 1000


@dataclass(frozen=True)
class HashedMember:
    count: int
    size: int
    sha256: str


def write_backup(path: Path, advance: Progress = lambda rows: None) -> Manifest:
    """Write a backup into a new file; raise BackupRefusedError.

    Editors may save meanwhile: the rows are those of the moment at which it begins.
    """
    with new_archive(path) as archive:
        with one_moment():
            loader = MigrationLoader(connection)
            migrations = applied_migrations(loader)
            refuse_other_database(loader, migrations)
            made_at = timezone.now()
            tables = {
                name: write_rows(archive, table, advance)
                for name, table in tables_after(loader, migrations).items()
            }
        manifest = Manifest(
            format=FORMAT,
            version=program_version(),
            made_at=made_at,
            base_url=settings.BASE_URL,
            database=connection.vendor,
            migrations=migrations,
            tables=tables,
            files={file.name: write_file(archive, file) for file in kept_files()},
            left_out_settings=SECRET_SETTINGS,
            left_out_tables=LEFT_OUT,
            confidential=CONFIDENTIAL,
        )
        text = manifest.model_dump_json(indent=1).encode()
        write_member(archive, MANIFEST, [text])
    return manifest


def refuse_other_database(loader: MigrationLoader, migrations: list[tuple[str, str]]) -> None:
    if not migrations:
        raise BackupRefusedError("The database has no tables yet: there is nothing to back up.")
    if unknown := unknown_migrations(loader, migrations):
        raise BackupRefusedError(
            f"The database was migrated by a newer version ({'.'.join(unknown[0])}). Back it up with that version."
        )


def kept_files() -> list[Path]:
    """Return the files of DATA_DIR that are neither derived nor secret."""
    return [file for file in (settings.DEMO_FILE,) if file.is_file()]


def write_rows(archive: zipfile.ZipFile, table: Table, advance: Progress) -> TableEntry:
    key = last_key(table) if table.has_keys else 0
    member = write_member(archive, rows_name(table.name), table.lines(), advance)
    return TableEntry(columns=table.columns, rows=member.count, last_key=key, sha256=member.sha256)


def write_file(archive: zipfile.ZipFile, file: Path) -> FileEntry:
    member = write_member(archive, file_name(file.name), [file.read_bytes()])
    return FileEntry(size=member.size, sha256=member.sha256)


def rows_name(table: str) -> str:
    return f"rows/{table}.jsonl"


def file_name(file: str) -> str:
    return f"files/{file}"


def write_member(
    archive: zipfile.ZipFile,
    name: str,
    parts: Iterable[bytes],
    advance: Progress = lambda rows: None,
) -> HashedMember:
    """Write the parts one after another, whatever their number."""
    digest = hashlib.sha256()
    count = size = 0
    with archive.open(name, "w", force_zip64=True) as member:
        for part in parts:
            member.write(part)
            digest.update(part)
            size += len(part)
            count += 1
            if count % ROWS_PER_STEP == 0:
                advance(ROWS_PER_STEP)
    advance(count % ROWS_PER_STEP)
    return HashedMember(count=count, size=size, sha256=digest.hexdigest())
