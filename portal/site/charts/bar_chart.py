"""A count for each year, as bars."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    year: int
    count: int
    url: str
    title: str


@dataclass(frozen=True)
class BarChart:
    bars: tuple[Bar, ...]
    greatest: int


def bar_chart(
    counts: Mapping[int, int],
    url: Callable[[int], str],
    title: Callable[[int, int], str],
) -> BarChart:
    """Return a bar for every year from the first to the last; `counts` may not be empty."""
    bars = []
    for year in range(min(counts), max(counts) + 1):
        count = counts.get(year, 0)
        bars.append(Bar(year, count, url(year) if count else "", title(year, count)))
    return BarChart(tuple(bars), greatest=max(counts.values()))
