"""What a line begins, by its first characters, its layout and the lines around it."""

import re
from dataclasses import dataclass
from enum import Enum

from portal.importing import headings
from portal.importing.source import Line


class Begins(Enum):
    """What a line says that it begins, by its layout or its first characters."""

    NOISE = "what is no word of the report, as the layout shows"
    FOOTNOTE = "a footnote"
    ROW = "a row of a table"
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

UNPRINTED = {Begins.NOISE, Begins.RULE, Begins.PAGE_NUMBER, Begins.BARE_NUMBER}

LONGEST_HEADING = 200


@dataclass(frozen=True)
class Place:
    """A line that holds something, and whether empty lines set it off."""

    line: Line
    after_blank: bool
    before_blank: bool


def beginning(at: Place) -> tuple[Begins, re.Match[str] | None]:
    """Say what the line begins, and what shows it: the layout knows best, then the words."""
    if at.line.layout.heading:
        level = headings.LEVEL_LINE.match(at.line.text)
        return (Begins.LEVEL, level) if level else (Begins.HEADING, None)
    if laid_out := of_layout(at.line):
        return laid_out, None
    return of_words(at)


def of_layout(line: Line) -> Begins | None:
    """Return what the layout alone decides."""
    if is_noise(line):
        return Begins.NOISE
    if line.layout.footnote:
        return Begins.FOOTNOTE
    return Begins.ROW if line.layout.is_row else None


def of_words(at: Place) -> tuple[Begins, re.Match[str] | None]:
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


def is_noise(line: Line) -> bool:
    """Say whether the layout leaves no word of the line."""
    words = list(line.text)
    for start, end, _ in line.layout.discards:
        words[start:end] = " " * (end - start)
    return not "".join(words).strip()


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
