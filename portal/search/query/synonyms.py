"""Synonym expansion: add the other wordings of what a query names."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from portal.search.query.ast import STOP_WORDS, And, Node, Or, Proximity, Word
from portal.search.query.tokenizer import split_words

MAX_WORDING_WORDS = 8


@dataclass(frozen=True)
class SynonymSets:
    """The wordings of each synonym set, by the stems of each wording."""

    wordings: dict[tuple[str, ...], tuple[str, ...]]
    stem: Callable[[str], str]

    @classmethod
    def of(cls, synonym_sets: Iterable[Iterable[str]], stem: Callable[[str], str]) -> "SynonymSets":
        """Build from sets of wordings. A wording of two sets is ambiguous and left out."""
        sets_by_stems: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
        for synonym_set in synonym_sets:
            wordings = tuple(dict.fromkeys(synonym_set))
            for wording in wordings:
                sets_by_stems[stems_of(wording, stem)].add(wordings)
        unambiguous = {
            stems: next(iter(own_sets))
            for stems, own_sets in sets_by_stems.items()
            if stems and len(own_sets) == 1
        }
        return cls(unambiguous, stem)

    def synonyms(self, stems: tuple[str, ...]) -> list[str]:
        """Return the other wordings of a set, without those that contain all these words."""
        by_stems: dict[tuple[str, ...], str] = {}
        for wording in self.wordings.get(stems, ()):
            own_stems = stems_of(wording, self.stem)
            if not set(stems) <= set(own_stems):
                by_stems.setdefault(own_stems, wording)
        return list(by_stems.values())


def stems_of(wording: str, stem: Callable[[str], str]) -> tuple[str, ...]:
    words = split_words(wording)
    words = [word for word in words if word not in STOP_WORDS] or words
    return tuple(stem(word) for word in words)


def expand_synonyms(root: Node | None, synonym_sets: SynonymSets) -> tuple[Node | None, list[str]]:
    """Return the query with synonyms, and the added wordings.

    Only plain words are expanded: quoted words are meant literally.
    """
    if isinstance(root, Word):
        root = And((root,))
    if not isinstance(root, And):
        return root, []
    parts: list[Node] = []
    added_wordings: list[str] = []
    for part, wordings in group_wordings(root.parts, synonym_sets):
        added_wordings += wordings
        alternatives = [Proximity(tuple(split_words(wording))) for wording in wordings]
        parts.append(Or((part, *alternatives)) if alternatives else part)
    return (parts[0] if len(parts) == 1 else And(tuple(parts))), added_wordings


def group_wordings(
    parts: tuple[Node, ...], synonym_sets: SynonymSets
) -> Iterator[tuple[Node, list[str]]]:
    """Yield (part, synonyms) in order; words that form a wording are combined into one part."""
    start = 0
    while start < len(parts):
        length, wordings = longest_wording(parts[start : start + MAX_WORDING_WORDS], synonym_sets)
        combined = parts[start : start + length]
        yield (combined[0] if length == 1 else And(combined)), wordings
        start += length


def longest_wording(parts: tuple[Node, ...], synonym_sets: SynonymSets) -> tuple[int, list[str]]:
    """Return the number of leading parts that form the longest wording, and its synonyms."""
    stems = []
    for part in parts:
        if not isinstance(part, Word) or part.prefix:
            break
        stems.append(synonym_sets.stem(part.text))
    for length in range(len(stems), 0, -1):
        if wordings := synonym_sets.synonyms(tuple(stems[:length])):
            return length, wordings
    return 1, []
