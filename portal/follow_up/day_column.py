"""A column of days, as people and spreadsheet programs write them."""

import re
from datetime import date, datetime

from portal.imports.table_columns import CellRefusedError, TableColumn
from reports.text import normalize_whitespace

DAY_FORMATS = ("%Y-%m-%d", "%Y/%m/%d", "%d %B %Y", "%d %b %Y")
EARLIEST, LATEST = date(1945, 1, 1), date(2199, 12, 31)
# Spreadsheet programs write a day like this, in an order that depends on the country.
NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})", re.ASCII)


class DayColumn(TableColumn):
    """A column of days, written as 2026-12-31."""

    def read(self, cell: str) -> str:
        text = normalize_whitespace(super().read(cell))
        if not text:
            return ""
        day = read_day(text)
        if not EARLIEST <= day <= LATEST:
            raise CellRefusedError(
                f"{day} is not between {EARLIEST.year} and {LATEST.year}. Check the year."
            )
        return day.isoformat()


def read_day(text: str) -> date:
    """Raises CellRefusedError for a text that is not a day, or could mean two."""
    if numbers := NUMBERS.fullmatch(text):
        days = days_of(int(numbers[1]), int(numbers[3]), int(numbers[4]))
    else:
        days = [day for form in DAY_FORMATS if (day := parsed_day(text, form))][:1]
    if not days:
        raise CellRefusedError(f"“{text}” is not a day. Write it like 2026-12-31.")
    if len(days) > 1:
        first, second = (f"{day.day} {day:%B %Y}" for day in days)
        raise CellRefusedError(
            f"“{text}” may be {first} or {second}. Write it like {days[0]}, or use an Excel workbook, "
            "which keeps days as days."
        )
    return days[0]


def days_of(first: int, second: int, year: int) -> list[date]:
    """Return the days that two numbers and a year may mean: day and month, or month and day."""
    found = []
    for day, month in ((first, second), (second, first)):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return list(dict.fromkeys(found))


def parsed_day(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(text, form).date()  # noqa: DTZ007 -- a day has no time zone
    except ValueError:
        return None
