"""Split the lines of a page where cells of a table, or two columns, may meet.

PDF has no cells: between two of them is a wide gap, or the file sets a new position for the second.
Only the lines around such a place show whether there is a table, columns or nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as pdfium

from portal.documents.readers.letter_spans import count_letters, letter_spans_within
from portal.documents.readers.pdf.lines import PrintedLine

WIDE_GAP = 1.6  # times the size
GAP = re.compile(r"(?<=\S)\s+(?=\S)")
# The number, letter or bullet of a list item, which a tab separates from its text.
LABEL = re.compile(
    r"[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxIVX]{1,5})[.)\]]*|[•▪◦●○■□·➢✓*–—-]|[⁰¹²³⁴-⁹]+"
)
SAMPLE = 400  # blanks of a page


@dataclass(frozen=True)
class CellFinder:
    """Finds the cells of the lines of a page."""

    text_page: pypdfium2.PdfTextPage
    # The file prints its blanks, so a blank that it does not print separates two pieces of text.
    prints_blanks: bool

    @classmethod
    def of(cls, text_page: pypdfium2.PdfTextPage, text: str) -> "CellFinder":
        blanks = [match.start() for match in re.finditer(" ", text)][:SAMPLE]
        generated = sum(pdfium.FPDFText_IsGenerated(text_page.raw, index) == 1 for index in blanks)
        return cls(text_page, prints_blanks=2 * generated < len(blanks))

    def with_cells(self, line: PrintedLine, start: int) -> PrintedLine:
        """Return the line with its cells; `start` is the index of its first character."""
        columns = [column for column in self.columns(line, start) if column > 0]
        if columns and LABEL.fullmatch(line.text[: columns[0]].strip()):
            columns = columns[1:]
        if not columns:
            return line
        bounds = zip([0, *columns], [*columns, len(line.text)], strict=True)
        return replace(line, cells=tuple(self.cell(line, start, *bound) for bound in bounds))

    def columns(self, line: PrintedLine, start: int) -> Iterator[int]:
        """Yield the positions in the text at which a cell may begin."""
        for gap in GAP.finditer(line.text):
            index = start + gap.start()
            is_placed = self.prints_blanks and pdfium.FPDFText_IsGenerated(
                self.text_page.raw, index
            )
            if is_placed == 1 or self.width(start, gap) > WIDE_GAP * line.size:
                yield gap.end()

    def width(self, start: int, gap: re.Match[str]) -> float:
        right = self.text_page.get_charbox(start + gap.start() - 1)[2]
        left = self.text_page.get_charbox(start + gap.end())[0]
        return float(left - right)

    def cell(self, line: PrintedLine, start: int, first: int, end: int) -> PrintedLine:
        text = line.text[first:end].rstrip()
        letters = count_letters(line.text[:first])
        spans = letter_spans_within(line.letter_spans, letters, letters + count_letters(text))
        return replace(
            line,
            text=text,
            left=self.text_page.get_charbox(start + first)[0],
            right=self.text_page.get_charbox(start + first + len(text) - 1)[2],
            letter_spans=tuple(spans),
        )


def cells_of(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return the cells of the lines, and the lines without cells."""
    return [cell for line in lines for cell in (line.cells or (line,))]
