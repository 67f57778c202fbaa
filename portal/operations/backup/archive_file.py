"""The file of a backup: a ZIP archive that ends with the hash of everything before it.

ZIP, because the members of a tar archive begin with their size, which is not known before the
rows are read. The checksums of ZIP do not cover its own headers; the hash at the end does.
"""

import hashlib
import os
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

LABEL = b"Workshop outcomes: backup. SHA-256 of all bytes before this: "
DIGITS = 64
BLOCK = 1 << 20
LEFT_BEHIND_SECONDS = 24 * 60 * 60
# Texts in half the time of the default, and hardly larger; files are compressed already.
COMPRESSION_LEVEL = 3


class BackupRefusedError(Exception):
    """The backup cannot be written, read or restored; the message says why."""


class DamagedBackupError(BackupRefusedError):
    """The file is not a backup, or not the one that was written."""


@contextmanager
def new_archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """Give an archive to write; it gets its final name only after it is completely on disk."""
    refuse_existing(path)
    if not path.parent.is_dir():
        raise BackupRefusedError(f"There is no folder “{path.parent}”. Create it first.")
    remove_left_behind(path.parent)
    # Readable by this user only.
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".backup-writing")
    try:
        with os.fdopen(descriptor, "w+b") as file:
            with zipfile.ZipFile(
                file, "w", zipfile.ZIP_DEFLATED, compresslevel=COMPRESSION_LEVEL
            ) as archive:
                yield archive
                archive.comment = LABEL + b"0" * DIGITS
            seal(file)
            file.flush()
            os.fsync(file.fileno())
        refuse_existing(path)
        Path(name).rename(path)
        sync_folder(path.parent)
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()


def refuse_existing(path: Path) -> None:
    if path.exists() or path.is_symlink():
        raise BackupRefusedError(
            f"“{path}” exists already. Nothing is overwritten: name a new file."
        )


def remove_left_behind(folder: Path) -> None:
    """Remove what killed programs left behind; spare recent files, which may be in use."""
    for left in folder.glob(".*.backup-writing"):
        if time.time() - left.stat().st_mtime > LEFT_BEHIND_SECONDS:
            left.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def seal(file: IO[bytes]) -> None:
    """Write the hash of the file into its last bytes."""
    digest = digest_before_end(file)
    file.seek(-DIGITS, os.SEEK_END)
    file.write(digest.encode())


def digest_before_end(file: IO[bytes]) -> str:
    left = file.seek(0, os.SEEK_END) - DIGITS
    file.seek(0)
    digest = hashlib.sha256()
    while left > 0 and (block := file.read(min(BLOCK, left))):
        digest.update(block)
        left -= len(block)
    return digest.hexdigest()


@contextmanager
def stored_archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a backup after reading every byte of it; raise DamagedBackupError."""
    with path.open("rb") as file:
        check_seal(file, path)
        try:
            with zipfile.ZipFile(file) as archive:
                yield archive
        except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError) as error:
            raise DamagedBackupError(f"“{path}” is damaged: {error}.") from error


def check_seal(file: IO[bytes], path: Path) -> None:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - len(LABEL) - DIGITS))
    label, stated = file.read(len(LABEL)), file.read(DIGITS)
    if label != LABEL:
        raise DamagedBackupError(f"“{path}” is not a backup of a portal, or its end is missing.")
    if digest_before_end(file).encode() != stated:
        raise DamagedBackupError(
            f"“{path}” is damaged: its bytes are not those that were written. Use another backup."
        )
