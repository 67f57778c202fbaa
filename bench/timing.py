"""Response times and their quantiles. Imports no Django."""

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

MILLISECONDS = 1000


class TooSlowError(Exception):
    """A request was aborted at its time limit."""


@dataclass
class Timings:
    """Milliseconds of one kind of question: first requests (`new`) and repeated ones (`again`)."""

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
    """Return the nearest-rank quantile, which is one of the values."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def measure_times(
    questions: dict[str, list[str]],
    answer: Callable[[str], object],
    rounds: int,
    patience: float,
) -> dict[str, Timings]:
    """Time all variants of each kind once, then again in rounds, for `patience` seconds.

    The first variants are always timed, so that every kind has a time.
    """
    timings = {kind: Timings() for kind in questions}
    end = time.monotonic() + patience
    seen = set()
    for kind, question in interleave(questions, rounds + 1):
        of_kind = timings[kind]
        if of_kind.new and (of_kind.given_up or time.monotonic() > end):
            continue
        times = of_kind.again if question in seen else of_kind.new
        times.append(measure_time(answer, question, of_kind))
        seen.add(question)
    return timings


def interleave(questions: dict[str, list[str]], rounds: int) -> Iterator[tuple[str, str]]:
    """Yield (kind, variant): in each round, the first variants of all kinds, then the second."""
    for _ in range(rounds):
        for variants in zip(*questions.values(), strict=True):
            yield from zip(questions, variants, strict=True)


def measure_time(answer, question: str, timings: Timings) -> float:
    begin = time.perf_counter()
    try:
        answer(question)
    except TooSlowError:
        timings.given_up = True
    return (time.perf_counter() - begin) * MILLISECONDS
