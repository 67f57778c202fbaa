"""What stands above the first heading: title, dates, place, and what kind of report it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from portal.importing import headings
from portal.importing.blocks import Block
from portal.importing.marks import Begins
from portal.importing.parsed import TitleBlock
from portal.importing.source import Source

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
MONTH = r"(?P<{0}>[a-z]{{3,9}})\.?"
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
WORD = re.compile(r"[^\W\d_]{2}")
# A report may be an annex of another.
ANNEXED = re.compile(r"^(?:annex|appendix)\s+\w{1,4}\s*[-–—:]\s*(?=\S)", re.IGNORECASE)
NUMBERED = re.compile(r"(?:[IVX]{1,5}|[A-Z]|\d{1,3})[.)]\s")
DISTRIBUTED = re.compile(r"\bDistr\b")
FOOTNOTE_MARK = re.compile(r"[*∗†‡⁰¹²³⁴-⁹]+$")
PROSE = 300  # characters: a title block is shorter
SENTENCE = re.compile(
    r"(?!(?:held|hosted|organi[sz]ed|convened|prepared|co-chaired)\b)(?:\S+\s+){7,}\S+[.!?]$",
    re.IGNORECASE,
)
STRUCTURE = {Begins.NUMBERED, Begins.LETTERED, Begins.BULLET, Begins.LEVEL}


def front_of(blocks: Sequence[Block]) -> int:
    """Return how many blocks, from the first, stand above the report's first heading."""
    body = body_of(blocks)
    for place, block in enumerate(blocks[:body]):
        is_heading = block.begins is Begins.HEADING and headings.is_heading(block.text)
        # “Agenda item 6” above the title heads nothing, “Annex 3: Report” is the title.
        is_above = any(map(is_titled, blocks[place + 1 : body]))
        if is_heading and not is_above and not is_annexed(block, place):
            return place
    if body == len(blocks):
        return body
    # The heading right above the first paragraph heads it, if a title is left then.
    headed = body > 1 and blocks[body - 1].begins is Begins.HEADING
    return body - 1 if headed else body


def is_annexed(block: Block, place: int) -> bool:
    """Say whether the first line makes the whole report an annex of another."""
    title = ANNEXED.sub("", block.text)
    return place == 0 and title != block.text and is_kind(title)


def body_of(blocks: Sequence[Block]) -> int:
    """Return the place of the first block that is a paragraph or a point for certain."""
    for place, block in enumerate(blocks):
        if block.begins in STRUCTURE or is_prose(block, title_stands_above=place > 0):
            return place
    return len(blocks)


def is_titled(block: Block) -> bool:
    """Say whether a heading, as its type shows, names the meeting or the kind of report."""
    names = MEETS.search(block.text) or KIND.search(block.text)
    return bool(block.layout.heading and names)


def read(source: Source, blocks: Sequence[Block], series: frozenset[str]) -> TitleBlock:
    """Read the title block. What it does not say stays empty."""
    reading = Reading()
    for line in lines_of(source, titling(blocks)):
        reading.take(ANNEXED.sub("", line))
    front = reading.front
    front.title = " ".join(reading.title)
    words = re.findall(r"[\w-]+", front.title)
    front.series = next((word for word in words if word in series), "")
    return front


@dataclass
class Reading:
    """What the lines of the title block have said so far."""

    front: TitleBlock = field(default_factory=TitleBlock)
    title: list[str] = field(default_factory=list)
    # The days have a line of their own already.
    has_days: bool = False
    expects_place: bool = False

    def take(self, line: str) -> None:
        days = days_in(line)
        if days and is_of_place(days.rest, self.title):
            self.take_days(line, days)
        elif days:
            self.take_days_in_title(days)
        elif is_kind(line) and not self.front.kind:
            self.front.kind = line
        elif self.expects_place:
            self.front.place, self.expects_place = line, False
        else:
            self.title.append(FOOTNOTE_MARK.sub("", line))

    def take_days(self, line: str, days: "Days") -> None:
        if self.has_days:
            self.front.further = line
            return
        self.has_days = True
        self.front.starts_on, self.front.ends_on = days.first, days.last
        self.front.place = days.rest
        self.expects_place = not days.rest

    def take_days_in_title(self, days: "Days") -> None:
        """A day in the title is that of the meeting if no line of its own gives one."""
        self.front.starts_on = self.front.starts_on or days.first
        self.front.ends_on = self.front.ends_on or days.last
        self.title.append(days.title)
        self.expects_place = days.ends_the_line


def titling(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks that may hold the title, the days and the place.

    Where the type shows headings, and one of them names the meeting, what stands above it
    is the letterhead; of what follows, text is none of the title unless it holds the days.
    """
    text = [block for block in blocks if block.begins is not Begins.FOOTNOTE]
    first = next((at for at, block in enumerate(text) if is_titled(block)), None)
    if first is None:
        return text
    if all(is_kind(block.text) for block in text[first:] if block.layout.heading):
        # Only the kind of report is set as a heading.
        return text[first:]
    # The day of a document's distribution is not that of the meeting.
    is_distributed = any(DISTRIBUTED.search(block.text) for block in blocks)
    return [
        block
        for at, block in enumerate(text)
        if (at >= first and block.layout.heading and WORD.search(block.text))
        or (not is_distributed and (is_kind(block.text) or is_of_days(text, at)))
    ]


def is_of_days(blocks: Sequence[Block], at: int) -> bool:
    """Say whether a block holds days, or stands behind one of days alone, as a place does."""
    if days_in(blocks[at].text):
        return True
    before = days_in(blocks[at - 1].text) if at else None
    return before is not None and not before.rest


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
    """Return the blocks line by line, a heading of larger type in one."""
    lines: list[str] = []
    for block in blocks:
        if block.layout.heading:
            lines.append(block.text)
            continue
        last = -1
        for start, end in block.spans:
            words = " ".join(source.text[start:end].split())
            if "\n" in source.text[last:start] or last < 0:
                lines.append(words)
            else:
                lines[-1] += f" {words}"
            last = end
    return lines


def is_kind(line: str) -> bool:
    if NUMBERED.match(line):
        return False
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
        for found in pattern.finditer(text):
            if days := days_of(found.groupdict()):
                before, after = text[: found.start()], text[found.end() :]
                return Days(*days, before, after, found.group())
    return None


def days_of(said: dict[str, str]) -> tuple[date, date] | None:
    month = month_of(said["month"])
    last_month = month_of(said.get("last_month") or said["month"])
    if not (month and last_month):
        return None
    year = int(said["year"])
    # From 30 December to 2 January the year stands at the end.
    first_year = year - 1 if last_month < month else year
    try:
        first = date(first_year, month, int(said["day"]))
        last = date(year, last_month, int(said.get("last_day") or said["day"]))
    except ValueError:
        return None
    return (first, last) if first <= last else None


def month_of(word: str) -> int:
    """Return the number of the month that a word, or its first letters, names; 0 for none."""
    beginning = word.lower().removesuffix(".")
    fitting = (
        number
        for number, name in enumerate(MONTHS, start=1)
        if name.startswith(beginning[:3]) and len(beginning) <= len(name) + 1
    )
    return next(fitting, 0)
