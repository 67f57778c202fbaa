"""Print a report as a PDF file, with PDFium, which the portal has for reading."""

import ctypes
import io
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from portal.demo.notation import Part

# Points; A4.
PAGE_WIDTH, PAGE_HEIGHT = 595, 842
LEFT, TOP, BOTTOM = 70, 770, 80
LEADING = 13
REGULAR, BOLD = "Helvetica", "Helvetica-Bold"
# {kind: (font, size, characters on a line, indentation, space above)}
LOOKS = {
    "title": (BOLD, 14, 60, 0, 4),
    "subtitle": (REGULAR, 11, 80, 0, 8),
    "heading": (BOLD, 12, 64, 0, 12),
    "level": (BOLD, 10, 80, 0, 6),
    "paragraph": (REGULAR, 10, 92, 0, 6),
    "item": (REGULAR, 10, 86, 18, 2),
    "subitem": (REGULAR, 10, 82, 36, 2),
}
# PDFium writes a bullet as a character that other programs do not read.
DASH = "- "


@dataclass(frozen=True)
class Line:
    text: str
    font: str
    size: int
    left: int
    # The space above it.
    gap: int


def as_pdf(parts: Sequence[Part]) -> bytes:
    """Return a PDF file of several pages, with a number at the foot of each."""
    document = pypdfium2.PdfDocument.new()
    for number, lines in enumerate(pages_of(parts), start=1):
        page = document.new_page(PAGE_WIDTH, PAGE_HEIGHT)
        for height, line in lines:
            draw_line(document, page, line, height)
        draw_line(document, page, Line(str(number), REGULAR, 9, PAGE_WIDTH // 2, 0), 40)
        page.gen_content()
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def pages_of(parts: Sequence[Part]) -> list[list[tuple[int, Line]]]:
    """Return the lines of each page with their heights."""
    pages: list[list[tuple[int, Line]]] = [[]]
    height = TOP
    for line in wrap_parts(parts):
        height -= LEADING + line.gap
        if height < BOTTOM:
            pages.append([])
            height = TOP - LEADING
        pages[-1].append((height, line))
    return pages


def wrap_parts(parts: Sequence[Part]) -> Iterator[Line]:
    for number, part in enumerate(parts):
        kind = "subtitle" if number and part.kind == "title" else part.kind
        font, size, width, indent, space = LOOKS[kind]
        mark = DASH if kind.endswith("item") else ""
        for place, text in enumerate(textwrap.wrap(mark + part.full_text, width)):
            hanging = 6 if mark and place else 0
            yield Line(text, font, size, LEFT + indent + hanging, 0 if place else space)


def draw_line(
    document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, line: Line, height: int
) -> None:
    text = raw.FPDFPageObj_NewTextObj(document.raw, line.font.encode(), line.size)
    letters = ctypes.create_string_buffer(f"{line.text}\0".encode("utf-16-le"))
    raw.FPDFText_SetText(text, ctypes.cast(letters, raw.FPDF_WIDESTRING))
    raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, line.left, height)
    raw.FPDFPage_InsertObject(page.raw, text)
