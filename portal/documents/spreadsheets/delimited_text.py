"""Read a CSV file with any usual separator and encoding."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from portal.documents.formula_escaping import unescape_formula
from portal.documents.spreadsheets.read_table import MAX_CELL_LENGTH, ReadTable, read_table
from portal.parsing.source import UnreadableError

if TYPE_CHECKING:
    import _csv

SEPARATORS = (",", ";", "\t", "|")
SAMPLE_ROWS = 20
# The first line with which Excel may name the separator.
NAMED_SEPARATOR = re.compile(r"sep=([^\r\n])\r?\n")
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WESTERN = (
    "The file is not UTF-8 text; it was read as Western European text (Windows-1252). If accented "
    "letters are wrong, save the table as “CSV UTF-8” or .xlsx, then upload it again."
)


def read(name: str, content: bytes) -> ReadTable:
    """Return the table in the file. Raises UnreadableError with a message for the sender."""
    text, notes = decode(name, content)
    if named := NAMED_SEPARATOR.match(text):
        separator, text = named[1], text[named.end() :]
    else:
        separator = detect_separator(text)
    return read_table(name, checked_rows(name, text, separator), notes=notes)


def decode(name: str, content: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of the file, and notes about its encoding."""
    encoding = next((encoding for bom, encoding in BOMS if content.startswith(bom)), "utf-8")
    notes: tuple[str, ...] = ()
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text, notes = decode_western(name, content), (WESTERN,)
    if "\0" in text:
        raise UnreadableError(f"“{name}” is not a CSV file: it contains NUL bytes.")
    return text, notes


def decode_western(name: str, content: bytes) -> str:
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        raise UnreadableError(
            f"“{name}” has an unknown encoding. Save the table as “CSV UTF-8” or .xlsx, "
            "then upload it."
        ) from None


def detect_separator(text: str) -> str:
    """Return the separator that divides most first rows into as many cells as the heading row."""
    return max(SEPARATORS, key=lambda separator: agreement(text, separator))


def agreement(text: str, separator: str) -> tuple[bool, float, int]:
    """Return how well a separator fits, as a tuple that sorts by fit.

    In order: whether the separator divides, the share of rows as long as the first, that length.
    """
    try:
        sample = islice(split_rows(text, separator), SAMPLE_ROWS)
        widths = [len(row) for row in sample if row]
    except csv.Error:
        return False, 0, 0
    if not widths or widths[0] == 1:
        # One column: this separator is as good as any that does not divide.
        return False, 1, 1
    return True, widths.count(widths[0]) / len(widths), widths[0]


def split_rows(text: str, separator: str) -> "_csv.Reader":
    """Return the rows. Iterating raises csv.Error if quotation marks do not fit the separator."""
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def checked_rows(name: str, text: str, separator: str) -> Iterator[list[str]]:
    """Yield the rows; texts that were escaped as formulas are unescaped."""
    rows, line = split_rows(text, separator), 0
    try:
        for row in rows:
            line = rows.line_num
            yield [unescape_formula(cell) for cell in row]
    except csv.Error as error:
        if "field limit" in str(error):
            reason = (
                f"a cell has more than {MAX_CELL_LENGTH:,} characters, or a quotation mark "
                "does not end"
            )
        else:
            reason = "its quotation marks are not in pairs"
        raise UnreadableError(
            f"“{name}” cannot be read after line {line:,}: {reason}. Correct the file, or "
            "save the table as .xlsx."
        ) from None
