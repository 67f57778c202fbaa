"""Recognize headings by their words, their place among the lines around them, and capitals."""

import re

from portal.parsing import headings, recommending
from portal.parsing.line_context import LineContext

MAX_HEADING_LENGTH = 200
MAX_UNMARKED_HEADING_LENGTH = 100  # characters of a heading recognized by its position only
MIN_CAPITALS = 6
NO_HEADING_END = re.compile(r"[.;:,!?]$")
WIDE_GAP = re.compile(r"\S\s{3,}\S")
NUMBERED_LINE = re.compile(r"\s*\d{1,3}(?:\.\d{1,3})*[.)]?\s*[A-Z“]")
# “Short-term actions:”, by itself on a line.
LABEL = re.compile(
    r"(?!.*\b(?:the|these|following|are|is|were|was|include[sd]?|that|to|made)\b)\s*[^\W\d_][\w-]*(?:\s+[\w-]+){0,3}\s*:\s*$",
    re.IGNORECASE,
)


def is_session_heading(context: LineContext) -> bool:
    """Return whether the line is a session heading, which needs a line of its own."""
    is_short = len(context.line.text) < MAX_HEADING_LENGTH
    text = context.line.text
    return (
        context.after_blank and is_short and (headings.is_heading(text) or is_label(context, text))
    )


def is_label(context: LineContext, text: str) -> bool:
    """Return whether a line announces recommendations in a few words and a colon."""
    return context.is_set_off and bool(LABEL.match(text) and recommending.HEADING.search(text))


def is_heading_by_position(context: LineContext) -> bool:
    """Return whether a short line is a heading: in capitals, or followed by a number."""
    text = context.line.visible.strip()
    if context.is_outdented and is_outdented_heading(context, text):
        return True
    if not (context.in_body and context.after_end) or len(text) > MAX_UNMARKED_HEADING_LENGTH:
        return False
    if NO_HEADING_END.search(text) or not text[:1].isupper():
        return False
    if is_in_capitals(text):
        return context.before_blank or is_in_capitals(context.next_text_line.text)
    below = context.next_text_line
    is_above_text = not below.layout.heading and bool(NUMBERED_LINE.match(below.text))
    return context.is_set_off and is_above_text


def is_outdented_heading(context: LineContext, text: str) -> bool:
    """Return whether a short line by itself, to the left of the text, is a heading."""
    return (
        context.is_set_off
        and len(text) <= MAX_UNMARKED_HEADING_LENGTH
        and not NO_HEADING_END.search(text)
        and not WIDE_GAP.search(text)
        and text[:1].isupper()
        # The text continues: the page sets off the line, not its writer.
        and not context.next_text_line.text.lstrip()[:1].islower()
    )


def is_in_capitals(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return len(letters) >= MIN_CAPITALS and all(map(str.isupper, letters))
