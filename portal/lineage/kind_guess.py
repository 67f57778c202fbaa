"""Guess how a later recommendation relates to an earlier one, from their words."""

import re
from collections import Counter

from recommendations.lineage import LineageLink

Kind = LineageLink.Kind

WORD = re.compile(r"\w+")
# Words that say little about what is asked.
SMALL = frozenset(
    WORD.findall(
        "a an and are as at be been by for from in into is it its of on or should that the "
        "their them they this to who with"
    )
)
# The ratio of lengths at which a later text may contain the earlier one, or be a part of it.
MUCH_LONGER, MUCH_SHORTER = 1.4, 0.7
# The share of the words of a text that the other one has.
MOST, HALF = 0.6, 0.5
# Words that ask for more, and words that ask of fewer or under a condition.
STRONGER = frozenset(
    WORD.findall(
        "abolish adopt all always any ban binding compulsory criminal double end enforceable "
        "every fines forced full guarantee guarantees immediately increase law laws mandatory "
        "must never no nobody offense penalties permanent prohibit public punish punished "
        "ratify require required shall standing without within"
    )
)
NARROWER = frozenset(
    WORD.findall(
        "certain children domestic especially examine including limited only particular "
        "particularly pilot possible remote rural selected small specific women"
    )
)


def guess_kind(earlier: str, later: str) -> str:
    """Return the kind of link that the words of two texts suggest."""
    before, after = words_of(earlier), words_of(later)
    shared = sum((before & after).values())
    kept, taken = (shared / max(words.total(), 1) for words in (before, after))
    length = after.total() / max(before.total(), 1)
    stronger = number(after - before, STRONGER) - number(before - after, STRONGER)
    narrower = number(after - before, NARROWER) - number(before - after, NARROWER)
    if length <= MUCH_SHORTER and taken >= MOST:
        return Kind.SPLIT
    if stronger > max(narrower, 0):
        return Kind.STRENGTHENED
    if length >= MUCH_LONGER and kept >= MOST:
        return Kind.MERGED
    if narrower > 0 or (0 < length < 1 and kept < HALF):
        return Kind.NARROWED
    return Kind.REPEATED


def number(words: Counter[str], kind: frozenset[str]) -> int:
    return sum(count for word, count in words.items() if word in kind)


def words_of(text: str) -> Counter[str]:
    return Counter(word for word in WORD.findall(text.casefold()) if word not in SMALL)
