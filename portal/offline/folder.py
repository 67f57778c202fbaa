"""The folder of a copy: written beside its place, and put there when it is complete."""

import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Marks a folder that this program has written, and may replace.
MARKER = "offline-copy.json"
FORMAT = "workshop-outcomes offline copy"
LEFT_BEHIND_SECONDS = 24 * 60 * 60


class FolderRefusedError(Exception):
    """The folder cannot be written; the message says why."""


@contextmanager
def replaced_folder(folder: Path) -> Iterator[Path]:
    """Give an empty folder to write; if nothing fails, it takes the place of `folder`.

    Raise FolderRefusedError if `folder` holds anything other than an earlier copy.
    """
    folder = folder.absolute()
    refuse_other_content(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    remove_left_behind(folder)
    scratch = Path(tempfile.mkdtemp(dir=folder.parent, prefix=prefix_of(folder)))
    try:
        scratch.chmod(0o755)
        yield scratch
        take_place(scratch, folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def refuse_other_content(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise FolderRefusedError(f"“{folder}” is not a folder. Name a folder for the copy.")
    if folder.is_mount():
        raise FolderRefusedError(
            f"“{folder}” is a whole drive. Name a folder on it: {folder / 'workshop-outcomes'}"
        )
    if folder.exists() and any(folder.iterdir()) and not is_copy(folder):
        raise FolderRefusedError(
            f"“{folder}” holds other files. Name an empty folder, a new one or an earlier copy."
        )


def is_copy(folder: Path) -> bool:
    try:
        stated = json.loads((folder / MARKER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(stated, dict) and stated.get("format") == FORMAT


def prefix_of(folder: Path) -> str:
    return f".{folder.name}.writing-"


def remove_left_behind(folder: Path) -> None:
    """Remove what killed programs left behind; spare recent folders, which may be in use."""
    for left in folder.parent.glob(f"{prefix_of(folder)}*"):
        if time.time() - left.stat().st_mtime > LEFT_BEHIND_SECONDS:
            shutil.rmtree(left, ignore_errors=True)


def take_place(scratch: Path, folder: Path) -> None:
    """Move the new copy to its place; the earlier one is removed only then."""
    if not folder.exists():
        scratch.rename(folder)
        return
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=prefix_of(folder)) as aside:
        earlier = folder.rename(Path(aside) / "earlier")
        try:
            scratch.rename(folder)
        except OSError:
            earlier.rename(folder)
            raise


def write_file(folder: Path, file: str, content: bytes) -> None:
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
