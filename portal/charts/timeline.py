"""How many a year: bars in rows of ten years, so that each is wide enough for its number."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from portal.charts.labels import LINE, SIZE, width_of

WIDTH = 400
PER_ROW = 10
WIDEST = 64
GAP = 6
# Of all rows together, and of one at least.
BARS = 72
LOWEST = 36
SPACE = 8


@dataclass(frozen=True)
class Bar:
    """A year's number with the link to as many. A year with none keeps its place."""

    year: int
    number: int
    link: str
    title: str
    x: int
    width: int
    top: int
    foot: int
    height: int
    squeezed: int

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def y(self) -> int:
        return self.foot - self.height

    @property
    def number_foot(self) -> int:
        return self.y - 4

    @property
    def year_foot(self) -> int:
        return self.foot + LINE

    @property
    def room(self) -> int:
        """The height of all that belongs to it."""
        return self.year_foot + 4 - self.top


@dataclass(frozen=True)
class Timeline:
    bars: tuple[Bar, ...]
    height: int
    width: int = WIDTH


def timeline(
    found: Mapping[int, int],
    link: Callable[[int], str],
    title: Callable[[int, int], str],
) -> Timeline:
    """Return a bar for every year from the first to the last; there is one at least."""
    years = range(min(found), max(found) + 1)
    rows = -(-len(years) // PER_ROW)
    tallest = max(LOWEST, BARS // rows)
    pitch = SIZE + SPACE + tallest + LINE + SPACE
    slot = min(WIDTH // min(len(years), PER_ROW), WIDEST)
    most = max(found.values())
    bars = []
    for place, year in enumerate(years):
        number = found.get(year, 0)
        top = pitch * (place // PER_ROW)
        bars.append(
            Bar(
                year,
                number,
                link=link(year) if number else "",
                title=title(year, number),
                x=place % PER_ROW * slot,
                width=slot - GAP,
                top=top,
                foot=top + SIZE + SPACE + tallest,
                # What there is can be seen, however little it is.
                height=max(2, tallest * number // most) if number else 0,
                squeezed=slot - GAP if width_of(f"{number:,}") > slot - GAP else 0,
            )
        )
    return Timeline(tuple(bars), height=pitch * rows)
