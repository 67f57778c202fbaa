"""Parse the title block above the first heading: title, dates, place and kind of report."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from portal.parsing import headings
from portal.parsing.blocks import Block
from portal.parsing.kinds_of_report import KIND, is_kind
from portal.parsing.line_types import LineType
from portal.parsing.markdown_markup import FRONT_MATTER_REASON
from portal.parsing.meeting_dates import FILE_DATE, DateRange, date_of, parse_dates
from portal.parsing.parsed_report import TitleBlock
from portal.parsing.source import Source

MEETING = r"(?:workshop|meeting|seminar|conference|forum|symposium|dialogue|consultation)s?"
NAMES_MEETING = re.compile(rf"\b{MEETING}\b", re.IGNORECASE)
MAX_SUBTITLE_WORDS = 5
MAX_PLACE_WORDS = 4  # beside a date, unless a title precedes it
WORD = re.compile(r"[^\W\d_]{2}")
# A report may be an annex of another.
ANNEXED = re.compile(r"^(?:annex|appendix)\s+\w{1,4}\s*[-–—:]\s*(?=\S)", re.IGNORECASE)
# A letterhead: two columns, or a key and its value.
LETTERHEAD = re.compile(r"\S\s{3,}\S|^\s*[A-Z][\w ]{2,30}:\s+\S.{0,40}$")
# “1. Introduction”; those present are listed in the body.
NUMBERED_HEADING = re.compile(r"1(?:\.0?)?\s+\S")
PRESENT = re.compile(r"(?:present|participants|attendees|in attendance)\s*:", re.IGNORECASE)
DATE_KEY = re.compile(r"^(?:dates?|when|held\s+on)\s*:\s*", re.IGNORECASE)
PLACE_LINE = re.compile(r"(?:venue|place|location)\s*:\s*(?P<place>\S.*)", re.IGNORECASE)
PLACE_PREFIX = re.compile(r"^(?:held|convened|hosted)?\s*(?:at|in)\s+(?:the\s+)?", re.IGNORECASE)
PLACE_SUFFIX = re.compile(r"[\s,·|–—-]+(?:(?:from|on|between|during)$|$)", re.IGNORECASE)
CAPITALIZED = r"[A-Z][\w.'’-]*(?:\s(?:(?:de|of|and|el|la)\s)?[A-Z][\w.'’-]*){0,3}"
PLACE_ABOVE = re.compile(rf"(?!.*\b(?i:{MEETING})\b){CAPITALIZED},\s{CAPITALIZED}")
DISTRIBUTED = re.compile(r"\bDistr\b")
FOOTNOTE_MARK = re.compile(r"\s*[*∗†‡⁰¹²³⁴-⁹]+$")
MAX_ROWS = 8  # of a table that stands in a letterhead
PROSE_LENGTH = 300  # characters: a title block is shorter
SENTENCE = re.compile(
    r"(?!(?:held|hosted|organi[sz]ed|convened|prepared|co-chaired)\b)(?:\S+\s+){7,}\S+[.!?:]$",
    re.IGNORECASE,
)
STRUCTURE = {LineType.NUMBERED, LineType.LETTERED, LineType.BULLET, LineType.LEVEL}


def title_block_length(blocks: Sequence[Block]) -> int:
    """Return the number of blocks above the report's first heading."""
    body = body_start(blocks)
    # “Agenda item 6” above the title is not a session; “Annex 3: Report” is the title.
    titles = (index for index in range(body - 1, -1, -1) if is_title_heading(blocks[index]))
    first = next(titles, 0)
    for index, block in enumerate(blocks[first:body], start=first):
        is_heading = block.line_type is LineType.HEADING and headings.is_heading(block.text)
        if is_heading and not is_annexed(block, index):
            return index
    if body == len(blocks):
        return body
    # A heading directly above the first paragraph belongs to it, if a title remains.
    headed = body > 1 and blocks[body - 1].line_type is LineType.HEADING
    return body - 1 if headed else body


def is_annexed(block: Block, index: int) -> bool:
    """Return whether the first line makes the whole report an annex of another one."""
    title = ANNEXED.sub("", block.text)
    return index == 0 and title != block.text and is_kind(title)


