"""Extract the lines of a PDF's pages, with position, size and weight.

Positions are in points from the lower left corner of the page, as in PDF.
"""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as pdfium

from portal.documents.readers.letter_spans import LetterSpan
from portal.documents.readers.pdf.word_formats import PageFormats

# Line breaks of PDFium: a line end, or its replacement for a hyphen at the end of a line.
BREAK = re.compile("\r\n|\r|\n|\ufffe|\u00ad(?=\r\n)")
HYPHENS = {"\ufffe", "\u00ad"}
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# A number after a word, which may be a footnote mark.
NUMBERS = re.compile(r"(?<=[^\W\d_.,;:)”\"])\d{1,2}(?![\w.,]\w)|(?<=[.,;:)”\"])\d{1,2}(?=\s|$)")
FOOTNOTE_MARK_SIZE = 0.8  # of the line's size: smaller numbers are footnote marks
# Code points of bullets in symbol fonts.
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


@dataclass(frozen=True)
class PrintedLine:
    """A line of a page. `baseline` is its height on the page."""

    text: str
    page: int
    baseline: float
    left: float
    right: float
    size: float
    is_bold: bool
    # Its last word continues in the next line, after a hyphen.
    breaks_word: bool = False
    letter_spans: tuple[LetterSpan, ...] = ()
    # Its parts, where they may be cells of a table or lines of two columns.
    cells: "tuple[PrintedLine, ...]" = ()
    # A row of a table, with a tab between its cells.
    is_row: bool = False


@dataclass(frozen=True)
class Page:
    number: int
    height: float
    lines: tuple[PrintedLine, ...]


def read_lines(formats: PageFormats, text: str, number: int) -> Iterator[tuple[int, PrintedLine]]:
    """Yield the lines of a page in the order of the file, with the index of the first character."""
    start = 0
    for line_break in [*BREAK.finditer(text), None]:
        end = line_break.start() if line_break else len(text)
        segment = text[start:end]
        if segment.strip():
            line = make_line(formats, segment, start, number)
            is_broken = bool(line_break and line_break.group() in HYPHENS)
            first = start + len(segment) - len(segment.lstrip())
            yield first, replace(line, breaks_word=is_broken)
        start = line_break.end() if line_break else end


def text_of(text_page: pypdfium2.PdfTextPage) -> str:
    """Return the page's text, with one character per PDFium index."""
    count = text_page.count_chars()
    text = str(text_page.get_text_range()) if count else ""
    if len(text) != count:
        codes = (pdfium.FPDFText_GetUnicode(text_page.raw, index) for index in range(count))
        # Characters beyond the first plane come as two surrogates.
        text = "".join(" " if 0xD800 <= code <= 0xDFFF else chr(code) for code in codes)
    return text


def make_line(formats: PageFormats, segment: str, start: int, number: int) -> PrintedLine:
    text_page, is_bold = formats.text_page, formats.fonts.is_bold
    first = start + len(segment) - len(segment.lstrip())
    last = start + len(segment.rstrip()) - 1
    letter_indices = [index for index in range(first, last + 1) if segment[index - start].isalpha()]
    middle_letter = letter_indices[len(letter_indices) // 2] if letter_indices else first
    size = size_of(text_page, middle_letter)
    baseline = baseline_of(text_page, middle_letter)
    return PrintedLine(
        text=raise_footnote_marks(text_page, segment, start, size).translate(SYMBOLS).strip(),
        page=number,
        baseline=baseline,
        left=text_page.get_charbox(first)[0],
        right=text_page.get_charbox(last)[2],
        size=size,
        is_bold=is_bold(text_page, middle_letter)
        and is_bold(text_page, letter_indices[0] if letter_indices else first),
        letter_spans=tuple(formats.spans_of(segment, start, baseline)),
    )


def raise_footnote_marks(
    text_page: pypdfium2.PdfTextPage, segment: str, start: int, size: float
) -> str:
    """Return the segment with small numbers, which are footnote marks, as superscripts."""

    def as_superscript(match: re.Match[str]) -> str:
        is_small = size_of(text_page, start + match.start()) < FOOTNOTE_MARK_SIZE * size
        return match.group().translate(SUPERSCRIPTS) if is_small else match.group()

    return NUMBERS.sub(as_superscript, segment)


def size_of(text_page: pypdfium2.PdfTextPage, index: int) -> float:
    """Return the type size in points: font size times the scale of the text matrix."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text_page.raw, index, matrix)
    scale = abs(matrix.d) or abs(matrix.b) or 1.0
    return round(float(pdfium.FPDFText_GetFontSize(text_page.raw, index)) * scale, 1)


def baseline_of(text_page: pypdfium2.PdfTextPage, index: int) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text_page.raw, index, x, y)
    return round(y.value, 1)
