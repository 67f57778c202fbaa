"""Mask passages in HTML, where tags and character references stand between their letters. Imports no Django."""

import re
from html import unescape
from urllib.parse import unquote

from portal.redaction.passages import MASK, Matcher, is_kept

# A tag as HTML defines it: "1 < 2" has none, and a quoted value may contain ">".
TAG = r"""</?[A-Za-z](?:[^>"']|"[^"]*"|'[^']*')*>"""
REFERENCE = r"&#?\w+;"
TEXT_PIECE = re.compile(rf"{TAG}|{REFERENCE}|.", re.DOTALL)
# In an address, a run of percent-encoded bytes stands for one character or more.
VALUE_PIECE = re.compile(rf"{REFERENCE}|(?:%[0-9A-Fa-f]{{2}})+|.", re.DOTALL)
# The value of an attribute: it follows an equals sign, as nothing else does in a tag.
VALUE = re.compile(r"""(?<==)(\s*)("[^"]*"|'[^']*'|[^\s"'>]+)""")
IS_TAG = re.compile(TAG, re.DOTALL)


def mask_html(html: str, matcher: Matcher) -> str:
    """Return the HTML with passages masked in its visible text, and in the values of attributes.

    The names of tags and attributes stay, even where they are a passage.
    """
    masked = mask_pieces(TEXT_PIECE.findall(html), matcher)
    return "".join(mask_values(piece, matcher) if is_tag(piece) else piece for piece in masked)


def mask_values(tag: str, matcher: Matcher) -> str:
    return VALUE.sub(lambda value: value[1] + mask_value(value[2], matcher), tag)


def mask_value(value: str, matcher: Matcher) -> str:
    return "".join(mask_pieces(VALUE_PIECE.findall(value), matcher))


def mask_pieces(pieces: list[str], matcher: Matcher) -> list[str]:
    """Return the pieces, with a mark in place of each that shows a letter of a passage."""
    visible: list[str] = []
    owners: list[int] = []
    for index, piece in enumerate(pieces):
        for character in shown_by(piece):
            visible.append(character)
            owners.append(index)
    masked = list(pieces)
    for start, end in matcher.spans("".join(visible)):
        for position in range(start, end):
            if not is_kept(visible[position]):
                masked[owners[position]] = MASK
    return masked


def shown_by(piece: str) -> str:
    """Return the characters for which a piece stands; none for a tag."""
    if len(piece) == 1:
        return piece
    if is_tag(piece):
        return ""
    return unescape(piece) if piece.startswith("&") else unquote(piece)


def is_tag(piece: str) -> bool:
    return bool(IS_TAG.fullmatch(piece))
