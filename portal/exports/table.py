"""A table as a value, which is written as CSV or XLSX. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

# A date has no time of day in a table.
Cell = str | int | bool | date | None


@dataclass(frozen=True)
class Table:
    """Headings and rows; each row has as many cells as there are headings."""

    headings: tuple[str, ...]
    # May be computed while the table is written, once.
    rows: Iterable[Sequence[Cell]]

    @classmethod
    def of(
        cls, records: Iterable[Any], columns: Sequence[tuple[str, Callable[[Any], Cell]]]
    ) -> "Table":
        """Return the table of the records; a column is a heading and a function of a record."""
        rows = ([value(record) for _, value in columns] for record in records)
        return cls(tuple(heading for heading, _ in columns), rows)


def cell_text(cell: Cell) -> str:
    """Return the text of a cell, as it is read from a spreadsheet: dates as ISO 8601."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    return str(cell)
