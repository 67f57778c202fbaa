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
    """Milliseconds of one kind of question: asked for the first time, and asked again."""

    new: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    given_up: bool = False

    def __add__(self, other: "Timings") -> "Timings":
        return Timings(
            self.new + other.new,
            self.again + other.again,
            self.given_up or other.given_up,
        )


def median(values: list[float]) -> float:
    return quantile(values, 0.5)


def p95(values: list[float]) -> float:
    return quantile(values, 0.95)


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
    """Ask all variants of each kind once, then again in rounds, as long as patience lasts.

    The first variants are always asked, so that every kind has a time; `patience` is in seconds.
    """
    timings = {kind: Timings() for kind in questions}
    end = time.monotonic() + patience
    asked = set()
    for kind, question in in_rounds(questions, rounds + 1):
        taken = timings[kind]
        if taken.new and (taken.given_up or time.monotonic() > end):
            continue
        times = taken.again if question in asked else taken.new
        times.append(time_one(answer, question, taken))
        asked.add(question)
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
