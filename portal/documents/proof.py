"""Compare a source with a second extraction of its file, within a limit of processor time."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from portal.documents import second_extraction
from portal.documents.comparison.compare import compare, not_compared
from portal.documents.sandbox_protocol import COMPARISON_FAILED, COMPARISON_TOO_LONG
from portal.parsing.disagreement import Disagreement
from portal.parsing.source import Source

# Processor time for the second extraction and the comparison. It grows with the text that was
# read, so that a file with hardly any text cannot use it up.
LEAST_SECONDS = 2.0
CHARACTERS_PER_SECOND = 50_000
MOST_SECONDS = 8.0
REPEAT_SECONDS = 0.5  # a library may have caught the first signal


class OutOfTime(BaseException):
    """The second extraction has used up its processor time."""


def compare_again(name: str, content: bytes, source: Source) -> tuple[Disagreement, ...]:
    """Return where a second extraction of the file differs from the source.

    A failure is not a fault of the first extraction: it makes the whole file uncertain.
    """
    try:
        with time_limit(seconds_for(source)):
            return tuple(compare(source, second_extraction.extract(name, content)))
    except OutOfTime:
        return (not_compared(source, COMPARISON_TOO_LONG),)
    except Exception:  # a library may raise anything for a damaged file
        return (not_compared(source, COMPARISON_FAILED),)


def seconds_for(source: Source) -> float:
    return min(MOST_SECONDS, LEAST_SECONDS + len(source.text) / CHARACTERS_PER_SECOND)


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise OutOfTime in the block when it has used its processor time."""
    previous = signal.signal(signal.SIGPROF, end_comparison)
    signal.setitimer(signal.ITIMER_PROF, seconds, REPEAT_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, previous)


def end_comparison(number: int, frame: FrameType | None) -> None:
    raise OutOfTime
