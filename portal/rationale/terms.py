"""The words of texts as terms to compare: stems, pairs of stems, and wordings of one meaning. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from portal.search.query.ast import STOP_WORDS
from portal.search.query.tokenizer import split_words

Stems = tuple[str, ...]


@dataclass(frozen=True)
class Terms:
    """The terms of one text. `words` has a word as printed for each stem; `meanings` are the
    numbers of the synonym sets with a wording that occurs in the text.
    """

    stems: Counter[str]
    pairs: frozenset[Stems]
    meanings: frozenset[int]
    words: Mapping[str, str]
    rarity: Mapping[str, float]

    @property
    def length(self) -> int:
        return self.stems.total()


@dataclass(frozen=True)
class TermReader:
    """Reads terms. `rarity` is that of a word in its language, from 0 (everywhere) to 1 (rare)."""

    stem: Callable[[str], str]
    rarity: Callable[[str], float]
    # First stem -> (stems of a wording, number of its set).
    wordings: Mapping[str, tuple[tuple[Stems, int], ...]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        stem: Callable[[str], str],
        rarity: Callable[[str], float] = lambda word: 1.0,
        synonym_sets: Iterable[Iterable[str]] = (),
    ) -> "TermReader":
        wordings: dict[str, tuple[tuple[Stems, int], ...]] = {}
        for number, synonym_set in enumerate(synonym_sets):
            for wording in synonym_set:
                stems = tuple(stem(word) or word for word in plain_words(wording))
                if stems:
                    wordings[stems[0]] = (*wordings.get(stems[0], ()), (stems, number))
        return cls(stem, rarity, wordings)

    def read(self, text: str) -> Terms:
        words = plain_words(text)
        # The stemmer drops words that are too long.
        stems = [self.stem(word) or word for word in words]
        rarity: dict[str, float] = {}
        for stem, word in zip(stems, words, strict=True):
            rarity[stem] = max(rarity.get(stem, 0), self.rarity(word))
        return Terms(
            stems=Counter(stems),
            pairs=frozenset(zip(stems, stems[1:], strict=False)),
            meanings=frozenset(self.meanings_in(stems)),
            words=dict(zip(reversed(stems), reversed(words), strict=True)),
            rarity=rarity,
        )

    def meanings_in(self, stems: list[str]) -> Iterable[int]:
        for start, stem in enumerate(stems):
            for wording, number in self.wordings.get(stem, ()):
                if tuple(stems[start : start + len(wording)]) == wording:
                    yield number


def plain_words(text: str) -> list[str]:
    return [word for word in split_words(text) if word not in STOP_WORDS]
