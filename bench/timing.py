"""How long answers took: collected, and put into one number. Knows no Django."""

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

MILLISECONDS = 1000


class TooSlowError(Exception):
    """An answer was given up; it would have taken longer still."""


@dataclass
class Timings:
    """Milliseconds of one kind of question: its first answer, and the ones after it."""

    cold: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    given_up: bool = False

    def __add__(self, other: "Timings") -> "Timings":
        return Timings(
            self.cold + other.cold,
            self.warm + other.warm,
            self.given_up or other.given_up,
        )

    @property
    def repeated(self) -> list[float]:
        """The warm ones, or what there is where patience ended before the second answer."""
        return self.warm or self.cold

    @property
    def median(self) -> float:
        return quantile(self.repeated, 0.5)

    @property
    def p95(self) -> float:
        return quantile(self.repeated, 0.95)


def quantile(values: list[float], share: float) -> float:
    """Return the nearest rank: a time that was measured, never one in between."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def time_all(
    questions: dict[str, list[str]],
    answer: Callable[[str], object],
    rounds: int,
    patience: float,
) -> dict[str, Timings]:
    """Ask the first variant of each kind, then all of them in rounds, as long as patience lasts.

    The first pass is always made, so that every kind has a time; `patience` is in seconds.
    """
    timings = {kind: Timings() for kind in questions}
    end = time.monotonic() + patience
    for kind, variants in questions.items():
        timings[kind].cold.append(time_one(answer, variants[0], timings[kind]))
    for kind, question in in_rounds(questions, rounds):
        if time.monotonic() > end:
            break
        if not timings[kind].given_up:
            timings[kind].warm.append(time_one(answer, question, timings[kind]))
    return timings


def in_rounds(
    questions: dict[str, list[str]], rounds: int
) -> Iterator[tuple[str, str]]:
    """Yield every variant once a round, first all first ones: each kind gets its share."""
    for _ in range(rounds):
        for variants in zip(*questions.values(), strict=True):
            yield from zip(questions, variants, strict=True)


def time_one(answer, question: str, timings: Timings) -> float:
    begin = time.perf_counter()
    try:
        answer(question)
    except TooSlowError:
        timings.given_up = True
    return (time.perf_counter() - begin) * MILLISECONDS
