"""Searches in the archive: the states that a list showed at a run, in an order without ties.

The order of hits with equal sort keys depends on how an index came about. Here they are sorted by what
is stored, so that a rebuilt index gives the same pages.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import tantivy
from tantivy import Occur, Query

from portal.failures.causes import IndexDamagedError, is_panic
from portal.search import engine
from portal.search.archive import archive_index
from portal.search.archive.archive_index import STILL_SHOWN, archive_schema
from portal.search.index import damage, integrity, schema
from portal.search.models import ArchiveRun

# Hits read at once; more are read if more have the same sort key.
WINDOW = 1000
SECONDS_BETWEEN_LOOKS = 0.02
LAST_KEY = 2**64 - 1
# What decides between equal sort keys: the order of the document, then the row.
TIE_FIELDS = ("newest", "ordinal", "key", "row")


@dataclass(frozen=True)
class PastQuery:
    """A query for the states shown at a run, without those that are no longer public.

    It leaves out states of `withdrawn` reports, and states with records of `submissions`.
    """

    query: engine.SearchQuery
    run: int
    withdrawn: frozenset[int] = frozenset()
    submissions: frozenset[str] = frozenset()


@dataclass
class OpenSearcher:
    """The state of the index that this process opened last, and its searcher.

    Both in one value: threads set them at once.
    """

    opened: tuple[archive_index.ArchiveIndexState, tantivy.Searcher] | None = None


LATEST = OpenSearcher()


def searcher_of(run: int, seconds: float) -> tantivy.Searcher:
    """Return a searcher of the states at a run, after following the archive for a limited time.

    Raise IndexDamagedError if the index does not contain that run yet.
    """
    deadline = time.monotonic() + seconds
    archive_index.follow(ArchiveRun.objects.latest("number"), seconds)
    while (state := archive_index.fitting_state()) is None or state.run < run:
        if time.monotonic() > deadline:
            raise IndexDamagedError("The index of the archive is being built.")
        # Another process is writing it.
        time.sleep(SECONDS_BETWEEN_LOOKS)
        archive_index.follow(ArchiveRun.objects.latest("number"), seconds)
    opened = LATEST.opened
    if opened is None or opened[0] != state:
        opened = LATEST.opened = (state, open_or_discard())
    return opened[1]


def open_or_discard() -> tantivy.Searcher:
    try:
        return archive_index.open_searcher()
    except IndexDamagedError:
        archive_index.discard_damaged()
        raise


def guarded(call: Any, *args: Any, **options: Any) -> Any:
    """Call the engine; if its index is damaged, delete it, so that the next request rebuilds it."""
    try:
        return call(*args, **options)
    except BaseException as error:
        if not damage.is_engine_error(error):
            raise
        if integrity.damaged_files(archive_index.folder(), set()):
            archive_index.discard_damaged()
            LATEST.opened = None
            raise IndexDamagedError(str(error)) from error
        if is_panic(error):
            raise damage.EngineError(str(error)) from error
        raise


def number_range(name: str, first: int, last: int) -> Query:
    field_type = tantivy.FieldType.Unsigned
    return Query.range_query(archive_schema(), name, field_type, first, last)


def shown_at(run: int) -> list[tuple[Occur, Query]]:
    ranges = (("opened", 0, run), ("closed", run + 1, STILL_SHOWN))
    return [(Occur.Must, engine.const_score(number_range(*one))) for one in ranges]


def not_public(query: PastQuery) -> list[Query]:
    """Return the queries for what was public then and is not public now."""
    hidden = [Query.term_query(archive_schema(), "withheld", 1)]
    for name, values in (
        ("report_key", query.withdrawn),
        (schema.SUBMISSION, query.submissions),
    ):
        if values:
            hidden.append(Query.term_set_query(archive_schema(), name, sorted(values)))
    return hidden


def build_query(query: PastQuery) -> Query:
    """Return the query for the states that may be shown."""
    clauses = [(Occur.Must, engine.build_query(query.query, schema.STEMMERS)), *shown_at(query.run)]
    clauses += [(Occur.MustNot, one) for one in not_public(query)]
    return Query.boolean_query(clauses)


def count(searcher: tantivy.Searcher, query: PastQuery) -> int:
    return count_hits(searcher, build_query(query))


def count_hits(searcher: tantivy.Searcher, query: Query) -> int:
    return int(guarded(searcher.search, query, 1, count=True).count)


def count_left_out(searcher: tantivy.Searcher, query: PastQuery) -> int:
    """Return how many states with the chosen values are not public any more.

    Words do not count: a search must not reveal what withdrawn texts say.
    """
    without_words = replace(query.query, root=None)
    hidden = Query.boolean_query([(Occur.Should, one) for one in not_public(query)])
    clauses = [(Occur.Must, engine.build_query(without_words, ())), *shown_at(query.run)]
    return count_hits(searcher, Query.boolean_query([*clauses, (Occur.Must, hidden)]))


def page(searcher: tantivy.Searcher, query: PastQuery, start: int, limit: int) -> list[int]:
    """Return the rows of the archive from a place on."""
    first = sort_key_at(searcher, query, start)
    if first is None:
        return []
    before = count_hits(searcher, with_sort_keys(query, 0, first - 1)) if first else 0
    skipped = start - before
    rows: list[int] = []
    for batch in batches_from(searcher, query, first):
        rows += batch
        if len(rows) >= skipped + limit:
            break
    return rows[skipped : skipped + limit]


def scan(searcher: tantivy.Searcher, query: PastQuery) -> Iterator[list[int]]:
    """Yield the rows of all hits, in batches."""
    return batches_from(searcher, query, 0)


def sort_key_at(searcher: tantivy.Searcher, query: PastQuery, place: int) -> int | None:
    hits = sorted_hits(searcher, build_query(query), query.query.sort_field, 1, offset=place)
    return hits[0][0] if hits else None


def with_sort_keys(query: PastQuery, first: int, last: int) -> Query:
    keys = engine.const_score(number_range(query.query.sort_field, first, last))
    return Query.boolean_query([(Occur.Must, build_query(query)), (Occur.Must, keys)])


def sorted_hits(
    searcher: tantivy.Searcher, query: Query, field: str, limit: int, offset: int = 0
) -> list[tuple[int, Any]]:
    """Return (sort key, address) of some hits; the order of equal keys is undefined."""
    order = {"order_by_field": field, "order": tantivy.Order.Asc}
    return list(guarded(searcher.search, query, limit, offset=offset, count=False, **order).hits)


def batches_from(searcher: tantivy.Searcher, query: PastQuery, first: int) -> Iterator[list[int]]:
    """Yield the rows of the hits from a sort key on, all with equal keys in one batch."""
    while hits := whole_ties(searcher, with_sort_keys(query, first, LAST_KEY), query):
        yield sort_hits(searcher, hits)
        first = hits[-1][0] + 1


def whole_ties(
    searcher: tantivy.Searcher, sought: Query, query: PastQuery
) -> list[tuple[int, Any]]:
    """Return the first hits, none of which has the same sort key as one that is missing."""
    window = WINDOW
    while True:
        hits = sorted_hits(searcher, sought, query.query.sort_field, window)
        if len(hits) < window:
            return hits
        complete = [hit for hit in hits if hit[0] != hits[-1][0]]
        if complete:
            return complete
        window *= 4


def sort_hits(searcher: tantivy.Searcher, hits: list[tuple[int, Any]]) -> list[int]:
    addresses = [address for _, address in hits]
    ties = [guarded(searcher.fast_field_values, name, addresses) for name in TIE_FIELDS]
    keys = [key for key, _ in hits]
    ordered = sorted(zip(keys, *ties, strict=True))
    return [int(row) for *_, row in ordered]
