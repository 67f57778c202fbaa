"""Read the tables of a vocabulary file."""

import tomllib
from pathlib import Path

# The version of a record that was not saved since it was loaded.
LOADED_VERSION = 1


class SeedError(ValueError):
    """A vocabulary file is invalid; the message gives file, entry and error."""


def read_tables(path: Path, table: str) -> list[dict]:
    """Return the entries that begin with [[table]]."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get(table, [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SeedError(f"{path.name} cannot be read: {error}") from None
    if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise SeedError(f"{path.name}: every entry must start with [[{table}]].")
    return entries
