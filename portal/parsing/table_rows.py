"""Read the rows of tables: which table lists recommendations, and the number in a row's first cell."""

import re
from dataclasses import replace

from portal.parsing.blocks import Block
from portal.parsing.line_types import LineType
from portal.parsing.source import Source

HEAD = re.compile(
    r"\b(?:recommendations?|(?:agreed\s+|proposed\s+|follow-?up\s+)?actions?|measures?|next\s+steps?|proposals?)\b",
    re.IGNORECASE,
)
MAX_HEAD_WORDS = 20
NUMBER = re.compile(r"\s*(?P<label>\d{1,3}(?:\.\d{1,3})*[.)]?)\s+(?=\D)")


def is_head_of_recommendations(text: str) -> bool:
    """Return whether the first row of a table says that the others are recommendations."""
    return bool(HEAD.search(text)) and len(text.split()) <= MAX_HEAD_WORDS


def with_number(source: Source, block: Block) -> Block:
    """Return the row as a numbered block, if its first cell is a number."""
    match = NUMBER.match(block.text)
    if match is None or not source.text.startswith(match["label"], block.spans[0][0]):
        return replace(block, line_type=LineType.BULLET)
    return replace(block, line_type=LineType.NUMBERED, label=match["label"])
