"""Reader of Word files: paragraphs with list numbers, tables, footnotes and text boxes."""

import io

import docx
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from portal.documents import limits
from portal.documents.readers.docx.document_body import BodyReader, count_paragraphs
from portal.parsing.source import Source, UnreadableError

MACRO_FILE = "vbaproject.bin"


def read(name: str, media_type: str, content: bytes) -> Source:
    """Return the file's text as printed. Raises UnreadableError if Word could not open the file."""
    archive = limits.open_archive(name, content)
    entries = [entry.lower() for entry in archive.namelist()]
    if any(entry.endswith(MACRO_FILE) for entry in entries):
        raise UnreadableError(
            f"“{name}” contains macros. Save it as an ordinary Word document (.docx), then upload "
            "it again."
        )
    try:
        document = docx.Document(io.BytesIO(content))
        body = document.element.body
        # Checked before reading, as each paragraph is expensive.
        limits.refuse_many_lines(name, count_paragraphs(body))
        builder = BodyReader.of(document).read_body(body)
    except (
        PackageNotFoundError,
        TypeError,
        KeyError,
        ValueError,
        etree.LxmlError,
        AttributeError,
    ) as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(
            f"“{name}” cannot be opened as a Word document: a part of it is missing or "
            "damaged. Open it in Word, save it again, then upload it."
        ) from None
    if not any(line.strip() for line in builder.lines):
        raise UnreadableError(
            f"“{name}” contains no text. If its pages are scans, run text recognition (OCR) first."
        )
    limits.refuse_long_text(name, builder.length)
    return builder.source(name, media_type)
