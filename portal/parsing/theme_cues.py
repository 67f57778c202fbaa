"""Cues: words that together, in one sentence, point to a theme without being one of its labels.

A cue is a line such as `agent | broker + deposit | charg*`: each part, separated by +, must occur
in the sentence, in any order; a part is one of the words or phrases separated by |. A star
stands for any ending; singular and plural need no star.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from portal.parsing.sentences import BREAK
from portal.parsing.source import Span

WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
PLURALS = (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"))
# The words of a cue stand near one another: further apart they are about different things.
REACH = 20


@dataclass(frozen=True)
class Cue:
    """The parts that must occur together; a part is its alternatives, each a tuple of words."""

    parts: tuple[tuple[tuple[str, ...], ...], ...]

    @classmethod
    def of(cls, line: str) -> "Cue":
        parts = (
            tuple(words for words in map(words_of_cue, part.split("|")) if words)
            for part in line.lower().split("+")
        )
        return cls(tuple(part for part in parts if part))


@dataclass(frozen=True)
class CueMatch:
    """A cue that a text has: the theme that it points to, and where its words stand."""

    slug: str
    cue: Cue
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Occurrence:
    """Where one alternative of a part stands: number of its first word, and span."""

    index: int
    span: Span


@dataclass(frozen=True)
class CueIndex:
    """The cues of all themes, found in one pass over the words of a text."""

    cues: tuple[tuple[str, Cue], ...] = ()

    @classmethod
    def of(cls, lines: Iterable[tuple[str, Iterable[str]]]) -> "CueIndex":
        """Build from (slug, lines) pairs."""
        pairs = ((slug, Cue.of(line)) for slug, cues in lines for line in cues)
        return cls(tuple((slug, cue) for slug, cue in pairs if cue.parts))

    def find(self, text: str) -> Iterator[CueMatch]:
        """Yield every cue that a sentence of the text has, where its words stand closest."""
        for sentence in sentences_of(text):
            yield from self.find_in_sentence(sentence)

    def find_in_sentence(self, words: list[tuple[str, Span]]) -> Iterator[CueMatch]:
        places: dict[int, dict[int, list[Occurrence]]] = defaultdict(lambda: defaultdict(list))
        for index, (word, _) in enumerate(words):
            for alternative, uses in self.alternatives_at(word):
                if not follows(words, index, alternative):
                    continue
                end = words[index + len(alternative) - 1][1][1]
                for number, part in uses:
                    places[number][part].append(Occurrence(index, (words[index][1][0], end)))
        for number, by_part in places.items():
            slug, cue = self.cues[number]
            if len(by_part) == len(cue.parts) and (spans := nearest(list(by_part.values()))):
                yield CueMatch(slug, cue, spans)

    def alternatives_at(self, word: str) -> Iterator[tuple[tuple[str, ...], list[tuple[int, int]]]]:
        """Yield the alternatives that begin with a word, and the parts of cues that have them."""
        yield from self.by_first_word.get(word, {}).items()
        for length in range(2, min(len(word), self.longest_stem) + 1):
            yield from self.by_first_word.get(f"{word[:length]}*", {}).items()

    @cached_property
    def longest_stem(self) -> int:
        return max((len(word) - 1 for word in self.by_first_word if word.endswith("*")), default=0)

    @cached_property
    def by_first_word(self) -> Mapping[str, dict[tuple[str, ...], list[tuple[int, int]]]]:
        by_first_word: dict[str, dict[tuple[str, ...], list[tuple[int, int]]]] = {}
        for number, (_, cue) in enumerate(self.cues):
            for part, alternatives in enumerate(cue.parts):
                for words in alternatives:
                    uses = by_first_word.setdefault(words[0], {}).setdefault(words, [])
                    uses.append((number, part))
        return by_first_word


def words_of_cue(alternative: str) -> tuple[str, ...]:
    found = re.findall(r"[^\W_]+(?:['’][^\W\d_]+)*\*?", alternative)
    return tuple(word if word.endswith("*") else singular(word) for word in found)


def sentences_of(text: str) -> Iterator[list[tuple[str, Span]]]:
    """Yield the words of each sentence in the singular and in lower case, with their spans."""
    start = 0
    for end in [*(match.start() for match in BREAK.finditer(text)), len(text)]:
        matches = WORD.finditer(text, start, end)
        yield [(singular(match.group().lower()), match.span()) for match in matches]
        start = end


def singular(word: str) -> str:
    word = word.replace("’", "'").removesuffix("'s")
    for ending, replacement in PLURALS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending) + replacement
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def follows(words: list[tuple[str, Span]], index: int, alternative: tuple[str, ...]) -> bool:
    found = [word for word, _ in words[index : index + len(alternative)]]
    return len(found) == len(alternative) and all(
        word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted
        for word, wanted in zip(found, alternative, strict=True)
    )


def nearest(parts: list[list[Occurrence]]) -> tuple[Span, ...]:
    """Return the spans of one place for each part, the closest together, or nothing.

    They are within reach of one another, and no word stands for two parts.
    """
    chosen = [closest_to(anchor, parts[1:]) for anchor in parts[0]]
    complete = [places for places in chosen if len(places) == len(parts)]
    if not complete:
        return ()
    best = min(complete, key=spread)
    return tuple(sorted(place.span for place in best)) if spread(best) <= REACH else ()


def closest_to(anchor: Occurrence, parts: list[list[Occurrence]]) -> list[Occurrence]:
    """Return the anchor and, for each part, the closest place that no other part has taken."""
    chosen = [anchor]
    for places in parts:
        # In the order of the text: what is out of reach is not looked at.
        first = bisect_left(places, anchor.index - REACH, key=lambda place: place.index)
        last = bisect_right(places, anchor.index + REACH, key=lambda place: place.index)
        free = [
            place for place in places[first:last] if all(place.index != one.index for one in chosen)
        ]
        chosen += sorted(free, key=lambda place: abs(place.index - anchor.index))[:1]
    return chosen


def spread(places: list[Occurrence]) -> int:
    indices = [place.index for place in places]
    return max(indices) - min(indices)
