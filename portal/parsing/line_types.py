"""Classify lines by their first characters, their layout and the lines around them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from portal.parsing import headings
from portal.parsing.source import Line


class LineType(Enum):
    NOISE = "not part of the report, as the layout shows"
    FOOTNOTE = "a footnote"
    ROW = "a row of a table"
    RULE = "a horizontal rule"
    PAGE_NUMBER = "a page number"
    BARE_NUMBER = "a number on a line of its own, usually a page number"
    LEVEL = "a level heading"
    HEADING = "a heading"
    NUMBERED = "a numbered paragraph"
    LETTERED = "a lettered point"
    BULLET = "a point of a list"
    TEXT = "a continuation, or an unnumbered paragraph"


EMPTY_LINE = Line("", 0)


@dataclass(frozen=True)
class LineContext:
    """A line of text, and its surroundings."""

    line: Line
    after_blank: bool
    before_blank: bool
    # The text above cannot continue here: its sentence has ended, or it is a heading.
    after_end: bool = True
    # The number expected for the next numbered paragraph; 0 before the first.
    next_number: int = 0
    # The next line that holds text.
    next_text_line: Line = EMPTY_LINE
    # Whether the report's body has begun.
    in_body: bool = False
    # The line begins to the left of the text.
    is_outdented: bool = False

    @property
    def is_set_off(self) -> bool:
        return self.after_blank and self.before_blank

    def continues(self, number: int) -> bool:
        """Return whether the number is the next of the sequence, or may begin one."""
        return number in {self.next_number, 1, 2 if self.next_number == 0 else 1}


@dataclass(frozen=True)
class LinePattern:
    """A pattern of a line type, and the condition under which it applies."""

    line_type: LineType
    pattern: re.Pattern[str]
    applies: Callable[[LineContext, re.Match[str]], bool] = lambda context, match: True


def is_paragraph_number(context: LineContext, match: re.Match[str]) -> bool:
    """Return whether a number at the start of a line can be that of a paragraph."""
    return (
        context.after_blank or context.after_end or number_of(match["label"]) == context.next_number
    )


def is_in_sequence(context: LineContext, match: re.Match[str]) -> bool:
    return (context.after_blank or context.after_end) and context.continues(
        number_of(match["label"])
    )


def follows_sentence_end(context: LineContext, match: re.Match[str]) -> bool:
    return context.after_blank or context.after_end


def number_of(label: str) -> int:
    """Return the number in a label; of a decimal one, the last part."""
    return int(re.findall(r"\d+", label)[-1])


MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
BARE_NUMBER = re.compile(r"\s*(?P<noise>[-–]?\s?\d{1,3}\s?[-–]?)\s*$")
# The first match applies. The group "noise" is discarded.
LINE_PATTERNS = (
    LinePattern(
        LineType.RULE, re.compile(r"\s*(?P<noise>-{3,}(?:\s+[a-z]+)?|\*{3,}|_{3,}|={3,})\s*$")
    ),
    LinePattern(
        LineType.PAGE_NUMBER,
        re.compile(
            r"\s*(?P<noise>page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?)\s*$",
            re.IGNORECASE,
        ),
    ),
    LinePattern(
        LineType.BARE_NUMBER,
        BARE_NUMBER,
        lambda context, match: context.after_blank or context.before_blank,
    ),
    LinePattern(
        LineType.LEVEL,
        headings.LEVEL_LINE,
        lambda context, match: headings.is_marked(match.string) or context.is_set_off,
    ),
    LinePattern(LineType.HEADING, re.compile(r"\s*(?P<noise>#{1,6}\s+)(?=\S)")),
    LinePattern(LineType.HEADING, re.compile(r"\s*\*\*(?!\s)[^*]{1,200}\*\*\s*$")),
    # _Short-term actions:_
    LinePattern(
        LineType.HEADING,
        re.compile(r"\s*([_*])(?![\s_*])[^_*]{1,120}\1\s*$"),
        lambda context, match: context.is_set_off,
    ),
    # In an agenda: 09.00 Opening
    LinePattern(
        LineType.TEXT,
        re.compile(r"\s*(?:[01]?\d|2[0-3])[.:][0-5]\d\b"),
        lambda context, match: not context.in_body,
    ),
    # II. Conclusions
    LinePattern(
        LineType.HEADING,
        re.compile(r"\s*[IVX]{1,5}\.\s+(?=[A-Z])[^.;:]{3,100}$"),
        lambda context, match: context.is_set_off,
    ),
    # 1.0 Introduction
    LinePattern(
        LineType.HEADING,
        re.compile(r"\s*\d{1,2}\.0\.?\s+(?=[A-Z])[^.;:]{2,100}$"),
        lambda context, match: context.after_blank,
    ),
    # 118.1 Ratify, but not 2.1. Panel 1: Trade
    LinePattern(
        LineType.NUMBERED,
        re.compile(r"\s*(?:\*\*)?(?P<label>\d{1,3}(?:\.\d{1,3}){1,3}\.?)(?:\*\*)?\s+(?=[^a-z\s])"),
        lambda context, match: (
            follows_sentence_end(context, match) and not is_session_heading(context)
        ),
    ),
    # 3. Text; 3) Text
    LinePattern(
        LineType.NUMBERED,
        re.compile(r"\s*(?:\*\*)?(?P<label>\d{1,3}[.)])(?:\*\*)?\s+(?=\S)"),
        is_paragraph_number,
    ),
    # 3.Text
    LinePattern(
        LineType.NUMBERED,
        re.compile(r"\s*(?P<label>\d{1,3}[.)])(?=[A-Z“\"(][\w ])"),
        is_in_sequence,
    ),
    # (3) Text
    LinePattern(
        LineType.NUMBERED,
        re.compile(r"\s*(?P<label>\(\d{1,3}\))\s+(?=\S)"),
        is_in_sequence,
    ),
    # 3 Text
    LinePattern(
        LineType.NUMBERED,
        re.compile(rf"\s*(?P<label>\d{{1,3}})\s+(?!(?:{MONTHS})\b)(?=[A-Z“\"][\w ])"),
        is_in_sequence,
    ),
    # R1. Text; Recommendation 3: Text
    LinePattern(
        LineType.NUMBERED,
        re.compile(
            r"\s*(?P<label>(?:R\s?|(?:rec(?:ommendation)?|action(?:\s+item)?)\.?\s)\d{1,3}(?:\.\d{1,2})?[.:)]?)\s+(?=\S)",
            re.IGNORECASE,
        ),
        lambda context, match: context.after_blank and context.in_body,
    ),
    # (a) text; a) text; (ii) text
    LinePattern(
        LineType.LETTERED,
        re.compile(
            r"(?P<indent>\s*)(?P<label>\(?(?:(?P<letter>[a-z])(?P=letter)?|[ivx]{1,5})\))\s+(?=\S)",
            re.IGNORECASE,
        ),
        follows_sentence_end,
    ),
    # a. Text; ii. Text
    LinePattern(
        LineType.LETTERED,
        re.compile(r"(?P<indent>\s*)(?P<label>(?:[a-z]|[ivx]{2,4})\.)\s+(?=[A-Z“\"])"),
        follows_sentence_end,
    ),
    LinePattern(
        LineType.BULLET,
        re.compile(
            r"(?P<indent>\s*)(?P<noise>(?P<mark>[-*+•▪◦–·●○■□‣➢✓\uf0b7]|o(?=\s+[A-Z]))\s+)(?=\S)"
        ),
    ),
)

DISCARD_REASONS = {
    LineType.RULE: "horizontal rule",
    LineType.PAGE_NUMBER: "page number",
    LineType.BARE_NUMBER: "page number",
    LineType.LEVEL: "heading markup",
    LineType.HEADING: "heading markup",
    LineType.BULLET: "bullet",
}

DISCARDED_TYPES = {
    LineType.NOISE,
    LineType.RULE,
    LineType.PAGE_NUMBER,
    LineType.BARE_NUMBER,
}

MAX_HEADING_LENGTH = 200
MAX_UNMARKED_HEADING_LENGTH = 100  # characters of a heading recognized by its position only
MIN_CAPITALS = 6
NO_HEADING_END = re.compile(r"[.;:,!?]$")
WIDE_GAP = re.compile(r"\S\s{3,}\S")
NUMBERED_LINE = re.compile(r"\s*\d{1,3}[.)]?\s*[A-Z“]")


def classify_line(context: LineContext) -> tuple[LineType, re.Match[str] | None]:
    """Return the line's type and the match that shows it; the layout takes precedence."""
    if context.line.layout.heading:
        level = headings.LEVEL_LINE.match(context.line.text)
        return (LineType.LEVEL, level) if level else (LineType.HEADING, None)
    if layout_type := type_by_layout(context.line):
        return layout_type, None
    return type_by_text(context)


def type_by_layout(line: Line) -> LineType | None:
    if line.is_noise:
        return LineType.NOISE
    if line.layout.footnote:
        return LineType.FOOTNOTE
    return LineType.ROW if line.layout.is_row else None


def type_by_text(context: LineContext) -> tuple[LineType, re.Match[str] | None]:
    for pattern in LINE_PATTERNS:
        match = pattern.pattern.match(context.line.text)
        if match and pattern.applies(context, match):
            return pattern.line_type, match
    if is_session_heading(context) or is_heading_by_position(context):
        return LineType.HEADING, None
    return LineType.TEXT, None


def is_session_heading(context: LineContext) -> bool:
    """Return whether the line is a session heading, which needs a line of its own."""
    is_short = len(context.line.text) < MAX_HEADING_LENGTH
    return context.after_blank and is_short and headings.is_heading(context.line.text)


def is_heading_by_position(context: LineContext) -> bool:
    """Return whether a short line is a heading: in capitals, or followed by a number."""
    text = context.line.text.strip()
    if context.is_outdented and is_outdented_heading(context, text):
        return True
    if not (context.in_body and context.after_end) or len(text) > MAX_UNMARKED_HEADING_LENGTH:
        return False
    if NO_HEADING_END.search(text) or not text[:1].isupper():
        return False
    if is_in_capitals(text):
        return context.before_blank or is_in_capitals(context.next_text_line.text)
    return context.is_set_off and bool(NUMBERED_LINE.match(context.next_text_line.text))


def is_outdented_heading(context: LineContext, text: str) -> bool:
    """Return whether a short line by itself, to the left of the text, is a heading."""
    return (
        context.is_set_off
        and len(text) <= MAX_UNMARKED_HEADING_LENGTH
        and not NO_HEADING_END.search(text)
        and not WIDE_GAP.search(text)
        and text[:1].isupper()
    )


def is_in_capitals(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return len(letters) >= MIN_CAPITALS and all(map(str.isupper, letters))


def is_list_item(line: Line) -> bool:
    return any(
        pattern.pattern.match(line.text)
        for pattern in LINE_PATTERNS
        if pattern.line_type in {LineType.BULLET, LineType.NUMBERED}
    )
