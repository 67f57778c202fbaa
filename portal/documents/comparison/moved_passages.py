"""Find words that both extractions have, in another order."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field

from portal.documents.comparison.alignment import Gap

RUN_LENGTH = 3  # words by which a moved passage is recognized
MAX_CANDIDATES = 30  # places at which the same words are looked at
MAX_DISTANCE = 200  # words between the places of a single word that is moved
Span = tuple[int, int]
# Words [start, end) that are not paired, and where the other extraction should have them.
Rest = tuple[int, int, int]


def find_moved(words: Sequence[str], others: Sequence[str], gaps: Sequence[Gap]) -> list[Gap]:
    """Return passages in the gaps of ours, each with its place in gaps of the other extraction."""
    return MoveFinder(words, others, gaps).find()


def without_moved(gaps: Sequence[Gap], moved: Sequence[Gap]) -> Iterator[Gap]:
    """Yield what is left of gaps without the moved passages in them."""
    taken = {index for passage in moved for index in range(passage.start, passage.end)}
    others_taken = {i for passage in moved for i in range(passage.other_start, passage.other_end)}
    for gap in gaps:
        runs = list(free_runs(gap.start, gap.end, taken))
        other_runs = list(free_runs(gap.other_start, gap.other_end, others_taken))
        if len(runs) == len(other_runs) == 1:
            yield Gap(*runs[0], *other_runs[0])
            continue
        for start, end in runs:
            yield Gap(start, end, gap.other_start, gap.other_start)
        for start, end in other_runs:
            yield Gap(gap.start, gap.start, start, end)


def free_runs(start: int, end: int, taken: Container[int]) -> Iterator[Span]:
    run_start = start
    for index in range(start, end + 1):
        if index == end or index in taken:
            if run_start < index:
                yield run_start, index
            run_start = index + 1


@dataclass
class MoveFinder:
    """The words of both extractions that are neither aligned nor paired yet."""

    words: Sequence[str]
    others: Sequence[str]
    gaps: Sequence[Gap]
    free: set[int] = field(default_factory=set)
    paired: set[int] = field(default_factory=set)
    moved: list[Gap] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.places: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for gap in self.gaps:
            for other in range(gap.other_start, gap.other_end):
                self.free.add(other)
                if other + RUN_LENGTH <= gap.other_end:
                    self.places[self.run_at(self.others, other)].append(other)

    def run_at(self, words: Sequence[str], position: int) -> tuple[str, ...]:
        return tuple(words[position : position + RUN_LENGTH])

    def find(self) -> list[Gap]:
        """Return moved passages, sorted by their place in ours."""
        rests = [run for gap in self.gaps for run in self.pair_long_runs(gap)]
        for key in (sorted_words, "".join):
            rests = list(self.pair_whole_runs(rests, key))
        self.pair_words(rests)
        return sorted(self.moved, key=lambda moved: moved.start)

    def pair_long_runs(self, gap: Gap) -> Iterator[Rest]:
        """Pair the long runs of a gap; yield what is between them, and where it would be expected."""
        start = position = gap.start
        while position < gap.end:
            other, length = self.longest_run(position, gap)
            if not length:
                position += 1
                continue
            if start < position:
                yield start, position, gap.other_start
            self.pair(position, other, length, length)
            start = position = position + length
        if start < gap.end:
            yield start, gap.end, gap.other_start

    def longest_run(self, position: int, gap: Gap) -> tuple[int, int]:
        """Return (position, length) of the longest free run of words; of equals, the nearest."""
        places = self.places.get(self.run_at(self.words, position), [])
        if position + RUN_LENGTH > gap.end or not places:
            return 0, 0
        nearest = sorted(places, key=lambda other: abs(other - gap.other_start))
        lengths = {
            other: self.run_length(position, other, gap.end) for other in nearest[:MAX_CANDIDATES]
        }
        other = max(lengths, key=lambda place: lengths[place])
        return (other, lengths[other]) if lengths[other] >= RUN_LENGTH else (0, 0)

    def run_length(self, position: int, other: int, end: int) -> int:
        length = 0
        while (
            position + length < end
            and other + length in self.free
            and self.words[position + length] == self.others[other + length]
        ):
            length += 1
        return length

    def pair(self, position: int, other: int, length: int, other_length: int) -> None:
        self.moved.append(Gap(position, position + length, other, other + other_length))
        self.free.difference_update(range(other, other + other_length))
        self.paired.update(range(other, other + other_length))

    def pair_whole_runs(
        self, runs: Sequence[Rest], key: Callable[[Sequence[str]], str]
    ) -> Iterator[Rest]:
        """Pair remainders of gaps whose key is the same on both sides; yield the others."""
        places: dict[str, list[Span]] = defaultdict(list)
        for gap in self.gaps:
            for start, end in free_runs(gap.other_start, gap.other_end, self.paired):
                places[key(self.others[start:end])].append((start, end))
        for start, end, expected in runs:
            candidates = places.get(key(self.words[start:end]), [])
            if not candidates:
                yield start, end, expected
                continue
            other = min(candidates, key=lambda run: abs(run[0] - expected))
            candidates.remove(other)
            self.pair(start, other[0], end - start, other[1] - other[0])

    def pair_words(self, runs: Sequence[Rest]) -> None:
        """Pair single words with the nearest ones: words of columns may be read alternately."""
        places: dict[str, list[int]] = defaultdict(list)
        for other in sorted(self.free):
            places[self.others[other]].append(other)
        for start, end, expected in runs:
            for position in range(start, end):
                others = places[self.words[position]]
                nearest = bisect_left(others, expected)
                near = [
                    other
                    for other in others[max(nearest - 1, 0) : nearest + 1]
                    if abs(other - expected) <= MAX_DISTANCE
                ]
                if near:
                    other = min(near, key=lambda place: abs(place - expected))
                    others.remove(other)
                    self.pair(position, other, 1, 1)


def sorted_words(words: Sequence[str]) -> str:
    return " ".join(sorted(words))
