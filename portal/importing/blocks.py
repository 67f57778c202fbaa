"""Lines to blocks: what each line begins, and which lines belong together."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise

from portal.importing import headings
from portal.importing.parsed import Note
from portal.importing.source import Line, Source, Span, printed, without


class Begins(Enum):
    """What a line's first characters say that it begins."""

    RULE = "a line drawn across"
    PAGE_NUMBER = "a page number"
    BARE_NUMBER = "a number by itself, mostly that of a page"
    LEVEL = "a level heading"
    HEADING = "a heading"
    NUMBERED = "a numbered paragraph"
    BULLET = "a point of a list"
    TEXT = "nothing new, or a paragraph without number"


BARE_NUMBER = re.compile(r"\s*(?P<noise>[-–]?\s?\d{1,3}\s?[-–]?)\s*$")
# The first that fits holds. What stands in the group "noise" is no word of the report.
MARKS = (
    (Begins.RULE, re.compile(r"\s*(?P<noise>-{3,}|\*{3,}|_{3,}|={3,})\s*$")),
    (
        Begins.PAGE_NUMBER,
        re.compile(
            r"\s*(?P<noise>page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?)\s*$",
            re.IGNORECASE,
        ),
    ),
    (Begins.BARE_NUMBER, BARE_NUMBER),
    (Begins.LEVEL, headings.LEVEL_LINE),
    (Begins.HEADING, re.compile(r"\s*(?P<noise>#{1,6}\s+)(?=\S)")),
    (Begins.HEADING, re.compile(r"\s*\*\*(?!\s)[^*]{1,200}\*\*\s*$")),
    (
        Begins.NUMBERED,
        re.compile(r"\s*(?:\*\*)?(?P<label>\d{1,3}[.)])(?:\*\*)?\s+(?=\S)"),
    ),
    (Begins.BULLET, re.compile(r"(?P<indent>\s*)(?P<noise>[-*+•▪◦–]\s+)(?=\S)")),
)

NOISE = {
    Begins.RULE: "line drawn across",
    Begins.PAGE_NUMBER: "page number",
    Begins.BARE_NUMBER: "page number",
    Begins.LEVEL: "mark-up of a heading",
    Begins.HEADING: "mark-up of a heading",
    Begins.BULLET: "bullet",
}

UNPRINTED = {Begins.RULE, Begins.PAGE_NUMBER, Begins.BARE_NUMBER}

# Marks of emphasis and links, which are no words of the report: group 1 of each.
MARK_UP = (
    ("mark-up of bold text", re.compile(r"(\*\*)")),
    ("mark-up of a link", re.compile(r"(\[)[^\[\]]{1,200}\]\([^()\s]{0,500}\)")),
    ("mark-up of a link", re.compile(r"\[[^\[\]]{1,200}(\]\([^()\s]{0,500}\))")),
)
LIST_NOISE = re.compile(r"[;,](?:\s*(?:and|or))?$")
END_MARK = re.compile(r"[.!?:;][”\"’')]*$")
LONGEST_HEADING = 200


@dataclass(frozen=True)
class Discard:
    """A stretch of the source that is no word of the report, and why."""

    span: Span
    reason: str


@dataclass
class Block:
    """Lines that belong together. `spans` cover the label, `text` leaves it out."""

    begins: Begins
    spans: list[Span]
    label: str = ""
    indent: int = 0
    text: str = ""
    # Where the text goes on after a break in the middle of a sentence.
    joined_at: list[int] = field(default_factory=list)


@dataclass
class Blocks:
    """The source cut up: every character but white space is in one block or discard."""

    blocks: list[Block] = field(default_factory=list)
    discards: list[Discard] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True)
class Place:
    """A line that holds something, and whether empty lines set it off."""

    line: Line
    after_blank: bool
    before_blank: bool


def split(source: Source) -> Blocks:
    """Cut the source into its blocks, in the order printed."""
    cut = Blocks()
    after_blank = True
    for line, following in pairwise([*source.lines, Line("", len(source.text))]):
        if line.is_blank:
            after_blank = True
            continue
        before_blank = following.is_blank or begins_a_list(following)
        begins = place(source, cut, Place(line, after_blank, before_blank))
        # A page number hides neither an empty line above it nor makes one.
        after_blank = begins is Begins.RULE or (after_blank and begins in UNPRINTED)
    finish_all(source, cut)
    return cut


def place(source: Source, cut: Blocks, at: Place) -> Begins:
    """Add the line to the last block, or begin the next one with it; say what it begins."""
    last = cut.blocks[-1] if cut.blocks else None
    begins, mark = beginning(at)
    note_number(cut, at, begins)
    if last and goes_on(source, last, at, begins):
        if at.after_blank:
            last.joined_at.append(at.line.span[0])
        last.spans.append(at.line.span)
        cut.discards += mark_up(at.line)
        return begins
    groups = mark.groupdict() if mark else {}
    if mark and groups.get("noise"):
        start = at.line.start + mark.start("noise")
        cut.discards.append(
            Discard((start, start + len(mark["noise"].rstrip())), NOISE[begins])
        )
    if begins not in UNPRINTED:
        cut.blocks.append(
            Block(
                begins,
                [at.line.span],
                label=groups.get("label") or "",
                indent=len((groups.get("indent") or "").expandtabs(4)),
            )
        )
        cut.discards += mark_up(at.line)
    return begins


