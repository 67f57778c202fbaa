"""A table as read from a spreadsheet: a heading row and rows of text. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from portal.parsing.source import UnreadableError
from reports.text import FORBIDDEN, clean_line, clean_text, normalize_whitespace

MAX_ROWS = 20_000
MAX_COLUMNS = 60
MAX_CELL_LENGTH = 32_767  # the most that a cell of a spreadsheet program holds
MAX_TABLE_LENGTH = 10_000_000  # characters of all cells

Cells = tuple[str, ...]


@dataclass(frozen=True)
class ReadTable:
    """A table as read. Each row has as many cells as the heading row."""

    name: str
    header: Cells
    # Blank rows between others are kept, so that the row numbers are those of the spreadsheet.
    rows: tuple[Cells, ...]
    # The number that the spreadsheet program shows beside the first of the rows.
    first_row: int = 2
    # What the sender should know about how the file was read.
    notes: tuple[str, ...] = ()

    @property
    def is_valid(self) -> bool:
        """Whether the table is as described above, within the limits, and its text is clean."""
        cells = [*self.header, *(cell for row in self.rows for cell in row)]
        return (
            len(self.rows) <= MAX_ROWS
            and len(self.header) <= MAX_COLUMNS
            and all(len(row) == len(self.header) for row in self.rows)
            and all(len(cell) <= MAX_CELL_LENGTH for cell in cells)
            and not any(map(FORBIDDEN.search, cells))
        )


def read_table(
    name: str, lines: Iterable[Sequence[str]], *, notes: tuple[str, ...] = ()
) -> ReadTable:
    """Return the table in the lines of a file; the first line that is not blank is its heading.

    Raises UnreadableError with a message for the sender.
    """
    numbered = iter(clean_lines(name, lines))
    first, header = next(numbered, (0, ()))
    if not header:
        raise UnreadableError(f"“{name}” contains no table: all its cells are empty.")
    headings = tuple(normalize_whitespace(clean_line(cell)) for cell in header)
    refuse_headings(name, headings)
    named = [index for index, heading in enumerate(headings) if heading]
    rows: list[Cells] = []
    for number, cells in numbered:
        refuse_cells_without_heading(name, number, cells, headings)
        if number - first > MAX_ROWS:
            raise UnreadableError(
                f"“{name}” has more than {MAX_ROWS:,} rows. Divide the table, then upload each part."
            )
        rows.extend([("",) * len(named)] * (number - first - 1 - len(rows)))
        rows.append(tuple(cells[index] if index < len(cells) else "" for index in named))
    return ReadTable(name, tuple(headings[index] for index in named), tuple(rows), first + 1, notes)


def clean_lines(name: str, lines: Iterable[Sequence[str]]) -> Iterator[tuple[int, Cells]]:
    """Yield number and clean cells of each line that is not blank, without empty cells at its end."""
    length = 0
    for number, line in enumerate(lines, start=1):
        if not any(map(str.strip, line)):
            continue
        cells = tuple(map(clean_text, line[: last_filled(line) + 1]))
        length += sum(map(len, cells))
        refuse_long_cells(name, number, cells)
        if length > MAX_TABLE_LENGTH:
            raise UnreadableError(
                f"“{name}” has more than {MAX_TABLE_LENGTH:,} characters of text. "
                "Divide the table, then upload each part."
            )
        yield number, cells


def last_filled(line: Sequence[str]) -> int:
    """Return the index of the last cell that is not empty; -1 if all are."""
    return next((index for index in reversed(range(len(line))) if line[index]), -1)


def refuse_long_cells(name: str, number: int, cells: Cells) -> None:
    for index, cell in enumerate(cells):
        if len(cell) > MAX_CELL_LENGTH:
            raise UnreadableError(
                f"“{name}” has {len(cell):,} characters in cell {column_letters(index)}{number}; "
                f"the limit is {MAX_CELL_LENGTH:,}."
            )


def refuse_headings(name: str, headings: Cells) -> None:
    if len(headings) > MAX_COLUMNS:
        raise UnreadableError(
            f"“{name}” has {len(headings):,} columns; the limit is {MAX_COLUMNS}."
        )
    seen: set[str] = set()
    for heading in filter(None, headings):
        if heading.casefold() in seen:
            raise UnreadableError(
                f"“{name}” has two columns called “{heading}”. Rename or delete one of them."
            )
        seen.add(heading.casefold())


def refuse_cells_without_heading(name: str, number: int, cells: Cells, headings: Cells) -> None:
    for index, cell in enumerate(cells):
        if cell.strip() and (index >= len(headings) or not headings[index]):
            raise UnreadableError(
                f"“{name}” has a value in cell {column_letters(index)}{number}, but its column "
                "has no heading. Add a heading, or delete the value."
            )


def column_letters(index: int) -> str:
    """Return the letters with which spreadsheet programs name a column, counted from 0."""
    letters, rest = "", index + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters
