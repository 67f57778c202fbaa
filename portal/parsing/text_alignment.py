"""Align the texts of an earlier and a later version."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel

from reports.text import normalize_whitespace

MIN_SIMILARITY = 0.6  # share of words in the same order, for a text to count as changed
MAX_HOLDERS = 30  # texts that share a word; more frequent words are ignored
MAX_CANDIDATES = 5  # per text
Pair = tuple[int, int]


def align(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """Return index pairs (before, after) of matching texts; each text is in at most one pair.

    Equal texts match first, in order if several are equal; then the most similar ones. The
    pairs are sorted by the later version.
    """
    pairs = list(equal_pairs(before, after))
    matched_before = {index for index, _ in pairs}
    matched_after = {index for _, index in pairs}
    unmatched_before = [index for index in range(len(before)) if index not in matched_before]
    unmatched_after = [index for index in range(len(after)) if index not in matched_after]
    pairs += similar_pairs(before, after, unmatched_before, unmatched_after)
    return sorted(pairs, key=lambda pair: pair[1])


def equal_pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[Pair]:
    indices_by_text: dict[str, list[int]] = defaultdict(list)
    for before_index, text in enumerate(before):
        indices_by_text[normalize_whitespace(text)].append(before_index)
    for after_index, text in enumerate(after):
        if indices := indices_by_text.get(normalize_whitespace(text)):
            yield indices.pop(0), after_index


def similar_pairs(
    before: Sequence[str],
    after: Sequence[str],
    unmatched_before: list[int],
    unmatched_after: list[int],
) -> Iterator[Pair]:
    """Yield pairs of unmatched texts, most similar first; ties prefer nearby positions."""
    words_before = {
        before_index: words_of(before[before_index]) for before_index in unmatched_before
    }
    scored = []
    holders = index_words(words_before)
    for after_index in unmatched_after:
        words_after = words_of(after[after_index])
        for before_index in candidate_indices(words_after, holders):
            score = similarity(words_before[before_index], words_after)
            if score >= MIN_SIMILARITY:
                distance = abs(
                    bisect_left(unmatched_before, before_index)
                    - bisect_left(unmatched_after, after_index)
                )
                scored.append((-score, distance, before_index, after_index))
    matched: set[tuple[str, int]] = set()
    for _, _, before_index, after_index in sorted(scored):
        if ("before", before_index) not in matched and (
            "after",
            after_index,
        ) not in matched:
            matched |= {("before", before_index), ("after", after_index)}
            yield before_index, after_index


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def index_words(words: dict[int, list[str]]) -> dict[str, list[int]]:
    """Return the indices of the texts that contain a word, for rare words only."""
    holders: dict[str, list[int]] = defaultdict(list)
    for index, text_words in words.items():
        for word in set(text_words):
            holders[word].append(index)
    return {word: indices for word, indices in holders.items() if len(indices) <= MAX_HOLDERS}


def candidate_indices(words: list[str], holders: dict[str, list[int]]) -> list[int]:
    shared = Counter(index for word in set(words) for index in holders.get(word, ()))
    return [index for index, _ in shared.most_common(MAX_CANDIDATES)]


def similarity(before: list[str], after: list[str]) -> float:
    """Return the share of words in the same order, from 0 to 1."""
    return Indel.normalized_similarity(before, after, score_cutoff=MIN_SIMILARITY)
