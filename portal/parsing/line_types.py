"""Classify lines by their first characters, their layout and the lines around them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from portal.parsing import headings
from portal.parsing.line_context import LineContext
from portal.parsing.line_headings import is_heading_by_position, is_session_heading
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


@dataclass(frozen=True)
class LinePattern:
    """A pattern of a line type, and the condition under which it applies."""

    line_type: LineType
    pattern: re.Pattern[str]
    applies: Callable[[LineContext, re.Match[str]], bool] = lambda context, match: True


def is_paragraph_number(context: LineContext, match: re.Match[str]) -> bool:
    """Return whether a number at the start of a line can be the number of a paragraph."""
    return (
        context.after_blank or context.after_end or number_of(match["label"]) == context.next_number
    )


def is_in_sequence(context: LineContext, match: re.Match[str]) -> bool:
    return (context.after_blank or context.after_end) and context.continues(
        number_of(match["label"])
    )


def is_next_decimal(context: LineContext, match: re.Match[str]) -> bool:
    """Return whether a decimal label follows the label above, or precedes that of the next line."""
    stem, _, last = match["label"].rstrip(".").rpartition(".")
    if context.last_label.rstrip(".") == f"{stem}.{int(last) - 1}":
        return True
    is_first = context.after_blank or context.after_end
    next_label = re.compile(rf"\s*{re.escape(stem)}\.{int(last) + 1}\.?\s")
    return is_first and bool(next_label.match(context.next_text_line.text))


def is_next_letter(context: LineContext, match: re.Match[str]) -> bool:
    """Return whether a letter follows the letter above, or precedes that of the next line."""
    label = match["label"]
    if context.last_label[:1] == chr(ord(label[0]) - 1) and context.last_label[1:] == label[1:]:
        return True
    ending = re.escape(label[1:])
    next_label = re.compile(rf"\s*{chr(ord(label[0]) + 1)}{ending}\s")
    is_first = context.after_blank or context.after_end
    return is_first and bool(next_label.match(context.next_text_line.text))


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
            (follows_sentence_end(context, match) or is_next_decimal(context, match))
            and not is_session_heading(context)
        ),
    ),
    # 6.1 dig wells, if 6.2 stands below or 6.0 above
    LinePattern(
        LineType.NUMBERED,
        re.compile(r"\s*(?P<label>\d{1,3}\.\d{1,3})\s+(?=[a-z])"),
        is_next_decimal,
    ),
    # 3. Text; 3) Text; 3 ) Text
    LinePattern(
        LineType.NUMBERED,
        re.compile(r"\s*(?:\*\*)?(?P<label>\d{1,3}(?:\.|\s?\)))(?:\*\*)?\s+(?=\S)"),
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
            r"(?P<indent>\s*)(?P<label>\(?(?:(?P<letter>[a-z])(?P=letter)?|[ivx]{1,5})\s?\))\s+(?=\S)",
            re.IGNORECASE,
        ),
        follows_sentence_end,
    ),
    # a - text; a – text, if the next letter stands below or the previous one above
    LinePattern(
        LineType.LETTERED,
        re.compile(r"(?P<indent>\s*)(?P<label>[a-z](?:\s?[-–—]|\.))\s+(?=\S)"),
        is_next_letter,
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


def classify_line(context: LineContext) -> tuple[LineType, re.Match[str] | None]:
    """Return the line's type and the match that shows it; the layout takes precedence."""
    if context.line.layout.heading:
        bare = BARE_NUMBER.match(context.line.text)
        if bare and not context.next_text_line.text:
            # The page number of the last page, printed in the type of a heading.
            return LineType.BARE_NUMBER, bare
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


# Chosen once, because a long file needs them for each of its lines.
LIST_ITEM_PATTERNS = tuple(
    pattern.pattern
    for pattern in LINE_PATTERNS
    if pattern.line_type in {LineType.BULLET, LineType.NUMBERED}
)


def is_list_item(line: Line) -> bool:
    return any(pattern.match(line.text) for pattern in LIST_ITEM_PATTERNS)