def body_start(blocks: Sequence[Block]) -> int:
    """Return the index of the first block that is certainly a paragraph or a point."""
    for index, block in enumerate(blocks):
        if index and (is_numbered_heading(block) or PRESENT.match(block.text)):
            return index
        if is_long_table(blocks[index : index + MAX_ROWS]):
            return index
        if is_title_footnote(blocks, index):
            continue
        if block.line_type in STRUCTURE or is_prose(block, is_below_title=index > 0):
            return index
    return len(blocks)


def is_numbered_heading(block: Block) -> bool:
    return block.line_type is LineType.HEADING and bool(NUMBERED_HEADING.match(block.text))


def is_long_table(blocks: Sequence[Block]) -> bool:
    """Return whether more rows follow than a letterhead has."""
    return len(blocks) == MAX_ROWS and all(block.line_type is LineType.ROW for block in blocks)


def is_title_footnote(blocks: Sequence[Block], index: int) -> bool:
    """Return whether a block begins with a mark that ends a line of the title."""
    block = blocks[index]
    mark = block.marker or block.text[:1]
    marks = {"*", "∗"} if mark in {"*", "∗"} else {mark}
    return (
        block.line_type in {LineType.TEXT, LineType.BULLET}
        and bool(FOOTNOTE_MARK.match(mark))
        and any(other.text[-1:] in marks for other in blocks[:index])
    )


def is_title_heading(block: Block) -> bool:
    """Return whether a heading by layout names a meeting or a kind of report."""
    names = NAMES_MEETING.search(block.text) or KIND.search(block.text)
    return bool(block.layout.heading and names)


def read_title_block(source: Source, blocks: Sequence[Block], series: frozenset[str]) -> TitleBlock:
    """Parse the title block; fields that it does not state stay empty."""
    reader = TitleBlockReader()
    for line in title_lines(source, title_blocks(blocks)):
        reader.add_line(ANNEXED.sub("", FOOTNOTE_MARK.sub("", line.text)), line.is_heading)
    front = reader.front
    front.title, front.subtitle = " ".join(without_letterhead(reader.title)), reader.subtitle
    words = re.findall(r"[\w-]+", front.title)
    front.series = next((word for word in words if word in series), "")
    return front


