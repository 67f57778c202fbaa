"""A list as it was on a day: `as_of` with the filters of the list, for page, API and tables."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext

from portal.exports.archive.linked_reports import drop_hidden_references
from portal.exports.archive.past_follow_up import hide_withdrawn, withdrawn_submissions
from portal.exports.archive.record_values import ShownRecord, shown_record
from portal.exports.column_choice import Column
from portal.exports.table import Cell
from portal.search.archive import moments, past_search
from portal.search.archive.past_filtersets import SEARCHED, past_filterset
from portal.search.follow_up_query import asks_for_day
from portal.search.indexed_filterset import IndexedFilterSet
from portal.search.models import ArchivedRecord
from reports.models import Report

# Each is a parameter and what is wrong with it.
Reasons = list[tuple[str, str]]


class PastListError(BadRequest):
    """The parameters do not say which past list is meant; `reasons` name them."""

    def __init__(self, reasons: Reasons) -> None:
        super().__init__(" ".join(reason for _, reason in reasons))
        self.reasons = reasons


def is_asked_for(data: QueryDict) -> bool:
    return bool(data.get(moments.PARAMETER, "").strip())


class PastList:
    """The records that a list showed then, as a paginator expects them.

    What is not public any more is left out; `left_out` says how many records that is.
    """

    def __init__(
        self,
        filterset_class: type[IndexedFilterSet],
        data: QueryDict,
        *,
        without: Sequence[str] = (),
    ) -> None:
        """Raise PastListError for an unknown moment, an unknown parameter or an invalid value.

        `without` names parameters that the page of the list accepts, but the caller does not.
        """
        self.kind = filterset_class.record_type
        self.filters = past_filterset(filterset_class)(data)
        self.as_of = self.resolve(data, without)
        query = replace(self.filters.query, day=self.as_of.local_day)
        self.query = past_search.PastQuery(
            query,
            self.as_of.run.pk,
            withdrawn_reports(self.as_of.run.pk),
            withdrawn_submissions(query),
        )

    def resolve(self, data: QueryDict, without: Sequence[str]) -> moments.AsOf:
        unknown = [*self.filters.unknown_parameters, *(name for name in without if name in data)]
        reasons = [
            (name, gettext("Unknown parameter “%(name)s”.") % {"name": name}) for name in unknown
        ]
        if not self.filters.is_valid():
            errors = self.filters.errors.items()
            reasons += [(name, " ".join(messages)) for name, messages in errors]
        elif not self.filters.has_readable_query:
            reasons.append((SEARCHED, gettext("The parameter “searched” cannot be read.")))
        try:
            as_of = moments.resolve(data.get(moments.PARAMETER, ""))
        except moments.UnknownMomentError as error:
            reasons.append((moments.PARAMETER, str(error)))
        if reasons:
            raise PastListError(reasons)
        return as_of

    @cached_property
    def searcher(self) -> Any:
        return past_search.searcher_of(self.as_of.run.pk, settings.INDEX_SLICE_SECONDS)

    def count(self) -> int:
        return self.total

    @cached_property
    def total(self) -> int:
        return past_search.count(self.searcher, self.query)

    @cached_property
    def left_out(self) -> int:
        return past_search.count_left_out(self.searcher, self.query)

    def __getitem__(self, place: slice) -> list[ShownRecord]:
        start = place.start or 0
        return self.fetch(past_search.page(self.searcher, self.query, start, place.stop - start))

    def iter_all(self) -> Iterator[ShownRecord]:
        """Return an iterator over all records in order; an unreadable index raises here."""
        batches = past_search.scan(self.searcher, self.query)
        return (shown for rows in batches for shown in self.fetch_in_parts(rows))

    def fetch_in_parts(self, rows: Sequence[int], size: int = 100) -> Iterator[ShownRecord]:
        for start in range(0, len(rows), size):
            yield from self.fetch(rows[start : start + size])

    def fetch(self, rows: Sequence[int]) -> list[ShownRecord]:
        published = ArchivedRecord.objects.published().filter(pk__in=rows)
        values = dict(published.values_list("pk", "value"))
        shown = [shown_record(values[row], self.kind) for row in rows if row in values]
        drop_hidden_references([one.item for one in shown])
        hide_withdrawn(shown)
        return shown

    def columns(self) -> list[Column]:
        """Return the columns that the table of the list had then."""
        return [(heading, cell_of(heading)) for heading in self.as_of.run.headings[self.kind]]

    @property
    def live_query(self) -> str:
        """The query string of the present list with the same filters."""
        return str(self.filters.query_string_without("page", moments.PARAMETER, SEARCHED))

    @property
    def exact_query(self) -> str:
        """The query string that gives these rows at any time: with the moment instead of a day."""
        data = self.filters.data.copy()
        data.pop("page", None)
        is_dated = asks_for_day(self.query.query)
        data[moments.PARAMETER] = self.as_of.dated_value if is_dated else self.as_of.address_value
        return f"?{data.urlencode()}"


def cell_of(heading: str) -> Any:
    def cell(shown: ShownRecord) -> Cell:
        return shown.cells.get(heading, "")

    return cell


def withdrawn_reports(run: int) -> frozenset[int]:
    """Return the reports that were public at the run and are not public now."""
    reports = ArchivedRecord.objects.filter(kind=ArchivedRecord.RecordKind.REPORT, opened__lte=run)
    published = Report.objects.published().values("pk")
    gone = reports.exclude(report_key__in=published).values_list("report_key", flat=True)
    return frozenset(gone)
