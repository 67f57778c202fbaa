"""Align two sequences of words: unique runs of words first, then the words between them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

# Words in a run that anchors the alignment; shorter runs are tried where longer ones are missing.
ANCHOR_LENGTHS = (4, 1)
# Pairs of words that are compared between two anchors; more are taken to differ.
MAX_PAIRS = 25_000_000
MAX_CHANCE = 2  # words between two gaps that may be alike by chance
SHORT_GAP = 4  # words


@dataclass(frozen=True)
class Gap:
    """Words that are not aligned: [start, end) in ours and in the other sequence."""

    start: int
    end: int
    other_start: int
    other_end: int


def find_gaps(words: Sequence[str], others: Sequence[str]) -> list[Gap]:
    """Return what lies between the words that both sequences have in the same order."""
    whole = Gap(0, len(words), 0, len(others))
    adjacent: list[Gap] = []
    for gap in gaps_within(words, others, whole, ANCHOR_LENGTHS):
        is_adjacent = adjacent and gap.start == adjacent[-1].end
        if is_adjacent and gap.other_start == adjacent[-1].other_end:
            gap = joined(adjacent.pop(), gap)
        adjacent.append(gap)
    gaps: list[Gap] = []
    for gap in adjacent:
        if gaps and is_one_gap(words, others, gaps[-1], gap):
            gap = joined(gaps.pop(), gap)
        gaps.append(gap)
    return gaps


def joined(gap: Gap, next_gap: Gap) -> Gap:
    return Gap(gap.start, next_gap.end, gap.other_start, next_gap.other_end)


def is_one_gap(words: Sequence[str], others: Sequence[str], gap: Gap, next_gap: Gap) -> bool:
    """Return whether the few words between two gaps are alike by chance."""
    if next_gap.start - gap.end > MAX_CHANCE:
        return False
    whole = joined(gap, next_gap)
    ours, theirs = words[whole.start : whole.end], others[whole.other_start : whole.other_end]
    if len(ours) + len(theirs) <= 4 * SHORT_GAP and "".join(ours) == "".join(theirs):
        return True
    return min(size_of(gap), size_of(next_gap)) >= SHORT_GAP


def size_of(gap: Gap) -> int:
    return max(gap.end - gap.start, gap.other_end - gap.other_start)


def gaps_within(
    words: Sequence[str], others: Sequence[str], area: Gap, anchor_lengths: tuple[int, ...]
) -> Iterator[Gap]:
    area = trim(words, others, area)
    sizes = area.end - area.start, area.other_end - area.other_start
    if not all(sizes):
        if any(sizes):
            yield area
        return
    if not anchor_lengths:
        yield from smallest_gaps(words, others, area)
        return
    start, other_start = area.start, area.other_start
    length = anchor_lengths[0]
    for position, other in anchors(words, others, area, length):
        if position >= start and other >= other_start:
            gap = Gap(start, position, other_start, other)
            yield from gaps_within(words, others, gap, anchor_lengths[1:])
            start, other_start = position + length, other + length
    rest = Gap(start, area.end, other_start, area.other_end)
    yield from gaps_within(words, others, rest, anchor_lengths[1:])


def trim(words: Sequence[str], others: Sequence[str], area: Gap) -> Gap:
    """Return the area without equal words at its start and end."""
    start, end, other, other_end = area.start, area.end, area.other_start, area.other_end
    while start < end and other < other_end and words[start] == others[other]:
        start, other = start + 1, other + 1
    while start < end and other < other_end and words[end - 1] == others[other_end - 1]:
        end, other_end = end - 1, other_end - 1
    return Gap(start, end, other, other_end)


def smallest_gaps(words: Sequence[str], others: Sequence[str], area: Gap) -> Iterator[Gap]:
    """Yield the gaps around the longest common subsequence; the whole area if it is too large."""
    if (area.end - area.start) * (area.other_end - area.other_start) > MAX_PAIRS:
        yield area
        return
    ours = words[area.start : area.end]
    theirs = others[area.other_start : area.other_end]
    for code in Indel.opcodes(ours, theirs):
        if code.tag != "equal":
            yield Gap(
                area.start + code.src_start,
                area.start + code.src_end,
                area.other_start + code.dest_start,
                area.other_start + code.dest_end,
            )


def anchors(
    words: Sequence[str], others: Sequence[str], area: Gap, length: int
) -> list[tuple[int, int]]:
    """Return positions of runs that occur once in both, as many as are in the same order."""
    ours = unique_runs(words, area.start, area.end, length)
    theirs = unique_runs(others, area.other_start, area.other_end, length)
    pairs = [(start, theirs[run]) for run, start in ours.items() if run in theirs]
    return longest_increasing(sorted(pairs))


def unique_runs(
    words: Sequence[str], start: int, end: int, length: int
) -> dict[tuple[str, ...], int]:
    positions: dict[tuple[str, ...], int] = {}
    repeated = set()
    for position in range(start, end - length + 1):
        run = tuple(words[position : position + length])
        if run in positions:
            repeated.add(run)
        positions[run] = position
    return {run: position for run, position in positions.items() if run not in repeated}


def longest_increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest subsequence in which the second numbers increase (patience sorting)."""
    tops: list[int] = []
    indices: list[int] = []
    previous: list[int | None] = []
    for index, (_, other) in enumerate(pairs):
        pile = bisect_left(tops, other)
        previous.append(indices[pile - 1] if pile else None)
        tops[pile : pile + 1] = [other]
        indices[pile : pile + 1] = [index]
    chain = []
    current = indices[-1] if indices else None
    while current is not None:
        chain.append(pairs[current])
        current = previous[current]
    return chain[::-1]
