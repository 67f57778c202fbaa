"""Did you mean: words of the index that look like those that find nothing."""

from difflib import get_close_matches

import tantivy

from portal.search import engine, schema
from portal.search.opened import Searcher, current
from portal.search.words import words_of

LIKENESS = 0.72
MOST = 3
# A look at each takes a walk through the words of the index.
MOST_WORDS = 6
# Words that begin alike; nobody mistypes the first letter.
LETTERS = 1
MOST_TERMS = 5000
FIELDS = ("text_as_written", "speakers_as_written")


def instead_of(typed: str, kind: str) -> list[str]:
    """Return up to three texts in which each word that no place holds has become one like it."""
    asked = current().searcher
    only = engine.any_of("kind", (kind,))
    words = words_of(typed)
    alternatives = {
        word: similar(asked, word, only)
        for word in list(dict.fromkeys(words))[:MOST_WORDS]
        if not is_known(asked, word)
    }
    better: list[list[str]] = [[]]
    for word in words:
        found = alternatives.get(word) or [word]
        better = [[*before, one] for before in better for one in found][:MOST]
    texts = [" ".join(some) for some in better]
    return [text for text in texts if text != " ".join(words)]


def is_known(asked: Searcher, word: str) -> bool:
    written = schema.as_written().analyze(word)
    return bool(written) and any(asked.doc_freq(name, written[0]) for name in FIELDS)


def similar(asked: Searcher, word: str, only: tantivy.Query) -> list[str]:
    """Return the most alike words of places of that kind, the more frequent first among equals."""
    beginning = "".join(schema.as_written().analyze(word))[:LETTERS]
    terms = {
        term: count
        for name in FIELDS
        for term, count in asked.terms_with_prefix(name, beginning, only, MOST_TERMS)
    }
    by_frequency = sorted(terms, key=lambda term: (-terms[term], term))
    return get_close_matches(word, by_frequency, MOST, LIKENESS)
