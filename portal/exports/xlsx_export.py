"""Write tables as Excel workbooks: dates are dates, and text is never a formula, link or number."""

import datetime
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import xlsxwriter
from django.http import HttpResponse
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from portal.exports.table import Cell, Table

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_ROWS = 1_048_575  # below the heading row
MAX_TEXT_UNITS = 32_767  # UTF-16 code units in a cell
# Excel has a 29 February 1900, which did not exist: earlier days are written as text.
FIRST_DATE = datetime.date(1900, 3, 1)
MAX_EXACT_INTEGER = 10**15
# Cells with the text format keep what an editor types; Excel cannot show longer text in it.
MAX_TEXT_FORMAT_LENGTH = 255
# Text that xlsxwriter would write wrongly, because it looks like its own XML or has overlapping
# character codes, and where to divide it into parts that are written correctly.
MISTAKEN = re.compile(r"^<r>.*</r>\Z|(?:_x[0-9a-f]{4}){2}_", re.DOTALL | re.IGNORECASE)
DIVISION = re.compile("(?<=<)(?=r>)|(?<=_)(?=x)", re.IGNORECASE)
# The earliest time that a ZIP archive, such as a workbook, can give a file.
CREATED = datetime.datetime(1980, 1, 1)  # noqa: DTZ001 -- xlsxwriter writes no time zone
MAX_SHEET_NAME = 31
NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
A4 = 9  # the number of the paper
# Column widths, in characters.
MIN_WIDTH, MAX_WIDTH = 10, 60


class UnwritableTableError(ValueError):
    """An Excel workbook cannot hold the table; the message says what to do."""


@dataclass(frozen=True)
class Layout:
    """The names of the two sheets, how the first one looks, and the choices that it offers."""

    sheet_name: str = ""
    facts_name: str = ""
    # The words that cells of a column may have, as a list to choose from, by heading.
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    # Widths of columns that are empty when the file goes out, by heading.
    widths: Mapping[str, int] = field(default_factory=dict)
    is_landscape: bool = False


PLAIN = Layout()


@dataclass(frozen=True)
class Formats:
    heading: Format
    text: Format
    long_text: Format
    date: Format

    @classmethod
    def of(cls, workbook: xlsxwriter.Workbook) -> "Formats":
        body = {"valign": "top", "text_wrap": True}
        return cls(
            heading=workbook.add_format({"bold": True, "num_format": "@"} | body),
            text=workbook.add_format({"num_format": "@"} | body),
            # The apostrophe of a spreadsheet program, which is not part of the text.
            long_text=workbook.add_format({"quote_prefix": True} | body),
            date=workbook.add_format({"num_format": "yyyy-mm-dd"} | body),
        )


def xlsx_content(
    table: Table, about: Iterable[tuple[str, Cell]] = (), layout: Layout = PLAIN
) -> bytes:
    """Return the workbook; `about` has the (label, value) rows of a second sheet.

    Raises UnwritableTableError if a workbook cannot hold the table.
    """
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    # The same table gives the same file: caches compare files, and the time must not change them.
    workbook.set_properties({"created": CREATED})
    sheet = workbook.add_worksheet(sheet_name(layout.sheet_name))
    formats = Formats.of(workbook)
    widths = [layout.widths.get(heading, len(heading)) for heading in table.headings]
    for column, heading in enumerate(table.headings):
        write_text(sheet, (0, column), heading, formats.heading)
    count = 0
    for count, row in enumerate(table.rows, start=1):
        if count > MAX_ROWS:
            raise UnwritableTableError(
                f"The table has more than {MAX_ROWS:,} rows. Download it as CSV."
            )
        for column, cell in enumerate(row):
            write_cell(sheet, (count, column), cell, formats)
            widths[column] = max(widths[column], width_of(cell))
    lay_out(sheet, count, widths)
    offer_choices(sheet, count, table.headings, layout)
    if layout.is_landscape:
        print_landscape(sheet)
    if facts := list(about):
        write_facts(workbook.add_worksheet(sheet_name(layout.facts_name)), facts, formats)
    workbook.close()
    return buffer.getvalue()


def sheet_name(name: str) -> str | None:
    """Return the name as a workbook accepts it, or None for the default name."""
    return NOT_IN_SHEET_NAMES.sub(" ", name).strip("' ")[:MAX_SHEET_NAME].strip("' ") or None


def offer_choices(
    sheet: Worksheet, row_count: int, headings: Sequence[str], layout: Layout
) -> None:
    """Offer the allowed words of a column as a list; spreadsheet programs refuse any other text."""
    for column, heading in enumerate(headings):
        if row_count and (words := layout.choices.get(heading)):
            sheet.data_validation(
                *(1, column, row_count, column),
                {
                    "validate": "list",
                    "source": list(words),
                    "error_title": heading,
                    "error_message": "Choose one of the words of the list, or leave the cell empty.",
                },
            )


def print_landscape(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    # As wide as a page, as long as it takes, with the headings on each page.
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def write_facts(sheet: Worksheet, facts: list[tuple[str, Cell]], formats: Formats) -> None:
    for row, (label, value) in enumerate(facts):
        write_text(sheet, (row, 0), label, formats.heading)
        write_cell(sheet, (row, 1), value, formats)
    sheet.set_column(0, 0, MIN_WIDTH * 2)
    sheet.set_column(1, 1, MAX_WIDTH)


def write_cell(sheet: Worksheet, place: tuple[int, int], cell: Cell, formats: Formats) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        sheet.write_boolean(*place, cell)
    elif isinstance(cell, int) and abs(cell) < MAX_EXACT_INTEGER:
        sheet.write_number(*place, cell)
    elif isinstance(cell, datetime.date) and cell >= FIRST_DATE:
        sheet.write_datetime(*place, cell, formats.date)
    else:
        text = str(cell)
        is_long = len(text) > MAX_TEXT_FORMAT_LENGTH
        write_text(sheet, place, text, formats.long_text if is_long else formats.text)


def write_text(sheet: Worksheet, place: tuple[int, int], text: str, style: Format) -> None:
    if len(text.encode("utf-16-le")) > 2 * MAX_TEXT_UNITS:
        raise UnwritableTableError(
            f"A text of the table has {len(text):,} characters; a cell of a workbook holds "
            f"{MAX_TEXT_UNITS:,}. Download the table as CSV."
        )
    if MISTAKEN.search(text):
        *first, last = DIVISION.split(text)
        sheet.write_rich_string(*place, *filter(None, (*first, last[:1], last[1:])), style)
    else:
        sheet.write_string(*place, text, style)


def width_of(cell: Cell) -> int:
    return max(map(len, str(cell).split("\n")))


def lay_out(sheet: Worksheet, row_count: int, widths: list[int]) -> None:
    """Freeze the heading row, offer filters, and set the column widths."""
    sheet.freeze_panes(1, 0)
    if widths:
        sheet.autofilter(0, 0, row_count, len(widths) - 1)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(max(width + 2, MIN_WIDTH), MAX_WIDTH))


def xlsx_response(
    table: Table, name: str, about: Iterable[tuple[str, Cell]] = (), layout: Layout = PLAIN
):
    """Return the workbook as a file; `name` has no extension."""
    return HttpResponse(
        xlsx_content(table, about, layout),
        content_type=MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'},
    )
