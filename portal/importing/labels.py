"""The number with which a paragraph begins, as printed: “21.”, “(3)”. White space in it does not count."""

import re

from reports.text import collapsed

INSIDE_BRACKETS = re.compile(r"(?<=[(\[])\s+|\s+(?=[)\].])")


def tidied(label: str) -> str:
    """Return the label as it is kept: “(3)” where somebody has typed “( 3 )”."""
    return INSIDE_BRACKETS.sub("", collapsed(label))


def number_in(label: str) -> str:
    """Return the number that a label gives: 21 of “21.”, 3 of “( 3 )”."""
    return tidied(label).strip("(). ")


def length_in(text: str, label: str) -> int | None:
    """Return how many characters of the text its label takes; None if it begins otherwise."""
    wanted = "".join(label.split())
    place = 0
    for character in wanted:
        while place < len(text) and text[place].isspace():
            place += 1
        if not text.startswith(character, place):
            return None
        place += 1
    return place


def behind(text: str, label: str) -> str:
    """Return the text without the label that it begins with; the whole text if it does not."""
    return text[length_in(text, label) or 0 :].lstrip()
