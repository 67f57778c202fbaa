"""Find the headings among numbered blocks: “1. Introduction”, “2.1 Scope”.

A number in front does not tell a heading from a paragraph. All blocks of a sequence are judged
together: headings are short, do not end like sentences, and text stands between them.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from portal.parsing.block_lists import LABELLED, BlockLists
from portal.parsing.blocks import Block
from portal.parsing.line_types import LineType

MAX_LENGTH = 120  # characters
MAX_WORDS = 16
SENTENCE_END = re.compile(r"[.;:,]$")
MIN_LIKE = 0.8  # share of a sequence's blocks that look like headings
MIN_FOLLOWED = 0.5  # share of them with text of their own below


def mark_numbered_headings(blocks: Sequence[Block]) -> None:
    """Turn the numbered blocks that are headings into headings; the number is part of their text."""
    lists = BlockLists.of(blocks)
    families: dict[object, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        place = lists.place_of(block)
        if place and block.line_type is LineType.NUMBERED:
            families[family_of(place.sequence, place.stem_length)].append(index)
    for indices in families.values():
        if are_headings(blocks, indices, lists):
            for index in indices:
                if is_like_heading(blocks[index]):
                    become_heading(blocks[index])


def family_of(sequence: int, stem_length: int) -> object:
    """Return what groups sequences: decimals of one length are judged together."""
    return ("decimals", stem_length) if stem_length else sequence


def are_headings(blocks: Sequence[Block], indices: Sequence[int], lists: BlockLists) -> bool:
    like = [index for index in indices if is_like_heading(blocks[index])]
    if len(indices) < 2 or len(like) < MIN_LIKE * len(indices):
        return False
    followed = sum(has_text_below(blocks, index, lists) for index in like)
    return followed >= MIN_FOLLOWED * len(like)


def is_like_heading(block: Block) -> bool:
    text = block.text
    return (
        len(text) <= MAX_LENGTH
        and len(text.split()) <= MAX_WORDS
        and not SENTENCE_END.search(text)
        and (text[:1].isupper() or text[:1].isdigit() or text[:1] in "“\"'")
    )


def has_text_below(blocks: Sequence[Block], index: int, lists: BlockLists) -> bool:
    """Return whether text, or a list of its own, stands between the block and the next one."""
    below = next(
        (block for block in blocks[index + 1 :] if block.line_type is not LineType.FOOTNOTE), None
    )
    if below is None:
        return False
    return below.line_type not in LABELLED or lists.list_of(below) is not lists.list_of(
        blocks[index]
    )


def become_heading(block: Block) -> None:
    block.line_type = LineType.HEADING
    block.text = f"{block.label} {block.text}"
    block.label = block.marker = ""
