"""The permanent address of the present rows of a list, which the list and the API state."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from portal.search.archive import moments
from portal.search.archive.past_filtersets import SEARCHED
from portal.search.follow_up_query import asks_for_day
from portal.search.index import reader
from portal.search.indexed_filterset import IndexedFilterSet
from portal.search.models import ArchiveRun
from portal.search.query.parser import parse_query
from portal.search.query.written_query import write_readable
from portal.web.provisional import set_provisional


@dataclass(frozen=True)
class DataLink:
    """The moment since which the data are unchanged, and the query string that asks for them."""

    at: datetime
    query_string: str


def data_link(request: HttpRequest, filters: IndexedFilterSet) -> DataLink | None:
    """Return the link of a list, or None while the archive lags behind the index.

    The answer is provisional then: caches must not keep it.
    """
    snapshot = reader.current_snapshot()
    run = run_of(snapshot)
    if run is None:
        return None
    if snapshot.state is None or run.change_key != snapshot.state.cursor:
        set_provisional(request)
        return None
    written = write_readable(filters.root) if filters.root is not None else ""
    if written is None:
        return None
    data = filters.data.copy()
    for name in ("page", "spelling"):
        data.pop(name, None)
    at = moments.moment_of_day(run, filters.day) if asks_for_day(filters.query) else run.at
    data[moments.PARAMETER] = moments.moment_text(at)
    if filters.root != parse_query(filters.search_text).root:
        data[SEARCHED] = written
    return DataLink(at, f"?{data.urlencode()}")


def run_of(snapshot: reader.IndexSnapshot) -> ArchiveRun | None:
    """Return the newest run; once a run has the state of the index, it is cached and reused."""
    runs = snapshot.shared_records.setdefault(ArchiveRun, {})
    cursor = snapshot.state.cursor if snapshot.state else None
    run = runs.get(cursor) or ArchiveRun.objects.last()
    if run is not None and run.change_key == cursor:
        runs[cursor] = run
    return run
