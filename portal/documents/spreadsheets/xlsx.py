"""Read the first sheet of an Excel workbook with calamine, which never evaluates a formula."""

import datetime
import io
import re
import zipfile
from collections.abc import Iterator

import python_calamine
from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from portal.documents.limits import WORKBOOK_LIMITS, open_archive
from portal.documents.office_files import XLSX, office_type, refuse_macros
from portal.documents.spreadsheets.read_table import MAX_COLUMNS, MAX_ROWS, ReadTable, read_table
from portal.parsing.source import UnreadableError

# Cells of the rectangle from the first to the last cell: calamine keeps an array of all of them.
MAX_ARRAY_SIZE = 5_000_000
MIDNIGHT = datetime.time()
# A cell that has a value.
FILLED_CELL = re.compile(rb'<c\b[^>]*?\sr="([A-Z]{1,3})([0-9]{1,7})"[^>]*(?<!/)>\s*<(?:v|is)\b')
# A cell with an error such as #N/A, or with a formula whose value was never stored. (The value of
# a formula may be stored as an empty text.)
EMPTY_FORMULA = re.compile(rb'<c\b[^>]*\st="e"[^>]*>|(?:</f>|<f[^>]*/>)\s*</c>')
WORKSHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)

CellValue = (
    str
    | int
    | float
    | bool
    | datetime.date
    | datetime.datetime
    | datetime.time
    | datetime.timedelta
)


def read(name: str, content: bytes) -> ReadTable:
    """Return the table in the first sheet. Raises UnreadableError with a message for the sender."""
    archive = open_archive(name, content, WORKBOOK_LIMITS)
    refuse_macros(name, archive)
    if office_type(archive) != XLSX:
        raise UnreadableError(f"“{name}” is not an Excel workbook (.xlsx). Save it as one.")
    refuse_distant_cells(name, archive)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = visible_sheets(workbook)
        if not sheets:
            raise UnreadableError(f"“{name}” has no visible sheet.")
        lines = workbook.get_sheet_by_name(sheets[0]).to_python(skip_empty_area=False)
        notes = (*notes_about_sheets(workbook, sheets), *notes_about_formulas(archive))
    except (python_calamine.CalamineError, ValueError) as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(
            f"“{name}” is damaged or incomplete. Save the workbook again, then upload it."
        ) from None
    return read_table(name, (list(map(cell_text, line)) for line in lines), notes=notes)


def refuse_distant_cells(name: str, archive: zipfile.ZipFile) -> None:
    for entry in filter(WORKSHEET.fullmatch, archive.namelist()):
        columns, rows = 0, 0
        for letters, digits in FILLED_CELL.findall(archive.read(entry)):
            columns, rows = max(columns, column_number(letters)), max(rows, int(digits))
        if columns * rows > MAX_ARRAY_SIZE:
            raise UnreadableError(
                f"“{name}” has values as far as row {rows:,} and column {columns:,}; the limit "
                f"is {MAX_ROWS:,} rows and {MAX_COLUMNS} columns. Delete what is beyond the table."
            )


def column_number(letters: bytes) -> int:
    """Return the number of a column, counted from 1, for its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def visible_sheets(workbook: CalamineWorkbook) -> list[str]:
    return [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]


def notes_about_sheets(workbook: CalamineWorkbook, sheets: list[str]) -> Iterator[str]:
    if any(workbook.get_sheet_by_name(sheet).height for sheet in sheets[1:]):
        yield f"Only the first sheet, “{sheets[0]}”, was read; the workbook has other sheets."


def notes_about_formulas(archive: zipfile.ZipFile) -> Iterator[str]:
    worksheets = filter(WORKSHEET.fullmatch, archive.namelist())
    count = sum(len(EMPTY_FORMULA.findall(archive.read(entry))) for entry in worksheets)
    if count:
        cells = "1 cell" if count == 1 else f"{count:,} cells"
        yield (
            f"Read as empty: {cells} with a formula that gives an error such as #N/A, or whose "
            "value was not stored. Correct the formulas, or save the workbook in a spreadsheet "
            "program, then upload it again."
        )


def cell_text(value: CellValue) -> str:
    """Return the text of a cell: dates as ISO 8601, whole numbers without decimals."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime.datetime) and value.time() == MIDNIGHT:
        return value.date().isoformat()
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return str(value)
