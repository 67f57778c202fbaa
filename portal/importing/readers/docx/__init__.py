"""Word files: paragraphs with the numbers that Word prints, tables, footnotes, text boxes."""

import io

import docx
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from portal.importing.readers import bounds
from portal.importing.readers.docx.body import Body, pieces_of
from portal.importing.source import Source, UnreadableError

MACROS = "vbaproject.bin"


def read(name: str, media_type: str, content: bytes) -> Source:
    """Return the file's text as Word prints it. Raises UnreadableError for what Word would not open."""
    archive = bounds.archive(name, content)
    entries = [entry.lower() for entry in archive.namelist()]
    if any(entry.endswith(MACROS) for entry in entries):
        raise UnreadableError(
            f"“{name}” holds macros, that is, programs. Save it as an ordinary Word document "
            "(.docx), then send it again."
        )
    try:
        document = docx.Document(io.BytesIO(content))
        body = document.element.body
        # Before any is read: Word's rules are many, and each paragraph is held to all.
        bounds.refuse_many(name, pieces_of(body))
        sheet = Body.of(document).written(body)
    except (
        PackageNotFoundError,
        TypeError,
        KeyError,
        ValueError,
        etree.LxmlError,
        AttributeError,
    ) as fault:
        if isinstance(fault, UnreadableError):
            raise
        raise UnreadableError(
            f"“{name}” is no Word document that can be opened: a part of it is missing or "
            "damaged. Open it in Word, save it anew, then send it again."
        ) from None
    if not any(line.strip() for line in sheet.lines):
        raise UnreadableError(
            f"“{name}” holds no text. If it shows pictures of pages, have their text recognised."
        )
    bounds.refuse_long(name, sheet.length)
    return sheet.source(name, media_type)
