"""What differs between two texts, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

# A word or a stretch of blanks. What cannot be compared in reasonable time differs as a whole.
TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
MOST_TOKENS = 6000


@dataclass(frozen=True)
class Stretch:
    """A stretch of text that both have ("same"), or only the first ("out") or the second ("in")."""

    kind: str
    text: str


def stretches(before: str, after: str) -> list[Stretch]:
    """Return both texts as one. "same" and "out" give the first, "same" and "in" the second."""
    return list(told_apart(before, after)) if before != after else whole("same", before)


def whole(kind: str, text: str) -> list[Stretch]:
    return [Stretch(kind, text)] if text else []


def told_apart(before: str, after: str) -> Iterator[Stretch]:
    one, other = TOKEN.findall(before), TOKEN.findall(after)
    if max(len(one), len(other)) > MOST_TOKENS:
        yield from [*whole("out", before), *whole("in", after)]
        return
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            yield Stretch("same", "".join(one[i1:i2]))
            continue
        yield from whole("out", "".join(one[i1:i2]))
        yield from whole("in", "".join(other[j1:j2]))
