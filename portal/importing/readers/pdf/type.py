"""How a document is set: the size of its text, the distance of its lines, its margins."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from portal.importing.readers.pdf.lines import Page, PrintedLine

APART = 1.3  # times the usual distance: lines of two paragraphs
TITLED = 1.08  # times the size of the text: a heading
MOSTLY_BOLD = 0.6  # of the letters: then bold type shows no heading
FULL = 0.88  # of the width of the text: a line that may go on in the next
INDENT = 7.0  # points: the first line of a paragraph
LOOSE = 1.8  # times the size: lines set further apart are paragraphs
BLANK = 4.5  # points that a blank of the text stands for


@dataclass(frozen=True)
class Type:
    size: float
    pitch: float
    left: float
    right: float
    is_mostly_bold: bool

    @classmethod
    def of(cls, pages: Sequence[Page]) -> "Type":
        """Measure the pages: what most letters show is the text's."""
        lines = [line for page in pages for line in page.lines]
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[line.size] += len(line.text)
        size = most(sizes)
        text = [line for line in lines if line.size == size]
        letters = sum(len(line.text) for line in lines)
        bold = sum(len(line.text) for line in lines if line.is_bold)
        rights = sorted(line.right for line in text)
        return cls(
            size=size,
            pitch=pitch_of(text, size),
            left=most(Counter(round(line.left) for line in text)),
            right=rights[int(0.95 * (len(rights) - 1))],
            is_mostly_bold=bold > MOSTLY_BOLD * letters,
        )

    def is_apart(self, upper: PrintedLine, lower: PrintedLine) -> bool:
        """Say whether more than the usual distance is between two lines of a page."""
        usual = self.pitch * max(upper.size, lower.size) / self.size
        return not 0 <= upper.foot - lower.foot <= APART * usual

    def is_full(self, line: PrintedLine) -> bool:
        """Say whether the line reaches the right margin, so that its sentence may go on."""
        return line.right - self.left >= FULL * (self.right - self.left)

    def indent(self, line: PrintedLine) -> str:
        return " " * max(0, round((line.left - self.left) / BLANK))

    def is_large(self, line: PrintedLine) -> bool:
        return line.size >= TITLED * self.size


def pitch_of(text: Sequence[PrintedLine], size: float) -> float:
    """Return the distance of lines within a paragraph: the least that is not rare."""
    gaps = Counter(
        round(upper.foot - lower.foot, 1)
        for upper, lower in pairwise(text)
        if upper.page == lower.page
        and 0.9 * size < upper.foot - lower.foot < LOOSE * size
    )
    usual = max(gaps.values(), default=0)
    return min(
        (gap for gap, times in gaps.items() if times > usual / 5), default=1.2 * size
    )


def most(counted: Counter[float]) -> float:
    """Return the commonest; among equals the smallest."""
    return min(counted, key=lambda one: (-counted[one], one), default=0.0)


def sizes_of(lines: Iterable[PrintedLine]) -> list[float]:
    """Return the sizes in which the lines are set, the largest first."""
    return sorted({line.size for line in lines}, reverse=True)
