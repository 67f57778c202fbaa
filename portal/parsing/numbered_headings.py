"""Find the headings among numbered blocks: “1. Introduction”, “2.1 Scope”.

A number in front does not distinguish a heading from a paragraph. All blocks of a sequence are
judged together: headings are short, do not end like sentences, and text stands between them.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from portal.parsing import run_in_headings
from portal.parsing.block_lists import LABELLED, BlockLists
from portal.parsing.blocks import Block
from portal.parsing.line_types import LineType
from portal.parsing.source import Source

MAX_LENGTH = 120  # characters
MAX_WORDS = 16
SENTENCE_END = re.compile(r"[.;:,]$")
RUN_IN_TITLE = re.compile(
    r"(?P<title>[A-Z“\"](?:[^.;:?!]|(?<=\b[A-Z])\.){2,110}[.?])\s+(?=[A-Z“\"(])"
)
MIN_RUN_IN = 3  # headings that run into their text
MIN_CAPITALIZED = 0.5  # share of a title's longer words
HEADING_NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})+)\.?\s")
MIN_LIKE = 0.8  # share of a sequence's blocks that look like headings
MIN_FOLLOWED = 0.5  # share of them with text of their own below


def mark_numbered_headings(source: Source, blocks: list[Block]) -> None:
    """Turn the numbered blocks that are headings into headings; the number is part of their text.

    Headings that run into their text are cut off from it.
    """
    lists = BlockLists.of(blocks)
    title_ends: dict[int, int] = {}
    for indices in families(blocks, lists):
        if are_headings(blocks, indices, lists):
            for block in filter(is_like_heading, (blocks[index] for index in indices)):
                become_heading(block)
        elif are_run_in(blocks, indices):
            titles = {index: title_of(blocks[index]) for index in indices}
            title_ends |= {index: title.end("title") for index, title in titles.items() if title}
    for index, end in sorted(title_ends.items(), reverse=True):
        blocks[index : index + 1] = run_in_headings.split_heading(source, blocks[index], end)


def families(blocks: Sequence[Block], lists: BlockLists) -> list[list[int]]:
    """Return the indices of numbered blocks that are judged together."""
    families: dict[object, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        place = lists.place_of(block)
        if place and block.line_type is LineType.NUMBERED:
            families[family_of(place.sequence, place.stem_length)].append(index)
    return list(families.values())


def family_of(sequence: int, stem_length: int) -> object:
    """Return what groups sequences: decimals of one length are judged together."""
    return ("decimals", stem_length) if stem_length else sequence


def are_headings(blocks: Sequence[Block], indices: Sequence[int], lists: BlockLists) -> bool:
    like = [index for index in indices if is_like_heading(blocks[index])]
    count = len(indices) + count_headings_like(blocks, blocks[indices[0]].label)
    if count < 2 and not is_below_its_heading(blocks, indices[0]):
        return False
    if len(like) < MIN_LIKE * len(indices):
        return False
    followed = sum(has_text_below(blocks, index, lists) for index in like)
    return followed >= MIN_FOLLOWED * len(like)


def is_below_its_heading(blocks: Sequence[Block], index: int) -> bool:
    """Return whether the heading above has the number that a decimal begins with: 2 above 2.1."""
    stem = blocks[index].label.strip("(). ").rpartition(".")[0]
    headings = (
        block.text for block in reversed(blocks[:index]) if block.line_type is LineType.HEADING
    )
    return bool(stem) and re.match(rf"{re.escape(stem)}\.?\s", next(headings, "")) is not None


def count_headings_like(blocks: Sequence[Block], label: str) -> int:
    """Return how many headings, known by their words, have a decimal number of the same length."""
    dots = label.strip("(). ").count(".")
    numbers = (
        match["number"]
        for block in blocks
        if block.line_type is LineType.HEADING and (match := HEADING_NUMBER.match(block.text))
    )
    return sum(number.count(".") == dots for number in numbers) if dots else 0


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
    if below is None or below.line_type is LineType.HEADING:
        return False
    return below.line_type not in LABELLED or lists.list_of(below) is not lists.list_of(
        blocks[index]
    )


def become_heading(block: Block) -> None:
    block.line_type = LineType.HEADING
    block.text = f"{block.label} {block.text}"
    block.label = block.marker = ""


def are_run_in(blocks: Sequence[Block], indices: Sequence[int]) -> bool:
    """Return whether the blocks begin with titles: “3.1. Fees of Ports. The ports have …”."""
    with_title = sum(title_of(blocks[index]) is not None for index in indices)
    is_decimal = all("." in blocks[index].label.strip("().") for index in indices)
    return is_decimal and len(indices) >= MIN_RUN_IN and with_title >= MIN_LIKE * len(indices)


def title_of(block: Block) -> re.Match[str] | None:
    """Return the title with which a block begins, mostly in capitalized words."""
    match = RUN_IN_TITLE.match(block.text)
    if match is None or len(match["title"].split()) > MAX_WORDS:
        return None
    words = [word for word in re.findall(r"[^\W\d_][\w-]*", match["title"]) if len(word) > 3]
    capitalized = sum(word[0].isupper() for word in words)
    return match if capitalized >= MIN_CAPITALIZED * len(words) else None
