"""Parse the days of a meeting: “4-5 May 2021”, “June 4 through June 6, 2002”, “du 4 au 6 mai 2021”.

A text becomes a row of tokens; a date is a pattern of their kinds: D a day, M a month, Y a year,
t a word such as “to” or “and”, c a comma, x anything else. White space, weekdays and words such
as “of” do not count.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from portal.parsing.calendar_words import (
    BUDDHIST_LANGUAGE,
    BUDDHIST_OFFSET,
    DAY_WORDS,
    month_names,
    token_pattern,
)

DAYS = "D(?:(?:cD)*c?tD)*"
DATE_KINDS = re.compile(
    rf"{DAYS}M(?:c?Y)?(?:t{DAYS}M)*c?Y(?:t{DAYS}Mc?Y)?"
    rf"|M{DAYS}(?:c?Y)?(?:tM{DAYS})*c?Y(?:tM{DAYS}c?Y)?"
    rf"|Yc?M{DAYS}"
)
IGNORED = "fs"
# Letters that match i and s where case does not count.
LETTERS = str.maketrans({"\u0130": "i", "\u0131": "i", "\u017f": "s"})
MAX_LENGTH = 2000  # characters that are searched
DATE_PREFIX = " ,;:(–-"
WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\W*$", re.IGNORECASE)
# “Workshop, from 4 to 6 May”: the word belongs to the dates.
PREPOSITION = re.compile(
    r"(?:^|(?<=[,;:(–-]))\s*(?:from|on|du|del|le|el|vom|am|ngày|วันที่)\s*$", re.IGNORECASE
)
# The day of a file, as its metadata give it; that of the meeting comes first.
FILE_DATE = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?:T[\d:.+Z-]*)?$")


@dataclass(frozen=True)
class DateRange:
    """The dates in a line and the text around them."""

    first: date
    last: date
    before: str
    after: str
    printed: str

    @property
    def rest(self) -> str:
        return (self.before + self.after).strip(" ,;:()–-")

    @property
    def is_at_end(self) -> bool:
        """Return whether the dates follow the title, separated from it."""
        return not self.after.strip(" )") and bool(self.separator)

    @property
    def separator(self) -> str:
        return self.before[len(self.before.rstrip(DATE_PREFIX)) :].strip()

    @property
    def title(self) -> str:
        """Return the title in the line: without dates that follow it, unless they belong to it."""
        is_part = self.separator.endswith("(") or bool(WEEKDAY.search(self.rest))
        whole = self.before + self.printed + self.after
        return self.rest if self.is_at_end and not is_part else whole


def parse_dates(text: str) -> DateRange | None:
    """Return the first dates in the text that span several days, else its first day, or None."""
    found = list(date_ranges(text[:MAX_LENGTH]))
    several_days = (dates for dates in found if dates[0] != dates[1])
    best = next(several_days, found[0] if found else None)
    if best is None:
        return None
    first, last, start, end = best
    if preposition := PREPOSITION.search(text, 0, start):
        start = preposition.start() + len(preposition[0]) - len(preposition[0].lstrip())
    return DateRange(first, last, text[:start], text[end:], text[start:end])


def date_ranges(text: str) -> Iterator[tuple[date, date, int, int]]:
    """Yield first day, last day, start and end of each date expression."""
    tokens = [
        token for token in token_pattern().finditer(text) if (token.lastgroup or "x") not in IGNORED
    ]
    kinds = "".join(token.lastgroup or "x" for token in tokens)
    for match in DATE_KINDS.finditer(kinds):
        expression = tokens[match.start() : match.end()]
        if dates := dates_of(expression):
            yield *dates, expression[0].start(), expression[-1].end()


def dates_of(tokens: Sequence[re.Match[str]]) -> tuple[date, date] | None:
    """Return the first and the last day of a date expression; None if there are no such days."""
    parts = [token for token in tokens if token.lastgroup in set("DMY")]
    if parts[0].lastgroup == "D":
        parts.reverse()  # Now the month comes before its days, in all forms.
        days = list(days_in(parts))[::-1]
    else:
        years = [part for part in parts if part.lastgroup == "Y"]
        days = list(days_in([*years[:1], *parts] if len(years) == 1 else years_first(parts)))
    dates = [day for day in days if day is not None]
    if len(dates) < len(days) or not dates:
        return None
    first, last = dates[0], dates[-1]
    if first > last and first.month > last.month and count_years(parts) == 1:
        # In “30 December to 2 January 2020” the printed year is that of the last day.
        first = date_or_none(first.year - 1, first.month, first.day) or first
    return (first, last) if first <= last else None


def count_years(parts: Sequence[re.Match[str]]) -> int:
    return sum(part.lastgroup == "Y" for part in parts)


def years_first(parts: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Return month, days and year of two dates with the year before each month."""
    ordered: list[re.Match[str]] = []
    pending: list[re.Match[str]] = []
    for part in parts:
        if part.lastgroup == "Y":
            ordered += [part, *pending]
            pending = []
        else:
            pending.append(part)
    return ordered + pending


def days_in(parts: Sequence[re.Match[str]]) -> Iterator[date | None]:
    """Yield the date of each day, after its year and month; None for dates that do not exist."""
    year, month, language = 0, 0, ""
    for part in parts:
        word = part.group().translate(LETTERS).lower().rstrip(".")
        if part.lastgroup == "Y":
            year = int(word)
        elif part.lastgroup == "M":
            month, language = month_names()[word]
        else:
            is_buddhist = language == BUDDHIST_LANGUAGE and year > BUDDHIST_OFFSET
            number = DAY_WORDS.get(word) or int(re.match(r"\d+", word)[0])  # type: ignore[index]
            yield date_or_none(year - BUDDHIST_OFFSET * is_buddhist, month, number)


def date_of(groups: dict[str, str]) -> date | None:
    return date_or_none(int(groups["year"]), int(groups["month"]), int(groups["day"]))


def date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
