"""Counts of the facets of follow-up: one aggregation for each, or one query for each value.

Where other facets of follow-up are chosen, a value counts if one record has both it and what is
chosen: no field holds that. Otherwise one field holds all values of a document, joined into one.
"""

from collections import Counter
from dataclasses import replace
from typing import Any

import tantivy

from portal.search import engine, follow_up_query
from portal.search.follow_up_terms import FACETS, OVERDUE
from portal.search.index import schema
from portal.search.index.reader import Searcher
from recommendations.follow_up_filters import YES
from recommendations.models import FollowUp, Side

__all__ = ["FACETS"]
FIXED_VALUES: dict[str, list[str]] = {
    "status": FollowUp.Status.values,
    "response": FollowUp.Response.values,
    "side": Side.values,
    OVERDUE: [YES],
}
# The limit of terms of an aggregation.
MAX_SETS = 65_000


def counting(query: engine.SearchQuery, name: str) -> dict[str, Any]:
    """Return the aggregation that counts a facet, or nothing if each value needs a query."""
    if follow_up_query.has_others(query.selections, name):
        return {}
    if name == OVERDUE:
        return {"range": {"field": schema.DUE, "ranges": [{"to": query.day.toordinal()}]}}
    return aggregation(name)


def aggregation(name: str) -> dict[str, Any]:
    return {"terms": {"field": schema.FOLLOW_UP_SETS[name], "size": MAX_SETS}}


def read_counts(name: str, buckets: list[dict[str, Any]]) -> list[tuple[str, int]]:
    """Return (value, number of documents) from an aggregation, most frequent values first."""
    if name == OVERDUE:
        # The other bucket has the days from today on; an empty index has none.
        number = sum(bucket["doc_count"] for bucket in buckets if not bucket.get("from"))
        return [(YES, number)] if number else []
    numbers: Counter[str] = Counter()
    for bucket in buckets:
        for value in bucket["key"].split(schema.SET_SEPARATOR):
            numbers[value] += bucket["doc_count"]
    return numbers.most_common()


def count_each_value(
    searcher: Searcher, query: engine.SearchQuery, name: str
) -> list[tuple[str, int]]:
    values = rounds_of(searcher) if name == "round" else FIXED_VALUES[name]
    counts = [(value, engine.total(searcher, with_value(query, name, value))) for value in values]
    return [(value, number) for value, number in counts if number]


def with_value(query: engine.SearchQuery, name: str, value: str) -> engine.SearchQuery:
    """Return the query for recommendations that have the value as well as what is chosen."""
    if name not in query.choices:
        return engine.narrow(query, name, value)
    required = (*query.required.get(name, ()), value)
    return replace(query, required={**query.required, name: required})


def rounds_of(searcher: Searcher) -> list[str]:
    """Return the rounds of all recommendations of an index, which it keeps."""
    if not searcher.rounds:
        everything = tantivy.Query.all_query()
        result = searcher.aggregate(everything, {"round": aggregation("round")})
        searcher.rounds += [name for name, _ in read_counts("round", result["round"]["buckets"])]
    return searcher.rounds
