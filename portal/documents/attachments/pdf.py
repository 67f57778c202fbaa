"""PDF files: opened by PDFium, and searched for scripts, programs and embedded files."""

import io
import re
from collections.abc import Iterator

import pypdf
import pypdfium2

from portal.documents.attachments.media_types import PDF
from portal.documents.readers.pdf import open_document
from portal.parsing.source import UnreadableError

# Names of what a PDF program may run or open. They are never compressed or encrypted, except in
# object streams.
ACTIVE_NAME = re.compile(
    rb"/(JavaScript|Launch|ImportData|RichMedia|Rendition|EmbeddedFiles?|XFA)(?![A-Za-z0-9])"
)
# A character of a name as a number: /Java#53cript.
NUMBERED = re.compile(rb"#([0-9A-Fa-f]{2})")
REASONS = {
    "EmbeddedFile": "other files",
    "EmbeddedFiles": "other files",
    "XFA": "a form with programs",
}


def media_type_of(name: str, content: bytes) -> str:
    document = open_document(name, content)
    try:
        document[0].close()
    except (IndexError, pypdfium2.PdfiumError):
        raise UnreadableError(
            f"“{name}” has no pages that can be shown. Save it again, then upload it."
        ) from None
    finally:
        document.close()
    for part in readable_parts(name, content):
        if active := ACTIVE_NAME.search(NUMBERED.sub(decode_number, part)):
            reason = REASONS.get(active[1].decode(), "scripts or programs")
            raise UnreadableError(
                f"“{name}” contains {reason}. Print it to a new PDF, then upload that."
            )
    return PDF


def readable_parts(name: str, content: bytes) -> Iterator[bytes]:
    """Yield the file itself and the content of its object streams."""
    yield content
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        streams = {stream for stream, _ in reader.xref_objStm.values()}
        for number in sorted(streams):
            stream = pypdf.generic.IndirectObject(number, 0, reader).get_object()
            if isinstance(stream, pypdf.generic.StreamObject):
                yield stream.get_data()
    except MemoryError:
        raise
    except Exception:  # a library may raise anything for a damaged file
        raise UnreadableError(
            f"“{name}” is damaged or structured in an unusual way. Print it to a new PDF, "
            "then upload that."
        ) from None


def decode_number(match: re.Match[bytes]) -> bytes:
    return bytes([int(match[1], 16)])
