"""Facet counts from the index: values of a field with their number of documents."""

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from django.utils.translation import get_language

from portal.search import engine, follow_up_counts, index_fields
from portal.search.index.reader import IndexSnapshot, Searcher, current_snapshot, is_caught_up
from reports.models import ThemeStatus
from reports.trees import Tree

# tantivy's limit of terms per aggregation; the rarest values beyond it are left out. It is also
# the limit per segment, however few values are requested: merging shorter lists of the segments
# would give wrong sums.
MAX_FACET_VALUES = 65_000
MAX_CACHED_LABELS = 5000
MAX_PREFETCHED_LABELS = 200

Counts = list[tuple[str, int]]

# tantivy releases the GIL: two counting threads run in parallel with each other and with the
# database queries of the request.
COUNTERS = ThreadPoolExecutor(2, thread_name_prefix="counting")
# Counts that somebody waits for.
RUNNING: set[Future[dict[str, Counts]]] = set()


def facet_counts(
    query: engine.SearchQuery, names: Iterable[str], limit: int = MAX_FACET_VALUES
) -> dict[str, Counts]:
    """Return {field: [(value, number of documents)]}, most frequent values first.

    Each field is counted under all choices but its own.
    """
    return start_facet_counts(query, names, limit)()


def start_facet_counts(
    query: engine.SearchQuery, names: Iterable[str], limit: int = MAX_FACET_VALUES
) -> Callable[[], dict[str, Counts]]:
    """Start `facet_counts` in other threads; return a function that waits for the result."""
    snapshot = current_snapshot()
    names = list(names)
    unfiltered = [name for name in names if name not in query.choices]
    # Fields without a choice have the same query and share an aggregation, or two if nobody else
    # waits: each searches for the documents again.
    halves = (unfiltered,) if RUNNING else (unfiltered[::2], unfiltered[1::2])
    passes = [(query, tuple(half)) for half in halves if half]
    filtered = [name for name in names if name in query.choices]
    passes += [(query.without_choice(name), (name,)) for name in filtered]
    futures = [
        COUNTERS.submit(count_facets, snapshot, *query_and_fields, limit)
        for query_and_fields in passes
    ]
    RUNNING.update(futures)
    for future in futures:
        future.add_done_callback(RUNNING.discard)

    def wait():
        results = [future.result() for future in futures]
        return {name: counts for result in results for name, counts in result.items()}

    return wait


def counts_by_value(kind: str, name: str) -> dict[str, int]:
    """Return {value: number of documents of the kind} for a field."""
    snapshot, query = current_snapshot(), engine.SearchQuery(kind)

    def count_values():
        searcher = snapshot.searcher
        return dict(aggregate(searcher, query, (name,), MAX_FACET_VALUES)[name])

    return engine.cached_counts(snapshot, query, ("numbers", name), count_values)


def counts_within(query: engine.SearchQuery, names: Iterable[str]) -> dict[str, dict[str, int]]:
    """Return {field: {value: number of documents}} of all documents of the query.

    Unlike facets, which offer other values, each field is counted under its own choices as well.
    """
    counted = aggregate(current_snapshot().searcher, query, tuple(names), MAX_FACET_VALUES)
    return {name: dict(counts) for name, counts in counted.items()}


def counts_for_values(
    query: engine.SearchQuery, name: str, values: Iterable[str]
) -> dict[str, int]:
    """Return {value: number of documents} for those of the values that have documents."""
    wanted = tuple(values)
    if not wanted:
        return {}
    narrowed = replace(query, choices={**query.choices, name: wanted})
    searcher = current_snapshot().searcher
    counts = aggregate(searcher, narrowed, (name,), MAX_FACET_VALUES)[name]
    # A document may have other values as well.
    return {value: number for value, number in counts if value in set(wanted)}


def count_facets(
    snapshot: IndexSnapshot, query: engine.SearchQuery, names: tuple[str, ...], limit: int
) -> dict[str, Counts]:
    def count():
        return aggregate(snapshot.searcher, query, names, limit)

    # All values of a field take too much memory to cache for every combination of choices.
    if limit == MAX_FACET_VALUES:
        return count()
    return engine.cached_counts(snapshot, query, (names, limit), count)


def aggregate(
    searcher: Searcher, query: engine.SearchQuery, names: tuple[str, ...], limit: int
) -> dict[str, Counts]:
    request = {name: counted for name in names if (counted := counting(query, name, limit))}
    built = engine.build_query(query, searcher.stemmed_languages)
    result = searcher.aggregate(built, request) if request else {}
    counts = {name: read_counts(name, result[name]["buckets"]) for name in request}
    return counts | {
        name: count_each_value(searcher, query, name) for name in names if name not in request
    }


def counting(query: engine.SearchQuery, name: str, limit: int) -> dict[str, Any]:
    """Return the aggregation that counts a facet, or nothing if no field has all its values."""
    if name in follow_up_counts.FACETS:
        return follow_up_counts.counting(query, name)
    if name == "theme_status" and any("theme" in chosen for chosen in query.selections):
        return {}
    field = index_fields.index_field(name, query.choices)
    return {"terms": {"field": field, "size": limit, "segment_size": MAX_FACET_VALUES}}


def read_counts(name: str, buckets: list[dict[str, Any]]) -> Counts:
    if name in follow_up_counts.FACETS:
        return follow_up_counts.read_counts(name, buckets)
    return [(bucket["key"], bucket["doc_count"]) for bucket in buckets]


def count_each_value(searcher: Searcher, query: engine.SearchQuery, name: str) -> Counts:
    """Count values under related choices, by one query per value, because no field holds both."""
    if name in follow_up_counts.FACETS:
        return follow_up_counts.count_each_value(searcher, query, name)
    counts = [
        (value, engine.total(searcher, engine.narrow(query, name, value)))
        for value in ThemeStatus.values
    ]
    return [(value, number) for value, number in counts if number]


def cached_labels(
    kind: str,
    name: str,
    values: Iterable[str],
    prefetch: Iterable[str],
    load_labels: Callable[[str, list[str]], dict[str, str]],
) -> dict[str, str]:
    """Return {value: label in the language of the page}, calling `load_labels` only for values not cached in the snapshot.

    Lists and charts share the cache, so `load_labels` must return labels of reports.labels.
    If any value must be loaded, values of `prefetch` are loaded with it at little cost.
    """
    snapshot = current_snapshot()
    # Records of an outdated index may not be public any more.
    if not is_caught_up():
        return load_labels(name, list(values))
    cached = snapshot.labels.setdefault((kind, name, get_language()), {})
    labels = {value: cached[value] for value in values if value in cached}
    if missing := [value for value in values if value not in labels]:
        others = [value for value in prefetch if value not in cached]
        loaded = load_labels(name, [*missing, *others[:MAX_PREFETCHED_LABELS]])
        labels |= {value: loaded[value] for value in missing if value in loaded}
        if len(cached) >= MAX_CACHED_LABELS:
            cached.clear()
        cached.update(loaded)
    return labels


def cached_tree(tree: Tree) -> Tree:
    """Return the snapshot's tree of this class, or else `tree`. A tree is read when first used."""
    return tree if not is_caught_up() else current_snapshot().trees.setdefault(type(tree), tree)
