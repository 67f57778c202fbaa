"""Read a table from a spreadsheet file, as text. Runs in the sandbox."""

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from portal.documents.limits import refuse_large
from portal.documents.readers import KNOWN_SIGNATURES
from portal.documents.spreadsheets.read_table import ReadTable
from portal.parsing.source import UnreadableError

Read = Callable[[str, bytes], ReadTable]

MODULES = {".csv": "delimited_text", ".tsv": "delimited_text", ".xlsx": "xlsx"}
# Why other files of spreadsheet programs are refused.
ADVICE = {
    ".xlsm": "may contain macros",
    ".xltm": "may contain macros",
    ".xlsb": "is a binary workbook",
    ".xls": "was written for Excel before 2007",
    ".ods": "is an OpenDocument spreadsheet",
    ".numbers": "is a Numbers spreadsheet",
}


def load() -> None:
    """Import the libraries while files can still be opened, before the sandbox is entered."""
    for module in MODULES.values():
        import_module(f"portal.documents.spreadsheets.{module}")


def read(name: str, content: bytes) -> ReadTable:
    """Return the table in the file; its extension decides how it is read.

    Raises UnreadableError with a message for the sender.
    """
    refuse_large(name, len(content))
    extension = PurePath(name).suffix.lower()
    if extension not in MODULES:
        reason = ADVICE.get(extension, "is neither an Excel workbook (.xlsx) nor a CSV file")
        raise UnreadableError(
            f"“{name}” {reason}. Save the table as .xlsx or .csv, then upload it."
        )
    if not content:
        raise UnreadableError(f"“{name}” is empty.")
    refuse_disguised(name, extension, content)
    module = import_module(f"portal.documents.spreadsheets.{MODULES[extension]}")
    read_content: Read = module.read
    return read_content(name, content)


def refuse_disguised(name: str, extension: str, content: bytes) -> None:
    """Refuse a file whose first bytes are those of another type."""
    is_archive = content.startswith(b"PK\x03\x04")
    if is_archive and extension == ".xlsx":
        return
    signatures = (
        description for magic, description in KNOWN_SIGNATURES if content.startswith(magic)
    )
    actual_type = next(signatures, "not an Excel workbook" if extension == ".xlsx" else "")
    if actual_type:
        raise UnreadableError(
            f"“{name}” has the file extension {extension}, but is {actual_type}. "
            "Save the table as .xlsx or .csv, then upload it."
        )