def note_number(cut: Blocks, at: Place, begins: Begins) -> None:
    """Leave to an editor what a number is that empty lines do not set off on both sides."""
    number = at.line.text.strip()
    if begins is Begins.BARE_NUMBER and not (at.after_blank and at.before_blank):
        reason = (
            f"“{number}” stands on a line by itself and is taken for a page number."
        )
        cut.notes.append(Note("page-number-assumed", reason, at.line.span))
    elif begins is Begins.TEXT and BARE_NUMBER.match(number):
        reason = f"“{number}” stands between two lines of text and is kept as a word."
        cut.notes.append(Note("number-kept-as-word", reason, at.line.span))


def mark_up(line: Line) -> Iterator[Discard]:
    for reason, pattern in MARK_UP:
        for found in pattern.finditer(line.text):
            start, end = found.span(1)
            yield Discard((line.start + start, line.start + end), reason)


def beginning(at: Place) -> tuple[Begins, re.Match[str] | None]:
    for begins, pattern in MARKS:
        found = pattern.match(at.line.text)
        if found and stands_for_itself(begins, at):
            return begins, found
    # Words that head a session count only where a line stands by itself.
    if (
        at.after_blank
        and len(at.line.text) < LONGEST_HEADING
        and headings.is_heading(at.line.text)
    ):
        return Begins.HEADING, None
    return Begins.TEXT, None


def stands_for_itself(begins: Begins, at: Place) -> bool:
    """Say whether a line that may be a word of running text is set off from it."""
    if begins is Begins.BARE_NUMBER:
        return at.after_blank or at.before_blank
    if begins is Begins.LEVEL and not headings.is_marked(at.line.text):
        return at.after_blank and at.before_blank
    return True


def begins_a_list(line: Line) -> bool:
    return any(
        pattern.match(line.text)
        for begins, pattern in MARKS
        if begins in {Begins.BULLET, Begins.NUMBERED}
    )


def goes_on(source: Source, last: Block, at: Place, begins: Begins) -> bool:
    """Say whether the line is the last block's next: mostly, whether no blank line parts them.

    A sentence that a blank line cuts goes on where neither an end mark stands before
    nor a capital after it: that was a page break.
    """
    if last.begins in {Begins.HEADING, Begins.LEVEL}:
        return False
    ended = END_MARK.search(source.text[last.spans[-1][0] : last.spans[-1][1]])
    if begins is Begins.BULLET and not at.after_blank:
        # A dash that begins a line of running text is no bullet.
        return (
            at.line.text.lstrip()[0] == "–"
            and last.begins is not Begins.BULLET
            and not ended
        )
    if begins is not Begins.TEXT:
        return False
    return not at.after_blank or (not ended and at.line.text.strip()[0].islower())


def finish_all(source: Source, cut: Blocks) -> None:
    """Finish every block, and leave out those that hold marks and no words."""
    for block in cut.blocks:
        if block.begins is Begins.BULLET:
            cut.discards += list_noise(source, block.spans[-1])
    cut.discards.sort(key=lambda discard: discard.span)
    starts = [one.span[0] for one in cut.discards]
    for block in cut.blocks:
        first = bisect_left(starts, block.spans[0][0])
        beyond = bisect_left(starts, block.spans[-1][1])
        finish(source, block, [one.span for one in cut.discards[first:beyond]])
        if block.label and not block.text:
            cut.discards += [Discard(span, "empty number") for span in block.spans]
    cut.blocks = [block for block in cut.blocks if block.text]
    cut.discards.sort(key=lambda discard: discard.span)


def finish(source: Source, block: Block, holes: list[Span]) -> None:
    """Take out of the block what is discarded, and read what it prints."""
    block.spans = trimmed(source, without(block.spans, holes))
    block.text = printed(source.text, block.spans, holes)
    if block.begins is Begins.NUMBERED:
        block.text = block.text.removeprefix(block.label).lstrip()


def list_noise(source: Source, span: Span) -> Iterator[Discard]:
    """Yield the comma, semicolon, “and” or “or” with which a point of a list ends."""
    if found := LIST_NOISE.search(source.text[slice(*span)]):
        yield Discard((span[0] + found.start(), span[1]), "list punctuation")


def trimmed(source: Source, spans: list[Span]) -> list[Span]:
    """Return the spans without white space at their ends, and without those of nothing else."""
    return [kept for span in spans if (kept := trim(source.text, span))]


def trim(text: str, span: Span) -> Span | None:
    """Return the span without white space at its ends, or None if nothing else is in it."""
    stretch = text[span[0] : span[1]]
    start = span[0] + len(stretch) - len(stretch.lstrip())
    end = start + len(stretch.strip())
    return (start, end) if start < end else None
