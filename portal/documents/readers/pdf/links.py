"""The links of a PDF's pages: rectangles with an address."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

MAX_LINKS = 500  # of a page
MAX_TARGET = 2_000  # bytes


@dataclass(frozen=True)
class Link:
    target: str
    left: float
    right: float
    bottom: float
    top: float


def links_of(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> Iterator[Link]:
    """Yield the links to addresses; those to pages of the file itself are left out."""
    position, link, rectangle = ctypes.c_int(), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    for _ in range(MAX_LINKS):
        if not pdfium.FPDFLink_Enumerate(page.raw, position, link):
            return
        target = target_of(document, link)
        if target and pdfium.FPDFLink_GetAnnotRect(link, rectangle):
            sides = (rectangle.bottom, rectangle.top)
            yield Link(target, rectangle.left, rectangle.right, min(sides), max(sides))


def target_of(document: pypdfium2.PdfDocument, link: object) -> str:
    """Return the address of a link, or an empty string."""
    action = pdfium.FPDFLink_GetAction(link)
    if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
        return ""
    buffer = ctypes.create_string_buffer(MAX_TARGET)
    length = pdfium.FPDFAction_GetURIPath(document.raw, action, buffer, MAX_TARGET)
    return buffer.value.decode("utf-8", "replace") if 0 < length <= MAX_TARGET else ""
