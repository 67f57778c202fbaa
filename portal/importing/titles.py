"""What stands above the first heading: title, dates, place, and what kind of report it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.importing import headings
from portal.importing.blocks import Block
from portal.importing.marks import Begins
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
MEETING = (
    r"(?:workshop|meeting|seminar|conference|forum|symposium|dialogue|consultation)s?"
)
MEETS = re.compile(rf"\b{MEETING}\b", re.IGNORECASE)
# “Report of the ARF Workshop on Skills” is a title, “Summary Report of the Workshop” a kind.
NAMES_A_MEETING = re.compile(
    rf"\b(?:of|on|from)\s+(?:the\s+|an?\s+)?(?:(?:(?!the\b)\S+\s+)+{MEETING}\b|{MEETING}\s+\S)",
    re.IGNORECASE,
)
LONGEST_PLACE = 4  # words beside a date, unless a title stands above
BEFORE_DAYS = " ,;:(–-"
PROSE = 300  # characters: a title block is shorter
SENTENCE = re.compile(
    r"(?!(?:held|hosted|organi[sz]ed|convened|prepared|co-chaired)\b)(?:\S+\s+){7,}\S+[.!?]$",
    re.IGNORECASE,
)
STRUCTURE = {Begins.NUMBERED, Begins.BULLET, Begins.LEVEL}


def front_of(blocks: Sequence[Block]) -> int:
    """Return how many blocks, from the first, stand above the report's first heading."""
    for place, block in enumerate(blocks):
        if block.begins is Begins.HEADING and headings.is_heading(block.text):
            return place
        if block.begins in STRUCTURE or is_prose(block, title_stands_above=place > 0):
            # The heading right above the first paragraph heads it, if a title is left then.
            headed = place > 1 and blocks[place - 1].begins is Begins.HEADING
            return place - 1 if headed else place
    return len(blocks)


def read(source: Source, blocks: Sequence[Block], series: frozenset[str]) -> TitleBlock:
    """Read the title block. What it does not say stays empty."""
    front = TitleBlock()
    title: list[str] = []
    expects_place = False
    for line in lines_of(source, blocks):
        days = days_in(line)
        if days and is_of_place(days.rest, title):
            front.starts_on, front.ends_on = days.first, days.last
            front.place = days.rest
            expects_place = not days.rest
        elif days:
            # A day in the title is that of the meeting if no line of its own gives one.
            front.starts_on = front.starts_on or days.first
            front.ends_on = front.ends_on or days.last
            title.append(days.title)
            expects_place = days.ends_the_line
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


def is_prose(block: Block, *, title_stands_above: bool) -> bool:
    """Say whether a text is a paragraph: long, or a sentence by itself below the title."""
    if block.begins is not Begins.TEXT:
        return False
    if len(block.text) > PROSE:
        return True
    return title_stands_above and bool(SENTENCE.match(block.text))


def is_of_place(rest: str, title: Sequence[str]) -> bool:
    """Say whether what a line says beside its days is nothing or a place, and no title."""
    if MEETS.search(rest):
        return False
    return len(rest.split()) <= LONGEST_PLACE or bool(title)


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
    is_short = len(line.split()) <= LONGEST_KIND
    return bool(KIND.search(line)) and is_short and not NAMES_A_MEETING.search(line)


@dataclass(frozen=True)
class Days:
    """First and last day that a line names, and what it says besides."""

    first: date
    last: date
    before: str
    after: str
    printed: str

    @property
    def rest(self) -> str:
        return (self.before + self.after).strip(" ,;:()–-")

    @property
    def ends_the_line(self) -> bool:
        """Say whether the days stand behind the title, set off from it."""
        return not self.after.strip(" )") and bool(self.set_off)

    @property
    def set_off(self) -> str:
        return self.before[len(self.before.rstrip(BEFORE_DAYS)) :].strip()

    @property
    def title(self) -> str:
        return (
            self.rest if self.ends_the_line else self.before + self.printed + self.after
        )


def days_in(text: str) -> Days | None:
    """Return the days that the text names, or None without a date."""
    for pattern in DATES:
        found = pattern.search(text)
        if found and (days := days_of(found.groupdict())):
            before, after = text[: found.start()], text[found.end() :]
            return Days(*days, before, after, found.group())
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
