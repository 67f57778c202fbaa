"""Expansion of a query: add the other wordings of what it names, and the facet values so named."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, takewhile
from typing import Protocol

from portal.search.query.ast import (
    STOP_WORDS,
    And,
    Node,
    Or,
    Phrase,
    Proximity,
    Value,
    Word,
)
from portal.search.query.tokenizer import split_words

MAX_WORDING_WORDS = 8
Stems = tuple[str, ...]
# The name of a facet, and a value of it.
FacetValue = tuple[str, str]


class FacetName(Protocol):
    """A value of a facet, with its name in the language of the page."""

    @property
    def facet(self) -> str: ...

    @property
    def value(self) -> str: ...

    @property
    def weight(self) -> float: ...

    @property
    def localized_name(self) -> str: ...


@dataclass
class Expansion:
    """What is searched for besides the typed words: other wordings, and facet values."""

    wordings: list[str] = field(default_factory=list)
    values: list[FacetName] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.wordings or self.values)

    def add(self, other: "Expansion") -> None:
        self.wordings += other.wordings
        known = {(value.facet, value.value) for value in self.values}
        self.values += [value for value in other.values if (value.facet, value.value) not in known]

    @property
    def nodes(self) -> list[Node]:
        nodes: list[Node] = [Proximity(tuple(split_words(wording))) for wording in self.wordings]
        by_facet: dict[tuple[str, float], list[str]] = defaultdict(list)
        for name in self.values:
            by_facet[name.facet, name.weight].append(name.value)
        return nodes + [
            Value(facet, tuple(values), weight) for (facet, weight), values in by_facet.items()
        ]


@dataclass(frozen=True)
class SynonymSet:
    """Wordings of one meaning, and labels that lead to them without being searched for."""

    wordings: Iterable[str]
    labels: Iterable[str] = ()


@dataclass(frozen=True)
class SynonymSets:
    """The wordings of each synonym set, and the facet values of each name, by the stems of either."""

    wordings: dict[Stems, tuple[str, ...]]
    stem: Callable[[str], str]
    values: dict[Stems, tuple[FacetName, ...]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        synonym_sets: Iterable[SynonymSet],
        stem: Callable[[str], str],
        facet_names: Iterable[tuple[FacetName, Iterable[str]]] = (),
        translations: Iterable[tuple[str, str]] = (),
    ) -> "SynonymSets":
        """Build from sets of wordings, from facet values with their names, and from translations.

        A wording of two sets is ambiguous and left out.
        """
        sets_by_stems: dict[Stems, set[tuple[str, ...]]] = defaultdict(set)
        for synonym_set in synonym_sets:
            wordings = tuple(dict.fromkeys(synonym_set.wordings))
            for wording in (*wordings, *synonym_set.labels):
                sets_by_stems[stems_of(wording, stem)].add(wordings)
        unambiguous = {
            stems: next(iter(own_sets))
            for stems, own_sets in sets_by_stems.items()
            if stems and len(own_sets) == 1
        }
        translated = {stems_of(label, stem): (wording,) for label, wording in translations}
        named: dict[Stems, dict[FacetValue, FacetName]] = defaultdict(dict)
        for value, own_names in facet_names:
            for stems in dict.fromkeys(stems_of(name, stem) for name in own_names):
                # The label of a theme comes before the phrases that point to it.
                named[stems].setdefault((value.facet, value.value), value)
        values = {stems: tuple(found.values()) for stems, found in named.items()}
        return cls(translated | unambiguous, stem, values)

    def expansion(self, stems: Stems) -> "Expansion":
        return Expansion(self.synonyms(stems), list(self.values.get(stems, ())))

    def synonyms(self, stems: Stems) -> list[str]:
        """Return the other wordings of a set, each once.

        Wordings that contain all words of another, or of what is looked up, are left out: the
        shorter one finds their texts as well.
        """
        by_stems: dict[Stems, str] = {}
        for wording in self.wordings.get(stems, ()):
            by_stems.setdefault(stems_of(wording, self.stem), wording)
        shorter = [set(stems), *map(set, by_stems)]
        return [
            wording
            for own_stems, wording in by_stems.items()
            if not set(stems) <= set(own_stems)
            and not any(words < set(own_stems) for words in shorter)
        ]


def stems_of(wording: str, stem: Callable[[str], str]) -> tuple[str, ...]:
    words = split_words(wording)
    words = [word for word in words if word not in STOP_WORDS] or words
    return tuple(stem(word) for word in words)


def expand_synonyms(root: Node | None, synonym_sets: SynonymSets) -> tuple[Node | None, Expansion]:
    """Return the expanded query, and what was added.

    Only plain words are expanded: quoted words are meant literally.
    """
    added = Expansion()
    if isinstance(root, Word | Phrase):
        root = And((root,))
    if not isinstance(root, And):
        return root, added
    parts: list[Node] = []
    for part, expansion in group_wordings(root.parts, synonym_sets):
        added.add(expansion)
        parts.append(Or((part, *expansion.nodes)) if expansion else part)
    return (parts[0] if len(parts) == 1 else And(tuple(parts))), added


def group_wordings(
    parts: tuple[Node, ...], synonym_sets: SynonymSets
) -> Iterator[tuple[Node, Expansion]]:
    """Yield (part, expansion) in order; words that form a wording are combined into one part."""
    start = 0
    while start < len(parts):
        length, expansion = longest_wording(parts[start : start + MAX_WORDING_WORDS], synonym_sets)
        combined = parts[start : start + length]
        yield (combined[0] if length == 1 else And(combined)), expansion
        start += length


def longest_wording(parts: tuple[Node, ...], synonym_sets: SynonymSets) -> tuple[int, Expansion]:
    """Return the number of leading parts that form the longest wording, and its expansion."""
    stems = list(takewhile(bool, (plain_stems(part, synonym_sets.stem) for part in parts)))
    for length in range(len(stems), 0, -1):
        if expansion := synonym_sets.expansion(tuple(chain.from_iterable(stems[:length]))):
            return length, expansion
    return 1, Expansion()


def plain_stems(part: Node, stem: Callable[[str], str]) -> Stems:
    """Return the stems of words that may be expanded: neither a prefix nor quoted."""
    match part:
        case Word(text, prefix=False):
            return (stem(text),)
        case Phrase(words, is_quoted=False):
            return tuple(stem(word) for word in words)
        case _:
            return ()
