"""Wordings that mean the same, from the vocabulary: what a search adds to the reader's words, and says so."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from portal.search.nodes import STOP_WORDS, All, Either, Near, Node, Word
from portal.search.words import words_of

LONGEST = 8  # words of a wording


@dataclass(frozen=True)
class Rings:
    """Wordings by the stems of their words; each leads to the other wordings of its ring."""

    others: dict[tuple[str, ...], tuple[str, ...]]
    stem: Callable[[str], str]

    @classmethod
    def of(cls, rings: Iterable[Iterable[str]], stem: Callable[[str], str]) -> "Rings":
        """Build from rings of wordings. A wording of two rings is of none: it may mean either."""
        found: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
        for ring in rings:
            wordings = tuple(dict.fromkeys(ring))
            for wording in wordings:
                found[stems_of(wording, stem)].add(wordings)
        others = {
            key: next(iter(those))
            for key, those in found.items()
            if key and len(those) == 1
        }
        return cls(others, stem)

    def besides(self, stems: tuple[str, ...]) -> list[str]:
        """Return the other wordings of a ring, without those that hold these words anyway."""
        found: dict[tuple[str, ...], str] = {}
        for wording in self.others.get(stems, ()):
            also = stems_of(wording, self.stem)
            if not set(stems) <= set(also):
                found.setdefault(also, wording)
        return list(found.values())


def stems_of(wording: str, stem: Callable[[str], str]) -> tuple[str, ...]:
    words = words_of(wording)
    telling = [word for word in words if word not in STOP_WORDS] or words
    return tuple(stem(word) for word in telling)


def widened(root: Node | None, rings: Rings) -> tuple[Node | None, list[str]]:
    """Return the query with the other wordings of what it names, and those wordings.

    Only plain words are widened: what stands in quotation marks is meant as written.
    """
    if isinstance(root, Word):
        root = All((root,))
    if not isinstance(root, All):
        return root, []
    parts: list[Node] = []
    added: list[str] = []
    for part, wordings in runs(root.parts, rings):
        added += wordings
        alternatives = [Near(tuple(words_of(wording))) for wording in wordings]
        parts.append(Either((part, *alternatives)) if alternatives else part)
    return (parts[0] if len(parts) == 1 else All(tuple(parts))), added


def runs(parts: tuple[Node, ...], rings: Rings) -> Iterator[tuple[Node, list[str]]]:
    """Yield the parts in order, words that make up a wording as one, with its other wordings."""
    at = 0
    while at < len(parts):
        length, wordings = longest_wording(parts[at : at + LONGEST], rings)
        run = parts[at : at + length]
        yield (run[0] if length == 1 else All(run)), wordings
        at += length


def longest_wording(parts: tuple[Node, ...], rings: Rings) -> tuple[int, list[str]]:
    words = []
    for part in parts:
        if not isinstance(part, Word) or part.prefix:
            break
        words.append(rings.stem(part.text))
    for length in range(len(words), 0, -1):
        if wordings := rings.besides(tuple(words[:length])):
            return length, wordings
    return 1, []
