"""Spelling corrections: words of the index similar to typed words that it does not contain."""

from functools import cache

import tantivy
from rapidfuzz import process
from rapidfuzz.fuzz import ratio
from spellchecker import SpellChecker

from portal.search import engine
from portal.search.index import schema
from portal.search.index.reader import Searcher, current_snapshot
from portal.search.query.compiler import stem
from portal.search.query.tokenizer import split_words

# Percent of matching letters.
MIN_SIMILARITY = 72
MAX_SUGGESTIONS = 3
# Each unknown word costs a scan of the terms of the index.
MAX_CORRECTED_WORDS = 6
# Letters that must be right: the first letter is rarely mistyped.
PREFIX_LENGTH = 1
MAX_TERMS = 5000
FIELDS = ("text_as_written", "speakers_as_written")


def suggest_corrections(text: str, kind: str, *, misspelled_only: bool = False) -> list[str]:
    """Return up to MAX_SUGGESTIONS texts with the unknown words replaced by similar ones.

    With `misspelled_only`, words in the English dictionary stay: somebody who types “piracy” does
    not mean “privacy”.
    """
    searcher = current_snapshot().searcher
    of_kind = engine.any_of("record_type", (kind,))
    words = split_words(text)
    alternatives = {
        word: similar_words(searcher, word, of_kind)
        for word in list(dict.fromkeys(words))[:MAX_CORRECTED_WORDS]
        if not is_known(searcher, word) and not (misspelled_only and word in english_words())
    }
    corrected: list[list[str]] = [[]]
    for word in words:
        choices = alternatives.get(word) or [word]
        corrected = [[*before, choice] for before in corrected for choice in choices]
        corrected = corrected[:MAX_SUGGESTIONS]
    suggestions = [" ".join(corrected_words) for corrected_words in corrected]
    return [suggestion for suggestion in suggestions if suggestion != " ".join(words)]


def is_known(searcher: Searcher, word: str) -> bool:
    tokens = schema.exact_analyzer().analyze(word)
    return bool(tokens) and (
        any(searcher.doc_freq(name, tokens[0]) for name in FIELDS)
        or bool(searcher.doc_freq(schema.COMPOUNDS, stem(word)))
    )


@cache
def english_words() -> frozenset[str]:
    return frozenset(SpellChecker(language="en").word_frequency.words())


def similar_words(searcher: Searcher, word: str, of_kind: tantivy.Query) -> list[str]:
    """Return the most similar words of matching documents, by similarity, then by frequency."""
    prefix = "".join(schema.exact_analyzer().analyze(word))[:PREFIX_LENGTH]
    terms = {
        term: count
        for name in FIELDS
        for term, count in searcher.terms_with_prefix(name, prefix, of_kind, MAX_TERMS)
    }
    by_frequency = sorted(terms, key=lambda term: (-terms[term], term))
    matches = process.extract(
        word,
        by_frequency,
        limit=MAX_SUGGESTIONS,
        score_cutoff=MIN_SIMILARITY,
        scorer=ratio,
    )
    return [match for match, *_ in matches]
