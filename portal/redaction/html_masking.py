"""Mask passages in HTML, where tags and character references stand between their letters. Imports no Django."""

import re
from html import unescape

from portal.redaction.passages import MASK, Matcher, is_kept

PIECE = re.compile(r"<[^>]*>|&#?\w+;|.", re.DOTALL)


def mask_html(html: str, matcher: Matcher) -> str:
    """Return the HTML with passages masked in its visible text, and in what its tags say."""
    pieces = PIECE.findall(html)
    visible: list[str] = []
    owners: list[int] = []
    for index, piece in enumerate(pieces):
        if is_tag(piece):
            continue
        for character in unescape(piece) if piece.startswith("&") else piece:
            visible.append(character)
            owners.append(index)
    for start, end in matcher.spans("".join(visible)):
        for position in range(start, end):
            if not is_kept(visible[position]):
                pieces[owners[position]] = MASK
    return "".join(matcher.mask(piece) if is_tag(piece) else piece for piece in pieces)


def is_tag(piece: str) -> bool:
    return piece.startswith("<") and piece.endswith(">") and len(piece) > 1
