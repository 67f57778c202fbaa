"""Labels of paragraphs as printed: “21.”, “(3)”. White space in them is ignored."""

import re

from reports.text import normalize_whitespace

INSIDE_BRACKETS = re.compile(r"(?<=[(\[])\s+|\s+(?=[)\].])")


def normalize_label(label: str) -> str:
    """Return the label as stored: “(3)” for “( 3 )”."""
    return INSIDE_BRACKETS.sub("", normalize_whitespace(label))


def label_number(label: str) -> str:
    """Return the number in a label: 21 for “21.”, 3 for “( 3 )”."""
    return normalize_label(label).strip("(). ")


def label_length(text: str, label: str) -> int | None:
    """Return the length of the label at the start of the text; None if it is not there."""
    label_characters = "".join(label.split())
    position = 0
    for character in label_characters:
        while position < len(text) and text[position].isspace():
            position += 1
        if not text.startswith(character, position):
            return None
        position += 1
    return position


def strip_label(text: str, label: str) -> str:
    """Return the text without the label; the whole text if it does not start with it."""
    return text[label_length(text, label) or 0 :].lstrip()
