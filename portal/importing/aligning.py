"""Which text of a newer version is which of the earlier one."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from reports.text import collapsed

ALIKE = 0.6  # of the words, in order, for two texts to be one text changed
RARE = 30  # texts that share a word: a word of more tells nothing
CANDIDATES = 5  # for each text
Pair = tuple[int, int]


def align(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """Return pairs (place before, place after) of texts that are one, each in one pair at most.

    Equal texts first, in order where several are equal; then those most alike. The pairs
    come in the order of the later version.
    """
    pairs = list(equal(before, after))
    taken_before = {place for place, _ in pairs}
    taken_after = {place for _, place in pairs}
    left = [place for place in range(len(before)) if place not in taken_before]
    right = [place for place in range(len(after)) if place not in taken_after]
    pairs += alike(before, after, left, right)
    return sorted(pairs, key=lambda pair: pair[1])


def equal(before: Sequence[str], after: Sequence[str]) -> Iterator[Pair]:
    places: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(before):
        places[collapsed(text)].append(place)
    for found, text in enumerate(after):
        if same := places.get(collapsed(text)):
            yield same.pop(0), found


def alike(
    before: Sequence[str], after: Sequence[str], left: list[int], right: list[int]
) -> Iterator[Pair]:
    """Yield the pairs among what is left, those most alike first; near places win a draw."""
    words = {place: words_of(before[place]) for place in left}
    scored = []
    holders = holders_of(words)
    for found in right:
        mine = words_of(after[found])
        for place in candidates(mine, holders):
            likeness = likeness_of(words[place], mine)
            if likeness >= ALIKE:
                distance = abs(bisect_left(left, place) - bisect_left(right, found))
                scored.append((-likeness, distance, place, found))
    taken: set[tuple[str, int]] = set()
    for _, _, place, found in sorted(scored):
        if ("before", place) not in taken and ("after", found) not in taken:
            taken |= {("before", place), ("after", found)}
            yield place, found


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def holders_of(words: dict[int, list[str]]) -> dict[str, list[int]]:
    """Return the places of the texts that hold a word, for words that few hold."""
    holders: dict[str, list[int]] = defaultdict(list)
    for place, mine in words.items():
        for word in set(mine):
            holders[word].append(place)
    return {word: places for word, places in holders.items() if len(places) <= RARE}


def candidates(words: list[str], holders: dict[str, list[int]]) -> list[int]:
    shared = Counter(place for word in set(words) for place in holders.get(word, ()))
    return [place for place, _ in shared.most_common(CANDIDATES)]


def likeness_of(before: list[str], after: list[str]) -> float:
    """Return how much of two texts is the same words in the same order, from 0 to 1."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()
