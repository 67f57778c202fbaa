"""Queries of the search index: a SearchQuery in, record keys out."""

from collections.abc import Callable, Collection, Hashable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from typing import Any

import tantivy
from django.utils import timezone
from tantivy import Occur, Query

from portal.search import follow_up_query, index_fields
from portal.search.index import schema, sort_keys
from portal.search.index.reader import IndexSnapshot, Searcher, current_snapshot
from portal.search.query.ast import Node
from portal.search.query.compiler import compile_query
from portal.search.ties import search_ranked

# Sort fields that keep the documents of a report together, in document order.
NEWEST, OLDEST, ADDED, LAST_CHANGED = "newest", "oldest", "added", "last_changed"
RELEVANCE, LEVEL, REFERENCE = "relevance", "level", "reference"
# The index field of a sort order, where it has another name.
SORT_FIELDS = {LEVEL: "by_level", REFERENCE: "by_reference"}
# Hits per search of a scan (each search skips those before it), and keys per yielded batch.
SCAN_PAGE_SIZE = 20_000
SCAN_BATCH_SIZE = 500
MAX_CACHED_COUNTS = 500


@dataclass(frozen=True)
class SearchQuery:
    """Documents of one kind that match the words and have the chosen values.

    Three mappings from facets (see index_fields) to values choose documents: those with any, all
    or none of the values. If themes are chosen, `theme_status` applies to the assignments of these
    themes. All chosen values of follow-up must be those of the same follow-up record.
    """

    kind: str
    root: Node | None = None
    choices: index_fields.Choices = field(default_factory=dict)
    required: index_fields.Choices = field(default_factory=dict)
    excluded: index_fields.Choices = field(default_factory=dict)
    sort: str = RELEVANCE
    # Only what was published for the first time at this moment or later.
    published_since: datetime | None = None
    # Only what was added after the first moment and until the second.
    added: tuple[datetime, datetime] | None = None
    # On which something is overdue or not.
    day: date = field(default_factory=timezone.localdate)

    @property
    def is_ranked(self) -> bool:
        return self.root is not None and self.sort == RELEVANCE

    @property
    def sort_field(self) -> str:
        return NEWEST if self.sort == RELEVANCE else SORT_FIELDS.get(self.sort, self.sort)

    @property
    def selections(self) -> tuple[index_fields.Choices, ...]:
        return (self.choices, self.required, self.excluded)

    def without_choice(self, name: str) -> "SearchQuery":
        """Return the query under which the values of a facet are counted."""
        others = {key: values for key, values in self.choices.items() if key != name}
        return replace(self, choices=others)


@dataclass(frozen=True)
class Hits:
    """The number of all hits, and the record keys of the requested ones in order."""

    total: int
    keys: list[int]


def cached_counts(
    snapshot: IndexSnapshot,
    query: SearchQuery,
    cache_key: Hashable,
    count: Callable[[], Any],
) -> Any:
    """Call `count` once per snapshot. Queries with words or a day vary too much to be cached."""
    if query.root is not None or query.published_since:
        return count()
    key = (query.kind, query.day, *map(hashable, query.selections), cache_key)
    counts = snapshot.counts.get(key)
    if counts is None:
        counts = count()
        if len(snapshot.counts) >= MAX_CACHED_COUNTS:
            snapshot.counts.clear()
        snapshot.counts[key] = counts
    return counts


def hashable(choices: index_fields.Choices) -> Hashable:
    return tuple(sorted((name, tuple(sorted(values))) for name, values in choices.items()))


def search(query: SearchQuery, *, offset: int = 0, limit: int) -> Hits:
    """Return the hits from the offset on, by relevance or in the order of the query."""
    return run_query(current_snapshot().searcher, query, offset, limit)


def scan(query: SearchQuery) -> Iterator[list[int]]:
    """Return batches of the keys of all hits, from the snapshot at the time of the call."""
    return scan_batches(current_snapshot().searcher, query)


