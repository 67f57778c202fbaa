"""Find headings without number, type or known words: short lines by themselves above text.

One such line may be anything; a document that uses them has several, and nearly all of its short
lines by themselves stand above text of their own.
"""

import re
from collections.abc import Sequence

from portal.parsing import headings
from portal.parsing.blocks import Block
from portal.parsing.line_types import LineType
from portal.parsing.meeting_dates import parse_dates
from portal.parsing.source import PLAIN

MAX_LENGTH = 60  # characters
MAX_WORDS = 7
MIN_HEADINGS = 3
MIN_FOLLOWED = 0.8  # share of the short lines that stand above text
MIN_TEXT_WORDS = 4
NO_HEADING = re.compile(
    r"[.;:,!?]$|[\t@|]|\d{3}|\S\s{3,}\S|^\W|^(?:mr|ms|mrs|dr|prof)\b", re.IGNORECASE
)
TEXT_END = re.compile(r"[.;:?!][”\"’')\]]*$")
ITEMS = {LineType.NUMBERED, LineType.LETTERED, LineType.BULLET}


def mark_set_off_headings(blocks: Sequence[Block]) -> None:
    """Turn short blocks above text into headings, if the document has enough of them."""
    title_end = end_of_title(blocks)
    body = [
        index
        for index in range(1, body_end(blocks) - 1)
        if is_short(blocks[index]) and (index <= title_end or is_below_end(blocks, index))
    ]
    found = [index for index in body if is_above_text(blocks, index)]
    texts = {blocks[index].text.casefold() for index in found}
    in_title = [index for index in body if index <= title_end and not is_above_text(blocks, index)]
    if len(texts) < MIN_HEADINGS or len(found) < MIN_FOLLOWED * (len(body) - len(in_title)):
        return
    for index in found:
        blocks[index].line_type = LineType.HEADING


def body_end(blocks: Sequence[Block]) -> int:
    """Return the number of blocks before the first annex, whose short lines may be anything."""
    annexes = (
        index
        for index, block in enumerate(blocks)
        if block.line_type is LineType.HEADING and headings.session_of(block.text).kind == "annex"
    )
    return next(annexes, len(blocks))


def is_short(block: Block) -> bool:
    """Return whether a block is one short line that does not end like a sentence."""
    text = block.text
    return (
        block.line_type is LineType.TEXT
        and block.layout == PLAIN
        and len(block.spans) == 1
        and len(text) <= MAX_LENGTH
        and len(text.split()) <= MAX_WORDS
        and text[:1].isupper()
        and not NO_HEADING.search(text)
        and not parse_dates(text)
    )


def is_below_end(blocks: Sequence[Block], index: int) -> bool:
    """Return whether the text above has ended: a line of a title or of a list has not."""
    above = blocks[index - 1]
    return TEXT_END.search(above.text) is not None or above.line_type in {
        LineType.HEADING,
        LineType.FOOTNOTE,
    }


def end_of_title(blocks: Sequence[Block]) -> int:
    """Return the index of the first sentence or point."""
    texts = (
        index for index, block in enumerate(blocks) if block.line_type in ITEMS or is_text(block)
    )
    return next(texts, len(blocks))


def is_above_text(blocks: Sequence[Block], index: int) -> bool:
    below = next(
        (block for block in blocks[index + 1 :] if block.line_type is not LineType.FOOTNOTE), None
    )
    return below is not None and (below.line_type in ITEMS or is_text(below))


def is_text(block: Block) -> bool:
    return (
        block.line_type in {LineType.TEXT, *ITEMS}
        and len(block.text.split()) >= MIN_TEXT_WORDS
        and TEXT_END.search(block.text) is not None
    )
