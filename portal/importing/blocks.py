"""Lines to blocks: what each line begins, and which lines belong together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from portal.importing import headings
from portal.importing.source import Line, Source, Span, printed, without


class Begins(Enum):
    """What a line's first characters say that it begins."""

    RULE = "a line drawn across"
    PAGE_NUMBER = "a page number"
    LEVEL = "a level heading"
    HEADING = "a heading"
    NUMBERED = "a numbered paragraph"
    BULLET = "a point of a list"
    TEXT = "nothing new, or a paragraph without number"


# The first that fits holds. What stands in the group "noise" is no word of the report.
MARKS = (
    (Begins.RULE, re.compile(r"\s*(?P<noise>-{3,}|\*{3,}|_{3,}|={3,})\s*$")),
    (
        Begins.PAGE_NUMBER,
        re.compile(
            r"\s*(?P<noise>page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|[-–]?\s?\d{1,3}\s?[-–]?)\s*$",
            re.IGNORECASE,
        ),
    ),
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
    Begins.LEVEL: "mark-up of a heading",
    Begins.HEADING: "mark-up of a heading",
    Begins.BULLET: "bullet",
}

# Marks of emphasis and links, which are no words of the report: group 1 of each.
MARK_UP = (
    ("mark-up of bold text", re.compile(r"(\*\*)")),
    ("mark-up of a link", re.compile(r"(\[)[^\[\]]{1,200}\]\([^()\s]{0,500}\)")),
    ("mark-up of a link", re.compile(r"\[[^\[\]]{1,200}(\]\([^()\s]{0,500}\))")),
)
LIST_NOISE = re.compile(r"\s*[;,](?:\s*(?:and|or))?$")
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


def split(source: Source) -> Blocks:
    """Cut the source into its blocks, in the order printed."""
    cut = Blocks()
    after_blank = True
    for line in source.lines:
        if line.is_blank:
            after_blank = True
            continue
        place(source, cut, line, after_blank=after_blank)
        after_blank = False
    for block in cut.blocks:
        finish(source, cut, block)
    cut.discards.sort(key=lambda discard: discard.span)
    return cut


def place(source: Source, cut: Blocks, line: Line, *, after_blank: bool) -> None:
    """Add the line to the last block, or begin the next one with it."""
    last = cut.blocks[-1] if cut.blocks else None
    begins, mark = beginning(line, after_blank=after_blank)
    if last and goes_on(source, last, line, begins, after_blank=after_blank):
        if after_blank:
            last.joined_at.append(line.span[0])
        last.spans.append(line.span)
        cut.discards += mark_up(line)
        return
    groups = mark.groupdict() if mark else {}
    if mark and groups.get("noise"):
        start = line.start + mark.start("noise")
        cut.discards.append(
            Discard((start, start + len(mark["noise"].rstrip())), NOISE[begins])
        )
    if begins not in {Begins.RULE, Begins.PAGE_NUMBER}:
        cut.blocks.append(
            Block(
                begins,
                [line.span],
                label=groups.get("label") or "",
                indent=len((groups.get("indent") or "").expandtabs(4)),
            )
        )
        cut.discards += mark_up(line)


def mark_up(line: Line) -> Iterator[Discard]:
    for reason, pattern in MARK_UP:
        for found in pattern.finditer(line.text):
            start, end = found.span(1)
            yield Discard((line.start + start, line.start + end), reason)


def beginning(line: Line, *, after_blank: bool) -> tuple[Begins, re.Match[str] | None]:
    for begins, pattern in MARKS:
        if found := pattern.match(line.text):
            return begins, found
    # Words that head a session count only where a line stands by itself.
    if (
        after_blank
        and len(line.text) < LONGEST_HEADING
        and headings.is_heading(line.text)
    ):
        return Begins.HEADING, None
    return Begins.TEXT, None


def goes_on(
    source: Source, last: Block, line: Line, begins: Begins, *, after_blank: bool
) -> bool:
    """Say whether the line is the last block's next: mostly, whether no blank line parts them.

    A sentence that a blank line cuts goes on where neither an end mark stands before
    nor a capital after it: that was a page break.
    """
    if last.begins in {Begins.HEADING, Begins.LEVEL}:
        return False
    ended = END_MARK.search(source.text[last.spans[-1][0] : last.spans[-1][1]])
    if begins is Begins.BULLET and not after_blank:
        # A dash that begins a line of running text is no bullet.
        return (
            line.text.lstrip()[0] == "–"
            and last.begins is not Begins.BULLET
            and not ended
        )
    if begins is not Begins.TEXT:
        return False
    return not after_blank or (not ended and line.text.strip()[0].islower())


def finish(source: Source, cut: Blocks, block: Block) -> None:
    """Take out of the block what is discarded, and read what it prints."""
    start, end = block.spans[0][0], block.spans[-1][1]
    if block.begins is Begins.BULLET:
        cut.discards += list_noise(source, block)
    holes = [one.span for one in cut.discards if start <= one.span[0] < end]
    block.spans = [
        trimmed
        for span in without(block.spans, holes)
        if (trimmed := trim(source.text, span))
    ]
    block.text = printed(source.text, block.spans, holes)
    if block.begins is Begins.NUMBERED:
        block.text = block.text.removeprefix(block.label).lstrip()


def list_noise(source: Source, block: Block) -> Iterator[Discard]:
    start, end = block.spans[-1]
    if found := LIST_NOISE.search(source.text[start:end]):
        span = trim(source.text, (start + found.start(), end))
        if span:
            yield Discard(span, "list punctuation")


def trim(text: str, span: Span) -> Span | None:
    """Return the span without white space at its ends, or None if nothing else is in it."""
    stretch = text[span[0] : span[1]]
    start = span[0] + len(stretch) - len(stretch.lstrip())
    end = start + len(stretch.strip())
    return (start, end) if start < end else None
