"""Find bullets that are drawn, not printed as characters: small shapes to the left of a line."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium

from portal.documents.readers.pdf.lines import PrintedLine

BULLET = "•"
MIN_SIZE, MAX_SIZE = 0.15, 0.75  # of the size of the type
MAX_SKEW = 1.3  # width to height, or the reverse
MAX_DISTANCE = 3.0  # times the size, from the text
MAX_OBJECTS = 20_000  # of a page: beyond, it is a drawing
Box = tuple[float, float, float, float]  # left, bottom, right, top


def drawn_shapes(page: pypdfium2.PdfPage) -> list[Box]:
    """Return the bounds of the page's shapes that are about as wide as high."""
    if pdfium.FPDFPage_CountObjects(page.raw) > MAX_OBJECTS:
        return []
    boxes = (shape.get_bounds() for shape in page.get_objects([pdfium.FPDF_PAGEOBJ_PATH]))
    return [box for box in boxes if is_round(box)]


def is_round(box: Box) -> bool:
    left, bottom, right, top = box
    width, height = right - left, top - bottom
    return width > 0 and height > 0 and 1 / MAX_SKEW <= width / height <= MAX_SKEW


def with_drawn_bullets(
    lines: Sequence[PrintedLine], shapes: Sequence[Box]
) -> Iterator[PrintedLine]:
    """Yield the lines; one with a bullet beside it begins with the bullet as a character."""
    for line in lines:
        bullet = next((shape for shape in shapes if is_bullet_of(line, shape)), None)
        yield begin_with_bullet(line, bullet) if bullet else line


def is_bullet_of(line: PrintedLine, shape: Box) -> bool:
    _, bottom, right, top = shape
    middle = (bottom + top) / 2
    return (
        MIN_SIZE * line.size <= top - bottom <= MAX_SIZE * line.size
        and 0 <= line.left - right <= MAX_DISTANCE * line.size
        and line.baseline - 0.1 * line.size <= middle <= line.baseline + 0.8 * line.size
    )


def begin_with_bullet(line: PrintedLine, shape: Box) -> PrintedLine:
    return replace(
        line,
        text=f"{BULLET} {line.text}",
        left=shape[0],
        cells=(),
        letter_spans=tuple(span.moved(1) for span in line.letter_spans),
    )
