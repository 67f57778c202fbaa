"""Compilation of message catalogs (.po to .mo) if they are missing or stale."""

import os
from collections.abc import Iterator
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGS = "*/LC_MESSAGES/django.po"


def compile_stale(folder: Path) -> list[str]:
    """Compile the catalogs newer than their .mo files; return their languages."""
    stale = list(stale_catalogs(folder))
    for source in stale:
        compile_catalog(source)
    return [source.parent.parent.name for source in stale]


def stale_catalogs(folder: Path) -> Iterator[Path]:
    for source in sorted(folder.glob(CATALOGS)):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            yield source


def compile_catalog(source: Path) -> None:
    with source.open("rb") as file:
        catalog = read_po(file, locale=source.parent.parent.name)
    # Replaced atomically, for concurrent readers and compilers.
    temporary = source.with_suffix(f".{os.getpid()}")
    with temporary.open("wb") as file:
        write_mo(file, catalog)
    temporary.replace(source.with_suffix(".mo"))
