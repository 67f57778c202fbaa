"""Compare a table that an editor brings back with the current rows: a preview of changes. Pure.

Nothing is stored here. Each line of the file is in exactly one list of the preview.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from portal.documents.spreadsheets.read_table import ReadTable
from portal.imports.table_columns import (
    MAX_PROPOSALS,
    CellRefusedError,
    TableColumn,
    TableShape,
    did_you_mean,
    fold,
)

Row = Mapping[str, str]


class TableRefusedError(ValueError):
    """The table cannot be compared at all; the message is a sentence for the sender."""


@dataclass(frozen=True)
class CellChange:
    """A cell that differs from the current value; `line` is its row in the spreadsheet."""

    line: int
    key: str
    heading: str
    before: str
    after: str


@dataclass(frozen=True)
class NewRow:
    line: int
    values: Row


@dataclass(frozen=True)
class RefusedLine:
    """A line that is not used, with a sentence that says why and what to do."""

    line: int
    key: str
    sentence: str


@dataclass(frozen=True)
class TablePreview:
    """What a table would change."""

    changes: tuple[CellChange, ...] = ()
    # Keys of the rows that the table leaves as they are.
    unchanged: tuple[str, ...] = ()
    new: tuple[NewRow, ...] = ()
    # Lines whose key no current row has.
    unknown: tuple[RefusedLine, ...] = ()
    refused: tuple[RefusedLine, ...] = ()
    # Keys of the current rows that the table lacks. They stay as they are.
    missing: tuple[str, ...] = ()
    # What the sender should know about the whole table.
    notes: tuple[str, ...] = ()

    @property
    def changed(self) -> tuple[str, ...]:
        """The keys of the rows with changes, in the order of the table."""
        return tuple(dict.fromkeys(change.key for change in self.changes))


@dataclass(frozen=True)
class Line:
    """A line of the table: its cells by the heading of the shape."""

    number: int
    key: str
    cells: Row


def compute_preview(current: Sequence[Row], table: ReadTable, shape: TableShape) -> TablePreview:
    """Return what the table would change in the current rows, which are dicts of cell texts.

    Raises TableRefusedError if the table does not say which row a line is about.
    """
    headings = match_headings(table, shape)
    rows = {row[shape.key_heading]: row for row in current}
    lines = list(filled_lines(table, headings, shape))
    lines_by_key: dict[str, list[int]] = {}
    for line in lines:
        lines_by_key.setdefault(line.key, []).append(line.number)
    comparison = Comparison(shape, rows, lines_by_key)
    for line in lines:
        comparison.add(line)
    return TablePreview(
        changes=tuple(comparison.changes),
        unchanged=tuple(comparison.unchanged),
        new=tuple(comparison.new),
        unknown=tuple(comparison.unknown),
        refused=tuple(comparison.refused),
        missing=tuple(key for key in rows if key not in lines_by_key),
        notes=(
            *table.notes,
            *notes_about_headings(table, headings, shape),
            *notes_about_shown_columns(lines, rows, shape),
        ),
    )


def match_headings(table: ReadTable, shape: TableShape) -> dict[str, int]:
    """Return the index of each column of the shape that the table has."""
    known = shape.headings()
    indices: dict[str, int] = {}
    for index, heading in enumerate(table.header):
        name = known.get(fold(heading))
        if name in indices:
            first = table.header[indices[name]]
            raise TableRefusedError(
                f"The columns “{first}” and “{heading}” both hold the {name}. Delete one of them."
            )
        if name is not None:
            indices[name] = index
    if shape.key_heading not in indices:
        advice = did_you_mean(shape.key_heading, table.header)
        raise TableRefusedError(
            f"“{table.name}” has no column “{shape.key_heading}”, which says what {shape.noun} a "
            f"row is about.{advice}"
        )
    return indices


def filled_lines(
    table: ReadTable, headings: Mapping[str, int], shape: TableShape
) -> Iterator[Line]:
    """Yield the lines that are not blank."""
    for number, row in enumerate(table.rows, start=table.first_row):
        if any(map(str.strip, row)):
            cells = {heading: row[index] for heading, index in headings.items()}
            yield Line(number, cells[shape.key_heading].strip(), cells)


@dataclass
class Comparison:
    """Sorts the lines of a table into the lists of the preview."""

    shape: TableShape
    rows: Mapping[str, Row]
    lines_by_key: Mapping[str, Sequence[int]]
    changes: list[CellChange] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    new: list[NewRow] = field(default_factory=list)
    unknown: list[RefusedLine] = field(default_factory=list)
    refused: list[RefusedLine] = field(default_factory=list)

    def add(self, line: Line) -> None:
        if line.key and len(self.lines_by_key[line.key]) > 1:
            self.refused.append(self.refusal(line, self.duplicate_reason(line)))
        elif line.key and line.key not in self.rows:
            self.unknown.append(self.refusal(line, self.unknown_reason(line)))
        elif not line.key and not self.shape.may_add_rows:
            reason = (
                f"the {self.shape.key_heading} is empty, and rows cannot be added here. "
                f"Write the {self.shape.key_heading} of the {self.shape.noun}."
            )
            self.refused.append(self.refusal(line, reason))
        else:
            self.compare(line)

    def compare(self, line: Line) -> None:
        """Compare the cells of a line with the current row, or read those of a new one."""
        values, reasons = read_cells(line, self.shape.columns, self.rows.get(line.key, {}))
        if reasons:
            self.refused.append(self.refusal(line, " ".join(reasons)))
        elif not line.key:
            self.new.append(NewRow(line.number, values))
        else:
            self.compare_values(line, values)

    def compare_values(self, line: Line, values: Row) -> None:
        row = self.rows[line.key]
        changes = [
            CellChange(line.number, line.key, column.heading, row[column.heading], after)
            for column in self.shape.columns
            if (after := values.get(column.heading)) is not None
            and not column.is_same(row[column.heading], after)
        ]
        self.changes += changes
        if not changes:
            self.unchanged.append(line.key)

    def duplicate_reason(self, line: Line) -> str:
        others = [str(number) for number in self.lines_by_key[line.key] if number != line.number]
        return (
            f"the {self.shape.key_heading} “{line.key}” is also in row {', '.join(others)}. "
            "Delete all but one."
        )

    def unknown_reason(self, line: Line) -> str:
        is_proposed = len(self.unknown) < MAX_PROPOSALS
        advice = did_you_mean(line.key, self.rows) if is_proposed else ""
        return f"no {self.shape.noun} has the {self.shape.key_heading} “{line.key}”.{advice}"

    @staticmethod
    def refusal(line: Line, reason: str) -> RefusedLine:
        return RefusedLine(line.number, line.key, f"Row {line.number}: {reason}")


def read_cells(
    line: Line, columns: Sequence[TableColumn], row: Row
) -> tuple[dict[str, str], list[str]]:
    """Return the values of a line by heading, and why cells of it are refused.

    A cell that is as in the current row is never refused, whatever the row has.
    """
    values, reasons = {}, []
    for column in columns:
        cell, current = line.cells.get(column.heading), row.get(column.heading)
        if cell is None:
            continue
        if current is not None and cell.strip() == current.strip():
            values[column.heading] = current
            continue
        try:
            values[column.heading] = column.read(cell)
        except CellRefusedError as error:
            reasons.append(f"in the column “{column.heading}”, {error}")
    return values, reasons


def notes_about_headings(
    table: ReadTable, headings: Mapping[str, int], shape: TableShape
) -> Iterator[str]:
    read = set(headings.values())
    known = [column.heading for column in shape.columns if column.heading not in headings]
    for index, heading in enumerate(table.header):
        if index not in read:
            yield f"The column “{heading}” was not read.{did_you_mean(heading, known)}"


def notes_about_shown_columns(
    lines: Sequence[Line], rows: Mapping[str, Row], shape: TableShape
) -> Iterator[str]:
    """Name the columns that differ although a table cannot change them."""
    for heading in sorted(shape.shown_headings):
        count = sum(
            line.cells[heading].strip() != rows[line.key][heading].strip()
            for line in lines
            if heading in line.cells and line.key in rows
        )
        if count:
            where = "1 row" if count == 1 else f"{count:,} rows"
            yield f"The column “{heading}” differs in {where}; it cannot be changed in a table."
