"""What stands above the first heading: title, dates, place, and what kind of report it is."""

import re
from collections.abc import Sequence
from datetime import date

from portal.importing import headings
from portal.importing.blocks import Begins, Block
from portal.importing.parsed import TitleBlock
from portal.importing.source import Source, Span

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
MONTH = rf"(?P<{{0}}>{'|'.join(name[:3] + '[a-z]*' for name in MONTHS)})\.?"
DAY = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
TO = r"\s*(?:-|–|to|and|&)\s*"
YEAR = r"(?P<year>\d{4})"
FIRST_DAY, LAST_DAY = DAY.format("day"), DAY.format("last_day")
FIRST_MONTH, LAST_MONTH = MONTH.format("month"), MONTH.format("last_month")
# One row a way to write the days of a meeting; the longest first.
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
KIND = re.compile(r"\b(?:report|summary|proceedings|statement|record)\b", re.IGNORECASE)
LONGEST_KIND = 8  # words: "Co-Chairs' Summary Report" is a kind, a title is longer
PROSE = 300  # characters: a title block is shorter
STRUCTURE = {Begins.NUMBERED, Begins.BULLET, Begins.LEVEL}


def front_of(blocks: Sequence[Block]) -> int:
    """Return how many blocks, from the first, stand above the report's first heading."""
    for place, block in enumerate(blocks):
        if block.begins is Begins.HEADING and headings.is_heading(block.text):
            return place
        prose = block.begins is Begins.TEXT and len(block.text) > PROSE
        if block.begins in STRUCTURE or prose:
            # The heading right above the first paragraph heads it, if a title is left then.
            headed = place > 1 and blocks[place - 1].begins is Begins.HEADING
            return place - 1 if headed else place
    return len(blocks)


def read(source: Source, blocks: Sequence[Block], series: frozenset[str]) -> TitleBlock:
    """Read the title block. What it does not say stays empty."""
    front = TitleBlock()
    title = []
    expects_place = False
    for line in lines_of(source, blocks):
        if days := days_in(line):
            front.starts_on, front.ends_on, rest = days
            front.place = rest
            expects_place = not rest
        elif is_kind(line) and not front.kind:
            front.kind = line
        elif expects_place:
            front.place, expects_place = line, False
        else:
            title.append(line)
    front.title = " ".join(title)
    words = re.findall(r"[\w-]+", front.title)
    front.series = next((word for word in words if word in series), "")
    return front


def lines_of(source: Source, blocks: Sequence[Block]) -> list[str]:
    lines: dict[int, list[Span]] = {}
    number = reached = 0
    for block in blocks:
        for span in block.spans:
            number += source.text.count("\n", reached, span[0])
            reached = span[0]
            lines.setdefault(number, []).append(span)
    return [
        " ".join(" ".join(source.text[start:end] for start, end in spans).split())
        for spans in lines.values()
    ]


def is_kind(line: str) -> bool:
    return bool(KIND.search(line)) and len(line.split()) <= LONGEST_KIND


def days_in(text: str) -> tuple[date, date, str] | None:
    """Return first day, last day and what else the text says, or None without a date."""
    for pattern in DATES:
        found = pattern.search(text)
        if found and (days := days_of(found.groupdict())):
            rest = text[: found.start()] + text[found.end() :]
            return *days, rest.strip(" ,;:()–-")
    return None


def days_of(said: dict[str, str]) -> tuple[date, date] | None:
    year, month = int(said["year"]), month_of(said["month"])
    last_month = month_of(said.get("last_month") or said["month"])
    # From 30 December to 2 January the year stands at the end.
    first_year = year - 1 if last_month < month else year
    try:
        first = date(first_year, month, int(said["day"]))
        last = date(year, last_month, int(said.get("last_day") or said["day"]))
    except ValueError:
        return None
    return (first, last) if first <= last else None


def month_of(word: str) -> int:
    return next(
        number
        for number, name in enumerate(MONTHS, start=1)
        if name.startswith(word[:3].lower())
    )
