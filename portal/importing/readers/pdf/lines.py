"""The lines of a PDF's pages, each with its place, size and weight.

Places are in points from the lower left corner of the page, as PDF counts them.
"""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

# Where PDFium breaks a line: a line end, or what it puts for a hyphen that ends a line.
BREAK = re.compile("\r\n|\r|\n|\ufffe|\u00ad(?=\r\n)")
HYPHENS = {"\ufffe", "\u00ad"}
BOLD_WEIGHT = 600
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# A figure behind a word, which may be the mark of a footnote.
FIGURES = re.compile(
    r"(?<=[^\W\d_.,;:)”\"])\d{1,2}(?![\w.,]\w)|(?<=[.,;:)”\"])\d{1,2}(?=\s|$)"
)
RAISED = 0.8  # of the size of the line: smaller figures are marks
# How symbol fonts number the bullets that they draw.
SYMBOLS = str.maketrans(
    {
        "\uf0b7": "•",
        "\uf0a7": "▪",
        "\uf0a8": "▪",
        "\uf0d8": "➢",
        "\uf0fc": "✓",
        "\uf06f": "◦",
        "\uf0be": "–",
        "\uf02d": "-",
        "\u2219": "•",
        "\u00a0": " ",
    }
)
SAME_LINE = 2.0  # points between the feet of two pieces of a line


@dataclass(frozen=True)
class PrintedLine:
    """A line of a page. `foot` is the height at which its letters stand."""

    text: str
    page: int
    foot: float
    left: float
    right: float
    size: float
    is_bold: bool
    # Its last word goes on in the next line, and a hyphen stood between the two parts.
    breaks_word: bool = False


@dataclass(frozen=True)
class Page:
    number: int
    height: float
    lines: tuple[PrintedLine, ...]


def pages_of(document: pypdfium2.PdfDocument) -> Iterator[Page]:
    for number, page in enumerate(document, start=1):
        text_page = page.get_textpage()
        lines = tuple(lines_of(text_page, number))
        yield Page(number, page.get_height(), in_reading_order(lines))
        text_page.close()
        page.close()


def lines_of(text_page: pypdfium2.PdfTextPage, number: int) -> Iterator[PrintedLine]:
    """Yield the lines in the order in which the file holds them."""
    text = text_of(text_page)
    start = 0
    for found in [*BREAK.finditer(text), None]:
        end = found.start() if found else len(text)
        piece = text[start:end]
        if piece.strip():
            line = placed(text_page, piece, start, number)
            yield replace(line, breaks_word=bool(found and found.group() in HYPHENS))
        start = found.end() if found else end


def text_of(text_page: pypdfium2.PdfTextPage) -> str:
    """Return the page's text, a character for each that PDFium counts places by."""
    count = text_page.count_chars()
    text = str(text_page.get_text_range()) if count else ""
    if len(text) != count:
        codes = (pdfium.FPDFText_GetUnicode(text_page.raw, at) for at in range(count))
        # What lies beyond the first plane comes as two halves, of which none is a character.
        text = "".join(" " if 0xD800 <= code <= 0xDFFF else chr(code) for code in codes)
    return text


def placed(
    text_page: pypdfium2.PdfTextPage, piece: str, start: int, number: int
) -> PrintedLine:
    first = start + len(piece) - len(piece.lstrip())
    last = start + len(piece.rstrip()) - 1
    letters = [at for at in range(first, last + 1) if piece[at - start].isalpha()]
    typical = letters[len(letters) // 2] if letters else first
    size = size_of(text_page, typical)
    return PrintedLine(
        text=with_marks(text_page, piece, start, size).translate(SYMBOLS).strip(),
        page=number,
        foot=foot_of(text_page, typical),
        left=text_page.get_charbox(first)[0],
        right=text_page.get_charbox(last)[2],
        size=size,
        is_bold=is_bold(text_page, typical)
        and is_bold(text_page, letters[0] if letters else first),
    )


def with_marks(
    text_page: pypdfium2.PdfTextPage, piece: str, start: int, size: float
) -> str:
    """Return the piece with the figures that are set small, as marks of footnotes are, raised."""

    def raised(found: re.Match[str]) -> str:
        is_small = size_of(text_page, start + found.start()) < RAISED * size
        return found.group().translate(SUPERSCRIPTS) if is_small else found.group()

    return FIGURES.sub(raised, piece)


def size_of(text_page: pypdfium2.PdfTextPage, at: int) -> float:
    """Return the height of the type in points: the font's size times the page's scale of it."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text_page.raw, at, matrix)
    scale = abs(matrix.d) or abs(matrix.b) or 1.0
    return round(float(pdfium.FPDFText_GetFontSize(text_page.raw, at)) * scale, 1)


def foot_of(text_page: pypdfium2.PdfTextPage, at: int) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text_page.raw, at, x, y)
    return round(y.value, 1)


def is_bold(text_page: pypdfium2.PdfTextPage, at: int) -> bool:
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text_page.raw, at, name, 128, flags)
    weight = int(pdfium.FPDFText_GetFontWeight(text_page.raw, at))
    return b"bold" in name.value.lower() or weight >= BOLD_WEIGHT


def in_reading_order(lines: tuple[PrintedLine, ...]) -> tuple[PrintedLine, ...]:
    """Return the lines from top to bottom, unless they stand in columns.

    Files often hold the running head behind the text; columns they hold one after the other.
    """
    # The second part of a broken word stands behind the first, whatever the heights say.
    ordered = tuple(sorted(lines, key=lambda line: (-line.foot, line.left)))
    beside = sum(
        abs(upper.foot - lower.foot) < SAME_LINE for upper, lower in pairwise(ordered)
    )
    return lines if beside > len(lines) / 4 else ordered
