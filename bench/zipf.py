"""Drawing as words and names are met: the first of a list often, the last hardly ever."""

from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")
USUAL_EXPONENT = 0.8


class Zipf(Generic[T]):
    """A list of which the n-th entry is drawn in proportion to 1 / n ** exponent."""

    def __init__(self, entries: Sequence[T], exponent: float = USUAL_EXPONENT):
        self.entries = list(entries)
        weights = (1 / rank**exponent for rank in range(1, len(self.entries) + 1))
        self.bounds = list(accumulate(weights))

    def draw(self, chance: Random) -> T:
        return self.entries[bisect(self.bounds, chance.random() * self.bounds[-1])]

    def draw_several(self, chance: Random, number: int) -> list[T]:
        """Return that many different entries, in the order drawn."""
        drawn: dict[T, None] = {}
        while len(drawn) < min(number, len(self.entries)):
            drawn.setdefault(self.draw(chance))
        return list(drawn)
