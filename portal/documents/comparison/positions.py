"""Confirm our order by the places at which a PDF draws its text.

A PDF may draw a box or a line before or after the text around it. If our text has the lines from top
to bottom, as the second extraction finds them on the page, then our order is right. This holds
within one column only: if two columns are read straight across, the lines also run from top to
bottom.
"""

from bisect import bisect_right
from collections.abc import Sequence

from portal.documents.comparison.alignment import Gap
from portal.documents.comparison.tokenizer import Word
from portal.documents.second_extraction.extraction import Chunk

LEAST_DISTANCE = 1.0  # points between lines


def is_confirmed(
    passage: Gap, gaps: Sequence[Gap], others: Sequence[Word], chunks: Sequence[Sequence[Chunk]]
) -> bool:
    """Return whether a moved passage is drawn where our order has it.

    If our text has it before the words that it moved past, it must be drawn above all of them; if
    after these words, below them.
    """
    gap = gaps[bisect_right([gap.start for gap in gaps], passage.start) - 1]
    moved = others[passage.other_start : passage.other_end]
    is_first = passage.other_start >= gap.other_end
    passed = (
        others[gap.other_end : passage.other_start]
        if is_first
        else others[passage.other_end : gap.other_start]
    )
    if not passed or len({word.page for word in (*moved, *passed)}) > 1:
        return False
    upper, lower = [
        [chunk_of(word, chunks) for word in words]
        for words in ((moved, passed) if is_first else (passed, moved))
    ]
    return are_in_one_column(upper, lower) and (
        min(chunk.y for chunk in upper) - max(chunk.y for chunk in lower) > LEAST_DISTANCE
    )


def chunk_of(word: Word, chunks: Sequence[Sequence[Chunk]]) -> Chunk:
    page = chunks[word.page - 1]
    return page[bisect_right(page, word.start, key=lambda chunk: chunk.offset) - 1]


def are_in_one_column(upper: Sequence[Chunk], lower: Sequence[Chunk]) -> bool:
    left = max(min(chunk.left for chunk in chunks) for chunks in (upper, lower))
    right = min(max(chunk.right for chunk in chunks) for chunks in (upper, lower))
    return left <= right
