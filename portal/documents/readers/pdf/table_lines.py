"""Join the lines of a table into rows, with a tab between the cells.

Two or more lines are a table if their cells are aligned and do not touch the cells beside them. A
line below that begins in a later column continues the row above.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from portal.documents.readers.letter_spans import count_letters
from portal.documents.readers.pdf.cells import WIDE_GAP
from portal.documents.readers.pdf.lines import PrintedLine

MAX_LINE_DISTANCE = 4.0  # times the size, between two rows
ALIGNED = 3.0  # points between the left edges of cells in a column
PAGE_NUMBER = re.compile(r"(?:\d{1,4}|[ivxl]{1,6})(?:\s*[-–]\s*\d{1,4})?")


@dataclass
class Table:
    """The rows of a table: for each the cells, by column; and the columns' left and right edges."""

    rows: list[list[list[PrintedLine]]]
    edges: list[tuple[float, float]]

    @classmethod
    def begin(cls, line: PrintedLine) -> "Table":
        edges = [(cell.left, cell.right) for cell in line.cells]
        return cls([[[cell] for cell in line.cells]], edges)

    def add(self, line: PrintedLine) -> bool:
        """Add a line as a row, or to the last row; return whether it belongs to the table."""
        cells = line.cells or (line,)
        columns = [self.column_of(cell) for cell in cells]
        found = [column for column in columns if column is not None]
        if len(found) < len(cells) or len(set(found)) < len(cells):
            return False
        edges = self.edges_with(cells, found)
        is_row = len(cells) == len(self.edges)
        if edges is None or not (is_row or found[0] > 0):
            return False
        self.edges = edges
        if is_row:
            self.rows.append([[] for _ in self.edges])
        for cell, column in zip(cells, found, strict=True):
            self.rows[-1][column].append(cell)
        return True

    def column_of(self, cell: PrintedLine) -> int | None:
        """Return the only column that the cell overlaps, or None."""
        overlapping = [
            column
            for column, (left, right) in enumerate(self.edges)
            if cell.left < right and cell.right > left
        ]
        return overlapping[0] if len(overlapping) == 1 else None

    def edges_with(
        self, cells: Sequence[PrintedLine], columns: Sequence[int]
    ) -> list[tuple[float, float]] | None:
        """Return the edges of the columns with further cells; None if two columns would touch."""
        edges = list(self.edges)
        for cell, column in zip(cells, columns, strict=True):
            left, right = edges[column]
            edges[column] = (min(left, cell.left), max(right, cell.right))
        touch = any(right >= left for (_, right), (left, _) in zip(edges, edges[1:], strict=False))
        return None if touch else edges

    @property
    def is_sure(self) -> bool:
        """Return whether these are rows: wide gaps between the cells, or aligned left edges.

        The parts of two lines of text may be aligned by chance: without such gaps, more lines or
        columns are needed.
        """
        count, columns = len(self.rows), len(self.edges)
        is_grid = (count - 1) * (columns - 1) > 1 and all(map(self.is_aligned, range(columns)))
        return count > 1 and (is_grid or all(map(has_wide_gaps, self.rows)))

    def is_aligned(self, column: int) -> bool:
        """Return whether most cells of the column, two at least, have the same left edge."""
        lefts = sorted(row[column][0].left for row in self.rows if row[column])
        middle = lefts[len(lefts) // 2]
        aligned = sum(abs(left - middle) <= ALIGNED for left in lefts)
        return aligned > max(1, len(lefts) / 2)

    @property
    def is_contents_list(self) -> bool:
        return all(
            PAGE_NUMBER.fullmatch(" ".join(cell.text for cell in row[-1])) for row in self.rows
        )


def has_wide_gaps(row: Sequence[Sequence[PrintedLine]]) -> bool:
    cells = [cell[0] for cell in row if cell]
    return all(
        right.left - left.right > WIDE_GAP * left.size
        for left, right in zip(cells, cells[1:], strict=False)
    )


def with_rows(lines: Sequence[PrintedLine]) -> tuple[PrintedLine, ...]:
    """Return the lines of a page, with those of tables joined into rows."""
    return tuple(joined_rows(lines))


def joined_rows(lines: Sequence[PrintedLine]) -> Iterator[PrintedLine]:
    index = 0
    while index < len(lines):
        table, count = table_at(lines[index:])
        if table is None or not table.is_sure or table.is_contents_list:
            yield lines[index]
            index += 1
        else:
            yield from map(row_of, table.rows)
            index += count


def table_at(lines: Sequence[PrintedLine]) -> tuple[Table | None, int]:
    """Return the table that begins with the first line, and its number of lines."""
    if not lines[0].cells:
        return None, 0
    table, count = Table.begin(lines[0]), 1
    for upper, lower in zip(lines, lines[1:], strict=False):
        distance = upper.baseline - lower.baseline
        if not 0 <= distance <= MAX_LINE_DISTANCE * lower.size or not table.add(lower):
            break
        count += 1
    return table, count


def row_of(cells: Sequence[Sequence[PrintedLine]]) -> PrintedLine:
    """Return a row as one line; the lines of each cell are joined."""
    pieces = [piece for cell in cells for piece in cell]
    spans = []
    letters = 0
    for piece in pieces:
        spans += [span.moved(letters) for span in piece.letter_spans]
        letters += count_letters(piece.text)
    return replace(
        pieces[0],
        text="\t".join(" ".join(piece.text for piece in cell) for cell in cells),
        right=max(piece.right for piece in pieces),
        letter_spans=tuple(spans),
        is_row=True,
    )
