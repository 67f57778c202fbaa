"""Typography of a document: text size, line spacing, margins."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from portal.documents.readers.pdf.lines import Page, PrintedLine

PARAGRAPH_SPACING = 1.3  # times the usual line spacing: lines of two paragraphs
HEADING_SIZE = 1.08  # times the text size: a heading
MOSTLY_BOLD = 0.6  # of the letters: then bold type does not indicate headings
SHORT_WIDTH = 0.6  # of the text width: a line that ends its paragraph
FULL_WIDTH = 0.88  # of the text width: a line that may continue in the next
INDENT = 7.0  # points, of the first line of a paragraph
MAX_LINE_SPACING = 1.8  # times the size: lines further apart are paragraphs
BLANK_WIDTH = 4.5  # points per blank


@dataclass(frozen=True)
class Typography:
    size: float
    line_spacing: float
    left: float
    right: float
    is_mostly_bold: bool

    @classmethod
    def of(cls, pages: Sequence[Page]) -> "Typography":
        """Measure the pages; the most common values are those of the text."""
        lines = [line for page in pages for line in page.lines]
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[line.size] += len(line.text)
        size = most_common(sizes)
        text = [line for line in lines if line.size == size]
        letters = sum(len(line.text) for line in lines)
        bold = sum(len(line.text) for line in lines if line.is_bold)
        right_edges = sorted(line.right for line in text)
        return cls(
            size=size,
            line_spacing=line_spacing_of(text, size),
            left=most_common(Counter(round(line.left) for line in text)),
            right=right_edges[int(0.95 * (len(right_edges) - 1))],
            is_mostly_bold=bold > MOSTLY_BOLD * letters,
        )

    def is_apart(self, upper: PrintedLine, lower: PrintedLine) -> bool:
        """Return whether the distance of two lines of a page exceeds the usual spacing."""
        spacing = self.line_spacing * max(upper.size, lower.size) / self.size
        return not 0 <= upper.baseline - lower.baseline <= PARAGRAPH_SPACING * spacing

    def is_full(self, line: PrintedLine) -> bool:
        """Return whether the line reaches the right margin, so that its sentence may continue."""
        return line.right - self.left >= FULL_WIDTH * (self.right - self.left)

    def is_short(self, line: PrintedLine) -> bool:
        """Return whether the line ends well before the right margin."""
        return line.right - self.left < SHORT_WIDTH * (self.right - self.left)

    def indent(self, line: PrintedLine) -> str:
        return " " * max(0, round((line.left - self.left) / BLANK_WIDTH))

    def is_large(self, line: PrintedLine) -> bool:
        return line.size >= HEADING_SIZE * self.size


def line_spacing_of(text: Sequence[PrintedLine], size: float) -> float:
    """Return the line spacing within paragraphs: the smallest distance that is not rare."""
    gaps = Counter(
        round(upper.baseline - lower.baseline, 1)
        for upper, lower in pairwise(text)
        if upper.page == lower.page
        and 0.9 * size < upper.baseline - lower.baseline < MAX_LINE_SPACING * size
    )
    max_count = max(gaps.values(), default=0)
    return min(
        (gap for gap, count in gaps.items() if count > max_count / 5),
        default=1.2 * size,
    )


def most_common(counts: Counter[float]) -> float:
    """Return the most common value; the smallest one among equals."""
    return min(counts, key=lambda value: (-counts[value], value), default=0.0)


def sizes_of(lines: Iterable[PrintedLine]) -> list[float]:
    """Return the sizes of the lines, largest first."""
    return sorted({line.size for line in lines}, reverse=True)
