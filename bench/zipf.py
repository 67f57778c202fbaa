"""Random selection with a Zipf distribution."""

from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")
DEFAULT_EXPONENT = 0.8


class Zipf(Generic[T]):
    """A list whose n-th entry is drawn with a weight of 1 / n ** exponent."""

    def __init__(self, entries: Sequence[T], exponent: float = DEFAULT_EXPONENT):
        self.entries = list(entries)
        weights = (1 / rank**exponent for rank in range(1, len(self.entries) + 1))
        self.bounds = list(accumulate(weights))

    def draw(self, rng: Random) -> T:
        return self.entries[bisect(self.bounds, rng.random() * self.bounds[-1])]

    def draw_several(self, rng: Random, count: int) -> list[T]:
        """Return that many different entries, in the order drawn."""
        drawn: dict[T, None] = {}
        while len(drawn) < min(count, len(self.entries)):
            drawn.setdefault(self.draw(rng))
        return list(drawn)