def without_letterhead(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines of a title without those in capitals above one that names the meeting."""
    names = [NAMES_MEETING.search(line) is not None and not line.isupper() for line in lines]
    first = names.index(True) if any(names) else 0
    return lines[first:] if all(line.isupper() for line in lines[:first]) else lines


@dataclass
class TitleBlockReader:
    """The values collected from the lines read so far."""

    front: TitleBlock = field(default_factory=TitleBlock)
    title: list[str] = field(default_factory=list)
    # A line of its own has given the dates.
    has_dates: bool = False
    expects_place: bool = False
    # A short heading below the title: the country or subject that tells reports apart.
    subtitle: str = ""

    def add_line(self, line: str, is_heading: bool) -> None:
        dates = parse_dates(DATE_KEY.sub("", line))
        if place := PLACE_LINE.match(line):
            self.front.place = place["place"]
        elif file_date := FILE_DATE.match(line):
            self.front.file_date = date_of(file_date.groupdict())
        elif dates and is_place(dates.rest, self.title, is_heading=is_heading):
            self.set_dates(line, dates)
        elif dates and line not in self.title:
            self.add_title_with_dates(dates)
        elif is_kind(line) and not self.front.kind:
            self.front.kind = line
        elif self.expects_place:
            self.front.place, self.expects_place = line, False
        else:
            self.add_title(line, is_heading=is_heading)

    def add_title(self, line: str, *, is_heading: bool) -> None:
        if line in self.title:
            return
        if is_heading and self.title and len(line.split()) <= MAX_SUBTITLE_WORDS:
            self.subtitle = line
        self.title.append(line)

    def set_dates(self, line: str, dates: DateRange) -> None:
        if self.has_dates:
            self.front.second_meeting = line
            return
        self.has_dates = True
        self.front.starts_on, self.front.ends_on = dates.first, dates.last
        place = PLACE_PREFIX.sub("", PLACE_SUFFIX.sub("", dates.rest))
        self.front.place = self.front.place or place or self.place_above()
        self.expects_place = not self.front.place

    def place_above(self) -> str:
        """Take “Apia, Samoa” right above the dates out of the title."""
        is_place = len(self.title) > 1 and PLACE_ABOVE.fullmatch(self.title[-1])
        return self.title.pop() if is_place and not self.subtitle else ""

    def add_title_with_dates(self, dates: DateRange) -> None:
        """Add a title line with dates, which apply unless a separate line gives them."""
        self.front.starts_on = self.front.starts_on or dates.first
        self.front.ends_on = self.front.ends_on or dates.last
        self.title.append(dates.title)
        self.expects_place = dates.is_at_end and dates.title == dates.rest


def title_blocks(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks that may hold title, dates and place.

    If the layout shows headings and one of them names the meeting, the blocks above it are the
    letterhead, and text below it is not a title unless it contains the dates.
    """
    text = [
        block
        for index, block in enumerate(blocks)
        if block.line_type is not LineType.FOOTNOTE and not is_title_footnote(blocks, index)
    ]
    first_title = next((index for index, block in enumerate(text) if is_title_heading(block)), None)
    if first_title is None:
        return text
    if all(is_kind(block.text) for block in text[first_title:] if block.layout.heading):
        # Only the kind of report has the layout of a heading.
        return text[first_title:]
    # The date of distribution is not that of the meeting.
    is_distributed = any(DISTRIBUTED.search(block.text) for block in blocks)
    return [
        block
        for index, block in enumerate(text)
        if (index >= first_title and block.layout.heading and WORD.search(block.text))
        or (
            not is_distributed
            and (
                is_kind(block.text)
                or is_date_line(text, index)
                or is_of_front_matter(block)
                or PLACE_LINE.match(block.text)
            )
        )
    ]


def is_of_front_matter(block: Block) -> bool:
    """Return whether a block begins with a value of the front matter, after its key."""
    return any(reason == FRONT_MATTER_REASON for _, _, reason in block.layout.discards)


def is_date_line(blocks: Sequence[Block], index: int) -> bool:
    """Return whether a block has dates, or directly follows dates, as a place does."""
    if parse_dates(blocks[index].text):
        return True
    previous = parse_dates(blocks[index - 1].text) if index else None
    return previous is not None and (not previous.rest or previous.is_at_end)


def is_prose(block: Block, *, is_below_title: bool) -> bool:
    """Return whether a text is a paragraph: long, or a sentence below the title."""
    if block.line_type is not LineType.TEXT:
        return False
    if len(block.text) > PROSE_LENGTH:
        return True
    return is_below_title and bool(SENTENCE.match(block.text))


def is_place(rest: str, title: Sequence[str], *, is_heading: bool) -> bool:
    """Return whether the rest of a line with dates is empty or a place, and not a title."""
    if NAMES_MEETING.search(rest) or (is_heading and rest and not title):
        return False
    return len(rest.split()) <= MAX_PLACE_WORDS or bool(title)


@dataclass(frozen=True)
class TitleLine:
    text: str
    is_heading: bool = False


def title_lines(source: Source, blocks: Sequence[Block]) -> list[TitleLine]:
    """Return the lines of the blocks; a heading is one line. A letterhead is left out."""
    lines: list[TitleLine] = []
    for block in blocks:
        if block.layout.heading:
            lines.append(TitleLine(block.text, is_heading=True))
        else:
            lines += map(TitleLine, printed_lines(source, block))
    without_letterhead = [
        line
        for line in lines
        if not LETTERHEAD.search(line.text)
        or DATE_KEY.match(line.text)
        or PLACE_LINE.match(line.text)
    ]
    lines = without_letterhead or lines
    return [replace(line, text=" ".join(line.text.split())) for line in lines]


def printed_lines(source: Source, block: Block) -> list[str]:
    """Return the block's text line by line, as printed."""
    lines: list[str] = []
    last_end = -1
    for start, end in block.spans:
        text = source.text[start:end]
        if "\n" in source.text[last_end:start] or last_end < 0:
            lines.append(text)
        else:
            lines[-1] += f" {text}"
        last_end = end
    return lines
