"""Did you mean: words of the index that look like those that find nothing."""

from difflib import get_close_matches

import tantivy

from portal.search import engine, schema
from portal.search.words import words_of

LIKENESS = 0.72
MOST = 3
# Words that begin alike; nobody mistypes the first letter.
LETTERS = 1
MOST_TERMS = 5000
FIELDS = ("text_as_written", "speakers_as_written")


def instead_of(typed: str, kind: str) -> list[str]:
    """Return up to three texts in which every word that no place holds has become one that does."""
    asked = engine.searcher()
    only = engine.any_of("kind", (kind,))
    better: list[list[str]] = [[]]
    for word in words_of(typed):
        alternatives = [word] if is_known(asked, word) else similar(asked, word, only)
        better = [
            [*before, one] for before in better for one in alternatives or [word]
        ][:MOST]
    texts = [" ".join(words) for words in better]
    return [text for text in texts if text != " ".join(words_of(typed))]


def is_known(asked: tantivy.Searcher, word: str) -> bool:
    written = schema.as_written().analyze(word)
    return bool(written) and any(asked.doc_freq(name, written[0]) for name in FIELDS)


def similar(asked: tantivy.Searcher, word: str, only: tantivy.Query) -> list[str]:
    """Return the most alike words of places of that kind, the more frequent first among equals."""
    beginning = "".join(schema.as_written().analyze(word))[:LETTERS]
    terms = {
        term: count
        for name in FIELDS
        for term, count in asked.terms_with_prefix(name, beginning, only, MOST_TERMS)
    }
    by_frequency = sorted(terms, key=lambda term: (-terms[term], term))
    return get_close_matches(word, by_frequency, MOST, LIKENESS)
