"""Dates that may consist of a year only, as ISO 8601 writes them: 1967 or 1967-08-08."""

import re
from dataclasses import dataclass
from datetime import date

PARTIAL_DATE = r"[1-9][0-9]{3}(-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?"
YEAR_LENGTH = 4


def is_partial_date(text: str) -> bool:
    if not re.fullmatch(PARTIAL_DATE, text):
        return False
    try:
        return first_day(text) is not None
    except ValueError:
        return False


def first_day(text: str) -> date | None:
    """Return a day itself, or the first day of a year; None for an empty text."""
    return (
        date.fromisoformat(f"{text}-01-01" if len(text) == YEAR_LENGTH else text) if text else None
    )


def last_day(text: str) -> date | None:
    """Return a day itself, or the last day of a year; None for an empty text."""
    return (
        date.fromisoformat(f"{text}-12-31" if len(text) == YEAR_LENGTH else text) if text else None
    )


@dataclass(frozen=True)
class Period:
    """From a first day to a last one; without one of them, it is open on that side."""

    first: date | None
    last: date | None

    @classmethod
    def between(cls, since: str, until: str) -> "Period":
        return cls(first_day(since), last_day(until))

    def contains(self, day: date | None) -> bool:
        """Return whether the day is in the period; None is only in one that has no limits."""
        if day is None:
            return self.first is None and self.last is None
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)
