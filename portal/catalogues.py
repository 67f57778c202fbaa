"""The catalogues of the languages, compiled for gettext: build output, made where it is missing or old."""

import os
from collections.abc import Iterator
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGUES = "*/LC_MESSAGES/django.po"


def compile_stale(folder: Path) -> list[str]:
    """Compile the catalogues that are newer than what was made of them; return their languages."""
    stale = list(stale_in(folder))
    for source in stale:
        compile_one(source)
    return [source.parent.parent.name for source in stale]


def stale_in(folder: Path) -> Iterator[Path]:
    for source in sorted(folder.glob(CATALOGUES)):
        made = source.with_suffix(".mo")
        if not made.exists() or made.stat().st_mtime < source.stat().st_mtime:
            yield source


def compile_one(source: Path) -> None:
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parent.parent.name)
    # Whoever reads meanwhile, or compiles as well, finds it whole.
    unfinished = source.with_suffix(f".{os.getpid()}")
    with unfinished.open("wb") as file:
        write_mo(file, catalogue)
    unfinished.replace(source.with_suffix(".mo"))
