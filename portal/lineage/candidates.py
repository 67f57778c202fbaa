"""Candidates for a recommendation: those of other reports whose words are most like its own."""

import math
from collections.abc import Collection
from functools import cache
from typing import Any

from tantivy import Occur, Query

from portal.lineage import similarity
from portal.lineage.described import describe, described_drafts
from portal.lineage.similarity import INSTRUMENT, THEME, Described, Rarity, Suggestion
from portal.lineage.weights import LEAST_SCORE, WEIGHTS
from portal.search import engine
from portal.search.index import schema
from portal.search.index.reader import Searcher, current_snapshot

# How many candidates tantivy finds to be compared: by words, and among those with the same
# addressee or instrument, some of which say the same thing in other words.
BY_WORDS, BY_NAMES = 50, 100
SUGGESTIONS = 10
MAX_TERMS = 30
# A word in more texts than this part of all is left out of the search, in a large index.
MAX_FREQUENCY = 0.1
FEW_DOCUMENTS = 5000


def suggest(
    wanted: Collection[Described], *, with_drafts: bool = False
) -> dict[int, list[Suggestion]]:
    """Return the suggestions for each recommendation, by its key, the best first.

    They come from public reports and, if `with_drafts`, from reports that only editors see.
    """
    searcher = current_snapshot().searcher
    found = {one.key: similar_keys(searcher, one) for one in wanted}
    known = {one.key: one for one in describe({key for keys in found.values() for key in keys})}
    drafts = list(described_drafts()) if with_drafts else []
    rarity = rarity_in(searcher)
    return {
        one.key: best_of(
            one, [known[key] for key in found[one.key] if key in known], drafts, rarity
        )
        for one in wanted
    }


def best_of(
    wanted: Described, public: list[Described], drafts: list[Described], rarity: Rarity
) -> list[Suggestion]:
    others = [one for one in (*public, *drafts) if may_be_linked(wanted, one)]
    ranked = similarity.rank(wanted, others, rarity, WEIGHTS)
    return [one for one in ranked[:SUGGESTIONS] if one.score >= LEAST_SCORE]


def may_be_linked(first: Described, second: Described) -> bool:
    """Return whether the two come from different reports whose first days are known and differ."""
    if first.report == second.report or first.day is None or second.day is None:
        return False
    return first.day != second.day


def similar_keys(searcher: Searcher, wanted: Described) -> list[int]:
    """Return the keys of public recommendations of other reports that may say the same thing."""
    hits = similar_hits(searcher, wanted)
    return list(dict.fromkeys(searcher.keys("key", hits))) if hits else []


def similar_hits(searcher: Any, wanted: Described) -> list[Any]:
    """Return the index addresses of recommendations that may say the same thing, some of them twice.

    One search covers all documents, others only those with a shared addressee or instrument: many
    reports may use the same words for other addressees, and would fill the first search.
    """
    words = more_like(searcher, wanted.text)
    named = (("addressee", wanted.addressees), ("instrument", wanted.instruments))
    shared = [engine.any_of(name, tuple(values)) for name, values in named if values]
    hits = hits_of(searcher, words, wanted.report, BY_WORDS)
    for one in shared:
        hits += hits_of(searcher, words_first(words, one), wanted.report, BY_NAMES)
    return hits


def words_first(words: Query, shared: Query) -> Query:
    """Return the query for documents that match `shared`, ranked by how well they match `words`."""
    return Query.boolean_query([(Occur.Should, words), (Occur.Must, engine.const_score(shared))])


def hits_of(searcher: Any, query: Query, report_key: int, limit: int) -> list[Any]:
    """Return the addresses of the best hits among the recommendations of other reports."""
    recommendations = engine.any_of("record_type", ("recommendation",))
    own = Query.term_query(schema.schema(), "report_key", report_key)
    clauses = [
        (Occur.Must, engine.const_score(recommendations)),
        (Occur.MustNot, own),
        (Occur.Must, query),
    ]
    hits = searcher.search(Query.boolean_query(clauses), limit, count=False).hits
    return [address for _, address in hits]


def more_like(searcher: Any, text: str) -> Query:
    documents = number_of_documents(searcher)
    is_large = documents > FEW_DOCUMENTS
    return Query.more_like_this_document_fields_query(
        schema.schema(),
        {"text": [text]},
        min_doc_frequency=1,
        # Replaced documents count until tantivy merges their segment. A word in more documents
        # than there are would make it panic.
        max_doc_frequency=int(documents * MAX_FREQUENCY) if is_large else documents,
        min_term_frequency=1,
        max_query_terms=MAX_TERMS,
    )


def number_of_documents(searcher: Any) -> int:
    # A property of tantivy's searcher, which the guarded one wraps.
    return int(getattr(searcher, "searcher", searcher).num_docs)


def rarity_in(searcher: Any) -> Rarity:
    """Return the inverse document frequency of words in the index, each looked up once."""
    documents = number_of_documents(searcher)

    @cache
    def rarity(word: str) -> float:
        return math.log(1 + documents / (1 + searcher.doc_freq(*field_and_term(word))))

    return rarity


def field_and_term(word: str) -> tuple[str, str]:
    """Return the field of the index for a word of a Described or a theme, and the term there."""
    for prefix, name in ((INSTRUMENT, "instrument"), (THEME, "theme")):
        if word.startswith(prefix):
            return name, word.removeprefix(prefix)
    return "text", word