def scan_batches(searcher: Searcher, query: SearchQuery) -> Iterator[list[int]]:
    offset = 0
    while keys := run_query(searcher, query, offset, SCAN_PAGE_SIZE).keys:
        yield from (
            keys[start : start + SCAN_BATCH_SIZE] for start in range(0, len(keys), SCAN_BATCH_SIZE)
        )
        offset += SCAN_PAGE_SIZE


def run_query(searcher: Searcher, query: SearchQuery, offset: int, limit: int) -> Hits:
    built = build_query(query, searcher.stemmed_languages)
    find = search_ranked if query.is_ranked else partial(search_sorted, field=query.sort_field)
    count, addresses = find(searcher, built, offset=offset, limit=limit)
    key_field = schema.KEY_FIELDS.get(query.kind, "key")
    return Hits(count, searcher.keys(key_field, addresses) if addresses else [])


def search_sorted(
    searcher: Searcher, query: Query, *, offset: int, limit: int, field: str
) -> tuple[int, list[tantivy.DocAddress]]:
    order = {"order_by_field": field, "order": tantivy.Order.Asc}
    result = searcher.search(query, max(limit, 1), offset=offset, count=True, **order)
    return result.count, [address for _, address in result.hits[:limit]]


def total(searcher: Searcher, query: SearchQuery) -> int:
    """Return the number of hits without sorting them."""
    built = build_query(query, searcher.stemmed_languages)
    return int(searcher.search(built, 1, count=True).count)


def count(query: SearchQuery) -> int:
    snapshot = current_snapshot()

    def count_hits():
        return total(snapshot.searcher, query)

    return cached_counts(snapshot, query, "total", count_hits)


def narrow(query: SearchQuery, name: str, value: str) -> SearchQuery:
    return replace(query, choices={**query.choices, name: (value,)})


def build_query(query: SearchQuery, languages: Collection[str]) -> Query:
    """Return the query of the engine; `languages` are those that the index has stems of."""
    of_one_record = follow_up_query.clause(query.choices, query.day)
    # Only recommendations have follow-up: a second condition on all of them would cost most of the time.
    kind = any_of("record_type", (query.kind,))
    clauses = [(Occur.Must, kind if of_one_record is None else of_one_record)]
    for name, values in index_fields.index_choices(query.choices).items():
        clauses.append((Occur.Must, any_of(name, values)))
    for name, values in query.required.items():
        clauses += [(Occur.Must, has_any(query, name, (value,))) for value in values]
    for name, values in query.excluded.items():
        clauses.append((Occur.MustNot, has_any(query, name, values)))
    if query.published_since:
        clauses.append((Occur.Must, published_since(query.published_since)))
    if query.added:
        clauses.append((Occur.Must, added_between(*query.added)))
    clauses = [(occur, const_score(clause)) for occur, clause in clauses]
    if query.root is not None:
        clauses.append((Occur.Must, compile_query(query.root, languages)))
    return Query.boolean_query(clauses)


def has_any(query: SearchQuery, name: str, values: tuple[str, ...]) -> Query:
    """Return the query for any of the values of a facet, under what is chosen of related ones."""
    if name in follow_up_query.FACETS:
        return follow_up_query.clause_with(query.choices, name, values, query.day)
    return any_of(index_fields.index_field(name, query.choices), values)


def any_of(name: str, values: tuple[str, ...]) -> Query:
    if len(values) == 1:
        return Query.term_query(schema.schema(), name, values[0], index_option="basic")
    return Query.term_set_query(schema.schema(), name, list(values))


def published_since(moment: datetime) -> Query:
    latest = sort_keys.latest_first(moment)[0]
    return Query.range_query(schema.schema(), ADDED, tantivy.FieldType.Unsigned, 0, latest)


def added_between(after: datetime, until: datetime) -> Query:
    """Return the query for documents added after one moment and until another, to the millisecond."""
    bounds = (sort_keys.latest_first(until)[0], sort_keys.latest_first(after)[0])
    return Query.range_query(
        schema.schema(), ADDED, tantivy.FieldType.Unsigned, *bounds, include_upper=False
    )


def const_score(query: Query) -> Query:
    """Keep a filter from contributing to the relevance score."""
    return Query.const_score_query(query, 0.0)
