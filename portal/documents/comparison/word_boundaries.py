"""Word boundaries in which two extractions differ: “allstates” and “all states”."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from rapidfuzz.distance import Prefix

from portal.documents.comparison.alignment import Gap

Pair = tuple[int, int]
MAX_READING = 6  # words of a reading that is looked for elsewhere


def split_off_boundaries(
    words: Sequence[str], others: Sequence[str], gap: Gap
) -> tuple[list[Gap], Gap]:
    """Return the parts at both ends of a gap that have the same letters, and the rest between."""
    ours, theirs = words[gap.start : gap.end], others[gap.other_start : gap.other_end]
    leading = meeting_points(ours, theirs)
    first, other_first = leading[-1]
    trailing = meeting_points(
        [word[::-1] for word in reversed(ours[first:])],
        [word[::-1] for word in reversed(theirs[other_first:])],
    )
    last, other_last = len(ours) - trailing[-1][0], len(theirs) - trailing[-1][1]
    ends = [(len(ours) - end, len(theirs) - other) for end, other in reversed(trailing)]
    parts = [
        Gap(
            gap.start + start, gap.start + end, gap.other_start + other, gap.other_start + other_end
        )
        for points in (leading, ends)
        for (start, other), (end, other_end) in pairwise(points)
    ]
    rest = Gap(
        gap.start + first,
        gap.start + last,
        gap.other_start + other_first,
        gap.other_start + other_last,
    )
    return [part for part in parts if has_other_words(words, others, part)], rest


def meeting_points(words: Sequence[str], others: Sequence[str]) -> list[Pair]:
    """Return the pairs of word counts up to which both sequences have the same letters."""
    common = Prefix.similarity("".join(words), "".join(others))
    counts = dict(ends_of(others))
    return [(0, 0)] + [
        (count, counts[length])
        for length, count in ends_of(words)
        if length in counts and length <= common
    ]


def ends_of(words: Sequence[str]) -> Iterator[Pair]:
    """Yield the length of the text up to the end of each word, and the count of words."""
    for count, length in enumerate(accumulate(map(len, words)), start=1):
        yield length, count


def has_other_words(words: Sequence[str], others: Sequence[str], part: Gap) -> bool:
    return list(words[part.start : part.end]) != list(others[part.other_start : part.other_end])


@dataclass(frozen=True)
class BoundaryVerdicts:
    """Decides which extraction has divided words wrongly, by the words in which both agree.

    The reading that occurs elsewhere in the document is right; if neither does, the one whose words
    do. If that does not decide, the other extraction is at fault if it is known to break (or to
    join) words of this document more often than ours. If that is unknown too, ours is doubtful.
    """

    agreed: Sequence[str]
    differences: Sequence[tuple[Sequence[str], Sequence[str]]]

    def are_doubtful(self) -> list[bool]:
        """Return for each difference whether our words may be divided wrongly."""
        counts = self.count_readings()
        words = Counter(self.agreed)
        proven: Counter[bool] = Counter()
        for ours, theirs in self.differences:
            proven[len(ours) > len(theirs)] += compare_numbers(
                counts[tuple(ours)], counts[tuple(theirs)]
            )
        return [
            (
                compare_numbers(counts[tuple(ours)], counts[tuple(theirs)])
                or compare_numbers(rarest(ours, words), rarest(theirs, words))
                or proven[len(ours) > len(theirs)]
            )
            <= 0
            for ours, theirs in self.differences
        ]

    def count_readings(self) -> Counter[tuple[str, ...]]:
        """Return how often each reading of a difference occurs where both extractions agree."""
        readings = {tuple(reading) for pair in self.differences for reading in pair}
        counts: Counter[tuple[str, ...]] = Counter()
        for length in {len(reading) for reading in readings if len(reading) <= MAX_READING}:
            runs = zip(*(self.agreed[start:] for start in range(length)), strict=False)
            counts.update(run for run in runs if run in readings)
        return counts


def compare_numbers(first: int, second: int) -> int:
    return (first > second) - (first < second)


def rarest(words: Sequence[str], counts: Mapping[str, int]) -> int:
    return min(counts[word] for word in words)
