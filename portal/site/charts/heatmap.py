"""Counts in rows and columns, each shaded by its share of the greatest count."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

STEPS = 5


@dataclass(frozen=True)
class CrossTable:
    """Labels by value, in their order, and a count for each (row value, column value)."""

    rows: Mapping[str, str]
    columns: Mapping[str, str]
    counts: Mapping[tuple[str, str], int]
    url: Callable[[str, str], str]
    title: Callable[[str, str, int], str]


@dataclass(frozen=True)
class Cell:
    count: int
    url: str
    title: str
    step: int


@dataclass(frozen=True)
class Row:
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Heatmap:
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


def heatmap(table: CrossTable) -> Heatmap:
    return Heatmap(
        tuple(table.columns.values()),
        tuple(Row(label, row_cells(table, value, label)) for value, label in table.rows.items()),
    )


def row_cells(table: CrossTable, row: str, row_label: str) -> tuple[Cell, ...]:
    greatest = max(table.counts.values(), default=0)
    cells = []
    for column, label in table.columns.items():
        count = table.counts.get((row, column), 0)
        cells.append(
            Cell(
                count,
                url=table.url(row, column) if count else "",
                title=table.title(row_label, label, count),
                step=shade_step(count, greatest),
            )
        )
    return tuple(cells)


def shade_step(count: int, greatest: int) -> int:
    """Return the shade of a count: 0 for none, STEPS for the greatest count."""
    return -(-STEPS * count // greatest) if count else 0
