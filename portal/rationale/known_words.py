"""What suggestions know of a language and of the vocabulary: stems, rarity, synonyms, labels of themes."""

import math
from dataclasses import dataclass
from functools import cache

from spellchecker import SpellChecker

from portal.rationale.terms import TermReader
from portal.search.index import foreign_stems
from portal.search.query.compiler import canonical_stem
from reports.models import Theme

# A word that occurs less than once in a million words is rare.
RARE = 1e-6


@dataclass(frozen=True)
class RationaleVocabulary:
    # (key, labels) of each theme.
    theme_labels: tuple[tuple[int, tuple[str, ...]], ...] = ()
    synonym_sets: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def load(cls) -> "RationaleVocabulary":
        themes = Theme.objects.order_by("pk")
        return cls(
            tuple((theme.pk, tuple(theme.all_labels)) for theme in themes),
            tuple(tuple(wordings) for theme in themes for wordings in theme.synonym_sets),
        )

    def reader(self, language: str) -> TermReader:
        """Return the reader of terms for a language; the synonyms that it may use are English."""
        return reader_of(language, self.synonym_sets)


def reader_of(language: str, synonym_sets: tuple[tuple[str, ...], ...] = ()) -> TermReader:
    """Return the reader of terms for a language; that for English also knows synonyms."""
    if subtag := foreign_stems.stemmed_language(language):
        return TermReader.of(lambda word: " ".join(foreign_stems.stems_in(subtag, word)))
    return TermReader.of(canonical_stem, english_rarity, synonym_sets)


def english_rarity(word: str) -> float:
    """Return how rare a word is in English: 0 if every text has it, 1 if hardly any has."""
    return common_words().get(word, 1.0)


@cache
def common_words() -> dict[str, float]:
    frequency = SpellChecker(language="en").word_frequency
    total = frequency.total_words
    return {
        word: (math.log(total / count) / math.log(1 / RARE)) ** 2
        for word, count in frequency.items()
        if count > RARE * total
    }
