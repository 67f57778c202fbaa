"""Read a backup, and prove that it is complete."""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from pydantic import ValidationError

from portal.operations.backup.archive_file import (
    BackupRefusedError,
    DamagedBackupError,
    stored_archive,
)
from portal.operations.backup.manifest import Manifest, TableEntry
from portal.operations.backup.table_rows import (
    Table,
    last_of_each_app,
    tables_after,
    unknown_migrations,
)
from portal.operations.backup.write import (
    MANIFEST,
    ROWS_PER_STEP,
    Progress,
    file_name,
    rows_name,
)

# No row is longer: files have 10 MB.
MAX_LINE_BYTES = 1 << 28
MAX_FILE_BYTES = 1 << 20


@dataclass(frozen=True)
class Backup:
    """An opened backup whose bytes are those that were written."""

    path: Path
    archive: zipfile.ZipFile
    manifest: Manifest
    loader: MigrationLoader
    tables: dict[str, Table]

    def lines(self, table: Table) -> Iterator[bytes]:
        """Yield the rows of a table; at the end, raise DamagedBackupError if any are wrong."""
        entry = self.manifest.tables[table.name]
        digest, count = hashlib.sha256(), 0
        with self.archive.open(rows_name(table.name)) as member:
            buffered = io.BufferedReader(member, 1 << 20)  # type: ignore[type-var]
            while line := buffered.readline(MAX_LINE_BYTES):
                digest.update(line)
                count += 1
                yield line
        if (count, digest.hexdigest()) != (entry.rows, entry.sha256):
            raise self.damaged(f"the rows of {table.name} differ from the manifest")

    def file(self, name: str) -> bytes:
        """Return a file that stands beside the database."""
        with self.archive.open(file_name(name)) as member:
            content = member.read(MAX_FILE_BYTES + 1)
        entry = self.manifest.files[name]
        if (len(content), hashlib.sha256(content).hexdigest()) != (entry.size, entry.sha256):
            raise self.damaged(f"the file {name} differs from the manifest")
        return content

    def damaged(self, reason: str) -> DamagedBackupError:
        return DamagedBackupError(f"“{self.path}” is damaged: {reason}. Use another backup.")


@contextmanager
def opened_backup(path: Path) -> Iterator[Backup]:
    """Open a backup after hashing all of it; raise BackupRefusedError."""
    with stored_archive(path) as archive:
        manifest = read_manifest(archive, path)
        refuse_other_members(archive, manifest, path)
        # Without a database: a backup can be verified anywhere.
        loader = MigrationLoader(None)
        refuse_newer(loader, manifest, path)
        tables = tables_after(loader, manifest.migrations)
        backup = Backup(path, archive, manifest, loader, tables)
        refuse_other_tables(backup)
        try:
            yield backup
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise backup.damaged(str(error)) from error


def read_manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    try:
        return Manifest.model_validate_json(archive.read(MANIFEST))
    except KeyError:
        raise DamagedBackupError(f"“{path}” has no manifest: it is not a backup.") from None
    except ValidationError as error:
        reason = error.errors()[0]
        place = ".".join(map(str, reason["loc"]))
        raise DamagedBackupError(
            f"“{path}” has a manifest that this version cannot read ({place}: {reason['msg']})."
        ) from None


def refuse_other_members(archive: zipfile.ZipFile, manifest: Manifest, path: Path) -> None:
    """Refuse members that the manifest does not name, and files that no portal writes."""
    if foreign := sorted(set(manifest.files) - {settings.DEMO_FILE.name}):
        raise DamagedBackupError(f"“{path}” is damaged: it has a file {foreign[0]!r}.")
    expected = [*map(rows_name, manifest.tables), *map(file_name, manifest.files), MANIFEST]
    if odd := sorted(set(archive.namelist()) ^ set(expected)):
        raise DamagedBackupError(
            f"“{path}” is damaged: its members differ from its manifest ({odd[0]!r})."
        )
    if len(archive.namelist()) != len(expected):
        raise DamagedBackupError(f"“{path}” is damaged: it has a member twice.")


def refuse_newer(loader: MigrationLoader, manifest: Manifest, path: Path) -> None:
    if unknown := unknown_migrations(loader, manifest.migrations):
        raise BackupRefusedError(
            f"“{path}” was written by version {manifest.version} of the portal with the migration "
            f"{'.'.join(unknown[0])}, which this version does not have. Use that version or a later one."
        )
    if not last_of_each_app(loader, manifest.migrations):
        raise DamagedBackupError(f"“{path}” is damaged: it names no migration.")


def refuse_other_tables(backup: Backup) -> None:
    """Refuse a backup whose tables or columns differ from those its migrations make."""
    stated = {name: entry.columns for name, entry in backup.manifest.tables.items()}
    made = {name: table.columns for name, table in backup.tables.items()}
    differing = sorted(
        name for name in stated.keys() | made.keys() if stated.get(name) != made.get(name)
    )
    if differing:
        raise BackupRefusedError(
            f"“{backup.path}” has other columns of {differing[0]} than its migrations make. It is "
            "from an unreleased version: restore it with that version."
        )


def verify(backup: Backup, advance: Progress = lambda rows: None) -> None:
    """Read every row and file of an opened backup; raise DamagedBackupError."""
    for name, table in backup.tables.items():
        verify_rows(backup, table, backup.manifest.tables[name], advance)
    for file in backup.manifest.files:
        backup.file(file)


def verify_rows(backup: Backup, table: Table, entry: TableEntry, advance: Progress) -> None:
    count = 0
    for count, line in enumerate(backup.lines(table), start=1):
        try:
            table.row(line)
        except ValueError as error:
            raise backup.damaged(f"row {count} of {table.name}: {error}") from error
        if count % ROWS_PER_STEP == 0:
            advance(ROWS_PER_STEP)
    advance(count % ROWS_PER_STEP)
    if table.has_keys and count and entry.last_key < 1:
        raise backup.damaged(f"{table.name} has rows, but assigned no key")
