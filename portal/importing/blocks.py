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


MARKS = (
    (Begins.RULE, re.compile(r"\s*(?P<noise>(?:-{3,}|\*{3,}|_{3,}|={3,}))\s*$")),
    (
        Begins.PAGE_NUMBER,
        re.compile(
            r"\s*(?P<noise>(?:[Pp]age\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|[-–]?\s?\d{1,4}\s?[-–]?))\s*$"
        ),
    ),
    (
        Begins.LEVEL,
        re.compile(
            r"\s*(?P<noise>#{1,6}\s+)?(?:\*\*)?(?:(?P<label>[A-Z]|[IVX]+)[.)]\s+)?"
            r"(?P<level>(?:At\s+)?(?:the\s+|all\s+)?[\w-]*\s*levels?)\s*:?(?:\*\*)?\s*:?\s*$",
            re.IGNORECASE,
        ),
    ),
    (Begins.HEADING, re.compile(r"\s*(?P<noise>#{1,6}\s+)(?=\S)")),
    (Begins.HEADING, re.compile(r"\s*\*\*(?!\s)[^*]{1,200}\*\*\s*$")),
    (Begins.NUMBERED, re.compile(r"\s*(?:\*\*)?(?P<label>\d{1,3}[.)])(?:\*\*)?\s+(?=\S)")),
    (Begins.BULLET, re.compile(r"(?P<indent>\s*)(?P<noise>[-*+•▪◦–]\s+)(?=\S)")),
)

NOISE = {
    Begins.RULE: "line drawn across",
    Begins.PAGE_NUMBER: "page number",
    Begins.LEVEL: "heading mark-up",
    Begins.HEADING: "heading mark-up",
    Begins.BULLET: "bullet",
}

# Marks of emphasis and links, which are no words of the report.
MARK_UP = (
    ("mark-up of bold text", re.compile(r"\*\*|__(?=\S)|(?<=\S)__")),
    ("mark-up of a link", re.compile(r"(\[)[^\[\]\n]{1,200}\]\([^()\s]{0,500}\)")),
    ("mark-up of a link", re.compile(r"(?<!\s)(\]\([^()\s]{0,500}\))")),
)
LIST_NOISE = re.compile(r"\s*[;,](?:\s*(?:and|or))?\s*$")
END_MARK = re.compile(r"[.!?:;][”\"’')]*$")
SHORT_LINE = 200


@dataclass
class Discard:
    span: Span
    reason: str


@dataclass
class Block:
    begins: Begins
    spans: list[Span]
    label: str = ""
    level: str = ""
    indent: int = 0
    text: str = ""
    # Where the text went on after a break in the middle of a sentence.
    joined_at: list[int] = field(default_factory=list)


@dataclass
class Blocks:
    """The source cut up: every character that is not white space is in one block or discard."""

    blocks: list[Block]
    discards: list[Discard]


def split(source: Source) -> Blocks:
    """Cut the source into its blocks, front matter first, in the order printed."""
    discards = list(mark_up(source.text))
    blocks: list[Block] = []
    after_blank = True
    for line in source.lines:
        if line.is_blank:
            after_blank = True
            continue
        begins, mark = beginning(line, after_blank=after_blank)
        if mark and mark["noise"]:
            start = line.start + mark.start("noise")
            discards.append(Discard((start, start + len(mark["noise"])), NOISE[begins]))
        if begins in {Begins.RULE, Begins.PAGE_NUMBER}:
            continue
        if begins is Begins.TEXT and continues(source, blocks, discards, after_blank):
            extend(source, blocks[-1], line, discards, after_blank=after_blank)
        else:
            blocks.append(block_of(begins, line, mark))
        after_blank = False
    finish(source, blocks, discards)
    return Blocks(blocks, sorted(discards, key=lambda one: one.span))


def mark_up(text: str) -> Iterator[Discard]:
    for reason, pattern in MARK_UP:
        group = pattern.groups
        for found in pattern.finditer(text):
            yield Discard(found.span(group), reason)


def beginning(line: Line, *, after_blank: bool) -> tuple[Begins, re.Match[str] | None]:
    for begins, pattern in MARKS:
        if found := pattern.match(line.text):
            groups = {"noise": None, "label": None, "level": None, "indent": None}
            return begins, _with_groups(found, groups)
    # Words that head a session count only where a line stands by itself.
    if after_blank and len(line.text) < SHORT_LINE and headings.kind_of(line.text):
        return Begins.HEADING, None
    return Begins.TEXT, None
