"""What a line begins, by its first characters, its layout and the lines around it."""

import re
from collections.abc import Callable
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
    LETTERED = "a point that bears a letter"
    BULLET = "a point of a list"
    TEXT = "nothing new, or a paragraph without number"


NOTHING = Line("", 0)


@dataclass(frozen=True)
class Place:
    """A line that holds something, and what is around it."""

    line: Line
    after_blank: bool
    before_blank: bool
    # The text above is none that could go on: it has ended, or is a heading.
    after_end: bool = True
    # The number that the next paragraph bears if they go on; 0 before the first.
    next_number: int = 0
    # The next line that holds words.
    following: Line = NOTHING
    # Whether the text of the report has begun.
    in_body: bool = False

    @property
    def is_set_off(self) -> bool:
        return self.after_blank and self.before_blank

    def continues(self, number: int) -> bool:
        """Say whether the number is the next of the sequence, or begins one."""
        return number in {self.next_number, 1, 2 if self.next_number == 0 else 1}


@dataclass(frozen=True)
class Mark:
    """One way in which a line begins something, and where it counts."""

    begins: Begins
    pattern: re.Pattern[str]
    holds: Callable[[Place, re.Match[str]], bool] = lambda at, found: True


def begins_paragraph(at: Place, found: re.Match[str]) -> bool:
    """A number at the beginning of a line may be one within a sentence."""
    return at.after_blank or at.after_end or number_of(found["label"]) == at.next_number


def begins_in_sequence(at: Place, found: re.Match[str]) -> bool:
    return (at.after_blank or at.after_end) and at.continues(number_of(found["label"]))


def begins_after_end(at: Place, found: re.Match[str]) -> bool:
    return at.after_blank or at.after_end


def number_of(label: str) -> int:
    """Return the number that a label gives, the last of a decimal one."""
    return int(re.findall(r"\d+", label)[-1])


MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
BARE_NUMBER = re.compile(r"\s*(?P<noise>[-–]?\s?\d{1,3}\s?[-–]?)\s*$")
# The first that fits holds. What stands in the group "noise" is no word of the report.
MARKS = (
    Mark(Begins.RULE, re.compile(r"\s*(?P<noise>-{3,}|\*{3,}|_{3,}|={3,})\s*$")),
    Mark(
        Begins.PAGE_NUMBER,
        re.compile(
            r"\s*(?P<noise>page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?)\s*$",
            re.IGNORECASE,
        ),
    ),
    Mark(
        Begins.BARE_NUMBER,
        BARE_NUMBER,
        lambda at, found: at.after_blank or at.before_blank,
    ),
    Mark(
        Begins.LEVEL,
        headings.LEVEL_LINE,
        lambda at, found: headings.is_marked(found.string) or at.is_set_off,
    ),
    Mark(Begins.HEADING, re.compile(r"\s*(?P<noise>#{1,6}\s+)(?=\S)")),
    Mark(Begins.HEADING, re.compile(r"\s*\*\*(?!\s)[^*]{1,200}\*\*\s*$")),
    # In an agenda: 09.00 Opening
    Mark(
        Begins.TEXT,
        re.compile(r"\s*(?:[01]?\d|2[0-3])[.:][0-5]\d\b"),
        lambda at, found: not at.in_body,
    ),
    # II. Conclusions
    Mark(
        Begins.HEADING,
        re.compile(r"\s*[IVX]{1,5}\.\s+(?=[A-Z])[^.;:]{3,100}$"),
        lambda at, found: at.is_set_off,
    ),
    # 1.0 Introduction
    Mark(
        Begins.HEADING,
        re.compile(r"\s*\d{1,2}\.0\.?\s+(?=[A-Z])[^.;:]{2,100}$"),
        lambda at, found: at.after_blank,
    ),
    # 118.1 Ratify, but not 2.1. Panel 1: Trade
    Mark(
        Begins.NUMBERED,
        re.compile(
            r"\s*(?:\*\*)?(?P<label>\d{1,3}(?:\.\d{1,3}){1,3}\.?)(?:\*\*)?\s+(?=[^a-z\s])"
        ),
        lambda at, found: begins_after_end(at, found) and not heads_by_words(at),
    ),
    # 3. Text; 3) Text
    Mark(
        Begins.NUMBERED,
        re.compile(r"\s*(?:\*\*)?(?P<label>\d{1,3}[.)])(?:\*\*)?\s+(?=\S)"),
        begins_paragraph,
    ),
    # 3.Text
    Mark(
        Begins.NUMBERED,
        re.compile(r"\s*(?P<label>\d{1,3}[.)])(?=[A-Z“\"(][\w ])"),
        begins_in_sequence,
    ),
    # (3) Text
    Mark(
        Begins.NUMBERED,
        re.compile(r"\s*(?P<label>\(\d{1,3}\))\s+(?=\S)"),
        begins_in_sequence,
    ),
    # 3 Text
    Mark(
        Begins.NUMBERED,
        re.compile(rf"\s*(?P<label>\d{{1,3}})\s+(?!(?:{MONTHS})\b)(?=[A-Z“\"][\w ])"),
        begins_in_sequence,
    ),
    # (a) text; a) text; (ii) text
    Mark(
        Begins.LETTERED,
        re.compile(
            r"(?P<indent>\s*)(?P<label>\(?(?:(?P<letter>[a-z])(?P=letter)?|[ivx]{1,5})\))\s+(?=\S)",
            re.IGNORECASE,
        ),
        begins_after_end,
    ),
    Mark(
        Begins.BULLET,
        re.compile(
            r"(?P<indent>\s*)(?P<noise>(?P<mark>[-*+•▪◦–·●○■□‣➢✓\uf0b7]|o(?=\s+[A-Z]))\s+)(?=\S)"
        ),
    ),
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
LONGEST_UNKNOWN = 100  # characters of a heading that only its place shows
FEWEST_CAPITALS = 6
UNHEADED = re.compile(r"[.;:,!?]$")
NUMBERED_LINE = re.compile(r"\s*\d{1,3}[.)]?\s*[A-Z“]")


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
    for mark in MARKS:
        found = mark.pattern.match(at.line.text)
        if found and mark.holds(at, found):
            return mark.begins, found
    if heads_by_words(at) or heads_by_place(at):
        return Begins.HEADING, None
    return Begins.TEXT, None


def heads_by_words(at: Place) -> bool:
    """Words that head a session count only where a line stands by itself."""
    is_short = len(at.line.text) < LONGEST_HEADING
    return at.after_blank and is_short and headings.is_heading(at.line.text)


def heads_by_place(at: Place) -> bool:
    """Say whether a short line without an end heads what follows: a number, or all in capitals."""
    text = at.line.text.strip()
    if not (at.in_body and at.after_end) or len(text) > LONGEST_UNKNOWN:
        return False
    if UNHEADED.search(text) or not text[:1].isupper():
        return False
    if is_in_capitals(text):
        return at.before_blank or is_in_capitals(at.following.text)
    return at.is_set_off and bool(NUMBERED_LINE.match(at.following.text))


def is_in_capitals(text: str) -> bool:
    letters = [one for one in text if one.isalpha()]
    return len(letters) >= FEWEST_CAPITALS and all(map(str.isupper, letters))


def is_noise(line: Line) -> bool:
    """Say whether the layout leaves no word of the line."""
    if not line.layout.discards:
        return False
    words = list(line.text)
    for start, end, _ in line.layout.discards:
        words[start:end] = " " * (end - start)
    return not "".join(words).strip()


def begins_a_list(line: Line) -> bool:
    return any(
        mark.pattern.match(line.text)
        for mark in MARKS
        if mark.begins in {Begins.BULLET, Begins.NUMBERED}
    )
