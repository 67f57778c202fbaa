"""Put the lines of a page in reading order: column by column, between lines that cross them.

Columns differ from the cells of a table in that most of their lines fill the column.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from portal.documents.readers.pdf.cells import cells_of
from portal.documents.readers.pdf.lines import PrintedLine

MIN_LINES = 6  # in each column
MAX_CROSSING = 0.25  # of the lines: titles and wide headings
MIN_FILL = 0.6  # of the column's width, for the median line
# If the file writes both columns as one line, its parts could also be cells; columns are prose.
MIN_FILL_OF_PARTS, MIN_WORDS_OF_PARTS = 0.8, 4
MIN_GUTTER = 6.0  # points
GUTTER_STEP = 3.0  # points between the places at which a gutter is looked for
SAME_LINE = 2.0  # points between the baselines of two segments of a line


@dataclass(frozen=True)
class Gutter:
    """The empty strip between two columns, and the lines left, right and across it."""

    start: float
    end: float
    left: tuple[PrintedLine, ...]
    right: tuple[PrintedLine, ...]
    crossing: tuple[PrintedLine, ...]


def in_reading_order(lines: Sequence[PrintedLine]) -> tuple[PrintedLine, ...]:
    """Return the lines from top to bottom, column by column.

    The lines of a right column are moved to the left one, so that both have the same margins.
    If a page has columns but no gutter, the order of the file is kept.
    """
    if gutter := find_gutter(lines) or find_gutter_between_parts(lines):
        return tuple(lines_by_column(gutter))
    ordered = tuple(sorted(lines, key=lambda line: (-line.baseline, line.left)))
    side_by_side_count = sum(
        abs(upper.baseline - lower.baseline) < SAME_LINE for upper, lower in pairwise(ordered)
    )
    return tuple(lines) if side_by_side_count > len(lines) / 4 else ordered


def find_gutter(lines: Sequence[PrintedLine]) -> Gutter | None:
    """Return the gutter with the fewest lines across it; None if the page has no two columns."""
    if len(lines) < 2 * MIN_LINES:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    middle, quarter = (left + right) / 2, (right - left) / 4
    steps = int(quarter // GUTTER_STEP)
    places = sorted(middle + GUTTER_STEP * step for step in range(-steps, steps + 1))
    gutters = [gutter for place in places if (gutter := gutter_at(place, lines))]
    return min(gutters, key=lambda gutter: len(gutter.crossing), default=None)


def find_gutter_between_parts(lines: Sequence[PrintedLine]) -> Gutter | None:
    """Return the gutter between parts of lines, where the file writes the page row by row."""
    gutter = find_gutter(cells_of(lines))
    if gutter is None:
        return None
    sides = (gutter.left, gutter.right)
    is_prose = all(
        fill(side) >= MIN_FILL_OF_PARTS
        and median(len(line.text.split()) for line in side) >= MIN_WORDS_OF_PARTS
        for side in sides
    )
    return gutter if is_prose else None


def gutter_at(place: float, lines: Sequence[PrintedLine]) -> Gutter | None:
    left = tuple(line for line in lines if line.right <= place)
    right = tuple(line for line in lines if line.left >= place)
    if min(len(left), len(right)) < MIN_LINES:
        return None
    crossing = tuple(line for line in lines if line.left < place < line.right)
    start, end = max(line.right for line in left), min(line.left for line in right)
    is_clear = end - start >= MIN_GUTTER and len(crossing) <= MAX_CROSSING * len(lines)
    if not is_clear or min(fill(left), fill(right)) < MIN_FILL:
        return None
    return Gutter(start, end, left, right, crossing)


def fill(lines: Sequence[PrintedLine]) -> float:
    """Return the share of a column's width that its median line takes."""
    width = max(line.right for line in lines) - min(line.left for line in lines)
    return median(line.right - line.left for line in lines) / width if width else 1.0


def lines_by_column(gutter: Gutter) -> Iterator[PrintedLine]:
    """Yield the left and then the right column of each band between lines that cross both."""
    offset = min(line.left for line in gutter.right) - min(line.left for line in gutter.left)
    moved = [
        replace(line, left=line.left - offset, right=line.right - offset) for line in gutter.right
    ]
    bounds = [line.baseline for line in sorted(gutter.crossing, key=lambda line: -line.baseline)]
    crossing = sorted(gutter.crossing, key=lambda line: (-line.baseline, line.left))
    tops = [float("inf"), *bounds]
    for index, top in enumerate(tops):
        bottom = bounds[index] if index < len(bounds) else float("-inf")
        for column in (gutter.left, moved):
            band = [line for line in column if bottom < line.baseline <= top]
            yield from sorted(band, key=lambda line: (-line.baseline, line.left))
        if index < len(crossing):
            yield crossing[index]
