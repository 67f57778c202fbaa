"""Parse the days of a meeting: “4-5 May 2021”, “June 4 through June 6, 2002”."""

import re
from dataclasses import dataclass
from datetime import date

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
MONTH = r"(?P<{0}>[a-z]{{3,9}})\.?"
DAY = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
TO = r"\s*(?:-|–|—|to|and|&|thru|through|until)\s*"
YEAR = r"(?:of\s+)?(?P<year>\d{4})"
FIRST_DAY, LAST_DAY = DAY.format("day"), DAY.format("last_day")
FIRST_MONTH, LAST_MONTH = MONTH.format("month"), MONTH.format("last_month")
# Formats of a meeting's dates, longest first.
DATES = tuple(
    re.compile(rf"(?<!\d){pattern}(?!\d)", re.IGNORECASE)
    for pattern in (
        rf"{FIRST_DAY}\s+{FIRST_MONTH}{TO}{LAST_DAY}\s+{LAST_MONTH},?\s+{YEAR}",
        rf"{FIRST_MONTH}\s+{FIRST_DAY}{TO}{LAST_MONTH}\s+{LAST_DAY},?\s+{YEAR}",
        rf"{FIRST_DAY}{TO}{LAST_DAY}\s+{FIRST_MONTH},?\s+{YEAR}",
        rf"{FIRST_MONTH}\s+{FIRST_DAY}{TO}{LAST_DAY},?\s+{YEAR}",
        rf"{FIRST_DAY}\s+{FIRST_MONTH},?\s+{YEAR}",
        rf"{FIRST_MONTH}\s+{FIRST_DAY},?\s+{YEAR}",
    )
)
DATE_PREFIX = " ,;:(–-"
WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\W*$", re.IGNORECASE)
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
    """Return the first dates in the text, or None."""
    for pattern in DATES:
        for match in pattern.finditer(text):
            if dates := dates_from_match(match.groupdict()):
                before, after = text[: match.start()], text[match.end() :]
                return DateRange(*dates, before, after, match.group())
    return None


def dates_from_match(groups: dict[str, str]) -> tuple[date, date] | None:
    month = month_number(groups["month"])
    last_month = month_number(groups.get("last_month") or groups["month"])
    if not (month and last_month):
        return None
    year = int(groups["year"])
    # In “30 December to 2 January 2020” the printed year is that of the last day.
    first_year = year - 1 if last_month < month else year
    try:
        first = date(first_year, month, int(groups["day"]))
        last = date(year, last_month, int(groups.get("last_day") or groups["day"]))
    except ValueError:
        return None
    return (first, last) if first <= last else None


def date_of(groups: dict[str, str]) -> date | None:
    try:
        return date(int(groups["year"]), int(groups["month"]), int(groups["day"]))
    except ValueError:
        return None


def month_number(word: str) -> int:
    """Return the number of a month given by name or abbreviation; 0 for no month."""
    name_start = word.lower().removesuffix(".")
    numbers = (
        number
        for number, name in enumerate(MONTHS, start=1)
        if name.startswith(name_start[:3]) and len(name_start) <= len(name) + 1
    )
    return next(numbers, 0)
