"""Compare two texts word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

# A run of whitespace, a word, or a punctuation mark.
TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
# Longer texts are not compared: the time grows with the square of the length.
MAX_TOKENS = 6000


@dataclass(frozen=True)
class DiffSegment:
    """A segment of both texts ("same"), of the first only ("out") or the second only ("in")."""

    kind: str
    text: str


def word_diff(before: str, after: str, max_tokens: int = MAX_TOKENS) -> list[DiffSegment]:
    """Return segments: "same" and "out" give the first text, "same" and "in" the second."""
    if before == after:
        return whole_text("same", before)
    return list(diff_tokens(before, after, max_tokens))


def whole_text(kind: str, text: str) -> list[DiffSegment]:
    return [DiffSegment(kind, text)] if text else []


def diff_tokens(before: str, after: str, max_tokens: int) -> Iterator[DiffSegment]:
    tokens_before, tokens_after = TOKEN.findall(before), TOKEN.findall(after)
    if max(len(tokens_before), len(tokens_after)) > max_tokens:
        yield from [*whole_text("out", before), *whole_text("in", after)]
        return
    matcher = SequenceMatcher(None, tokens_before, tokens_after, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            yield DiffSegment("same", "".join(tokens_before[i1:i2]))
            continue
        yield from whole_text("out", "".join(tokens_before[i1:i2]))
        yield from whole_text("in", "".join(tokens_after[j1:j2]))
