"""Plain text and CSV files, which must be neither a page nor a script for other programs."""

import re
from pathlib import PurePath

from portal.documents.attachments.media_types import CSV, TEXT
from portal.documents.formula_escaping import SEPARATORS
from portal.parsing.source import UnreadableError
from reports.text import FORBIDDEN

# What browsers take for a page or a drawing, at the beginning or anywhere.
MARKUP = re.compile(
    r"\A\s*<\s*[a-z!?/]|<\s*(?:script|svg|html|iframe|object|embed|body|meta)\b|<!doctype",
    re.IGNORECASE,
)
# What spreadsheet programs evaluate in a CSV file; numbers may have a sign.
FORMULA = re.compile(
    rf'(?:^|[,|{SEPARATORS}])["\s]*(?:[=@\uff1d\uff20]|[+\-](?![\d.,\s(]|$))', re.MULTILINE
)


def media_type_of(name: str, content: bytes) -> str:
    text = decode(name, content)
    if FORBIDDEN.search(text.replace("\r", "").replace("\f", "")):
        raise UnreadableError(f"“{name}” is not a text file: it contains control characters.")
    if MARKUP.search(text):
        raise UnreadableError(
            f"“{name}” is a page or a drawing (HTML, SVG or XML), which may contain scripts. "
            "Save it as PDF, then upload that."
        )
    if PurePath(name).suffix.lower() != ".csv":
        return TEXT
    refuse_formulas(name, text)
    return CSV


def decode(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableError(
            f"“{name}” is neither UTF-8 text nor a file of another type that can be attached. "
            "Save text as UTF-8, anything else as PDF."
        ) from None


def refuse_formulas(name: str, text: str) -> None:
    if formula := FORMULA.search(text):
        line = text.count("\n", 0, formula.end()) + 1
        raise UnreadableError(
            f"“{name}” contains a formula in line {line:,}, which spreadsheet programs would run. "
            "Remove it, or save the table as .xlsx."
        )
