"""The reports whose records a harvester may get, in the order of their newest changes."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from portal.oai import part_queries
from portal.oai.identifiers import PARTS, RecordKind
from portal.oai.selection import Position, Selection
from portal.search.models import IndexChange
from reports.models import Report
from reports.models.querysets import PUBLISHED


class Candidate(NamedTuple):
    """A report that is public or was, and the newest change of its public content."""

    key: int
    status: str
    change: int
    changed_at: datetime

    @property
    def is_public(self) -> bool:
        return self.status == PUBLISHED


def known_reports() -> QuerySet[Any]:
    """Return the reports that are or were public; of the latter, only the deletion is reported.

    A change is logged when public content changes, and when it ceases to be public. Reports that
    were published before there was a log have the day of their publication.
    """
    changes = IndexChange.objects.filter(report_key=OuterRef("pk")).order_by("-pk")
    # nosemgrep: public-record-without-gate -- withdrawn reports are answered as deleted
    known = Report.objects.filter(next_of=None).exclude(published_at=None)
    return known.annotate(
        change=Coalesce(Subquery(changes.values("pk")[:1]), Value(0)),
        changed_at=Coalesce(Subquery(changes.values("at")[:1]), F("published_at")),
    )


def find_candidate(key: int) -> Candidate | None:
    return next(iter(as_candidates(known_reports().filter(pk=key))), None)


def next_candidates(selection: Selection, after: Position, limit: int) -> list[Candidate]:
    """Return the first reports, up to the limit, that may have records after the position."""
    further = Q(change__gt=after.change) | Q(change=after.change, pk__gte=after.report)
    reports = known_reports().filter(further).filter(may_match(selection))
    return as_candidates(reports.order_by("change", "pk")[:limit])


def as_candidates(reports: QuerySet[Any]) -> list[Candidate]:
    rows = reports.values_list("pk", "status", "change", "changed_at")
    return [Candidate(*row) for row in rows]


def may_match(selection: Selection) -> Q:
    """Return a filter for the reports that may have selected records.

    The sets of a withdrawn report's records are determined later, from its last published version.
    """
    is_public = Q(status=PUBLISHED)
    in_series = is_public & part_queries.in_series(selection, "")
    changed = part_queries.in_window("changed_at", selection)
    removed = Exists(part_queries.removed(selection).filter(report=OuterRef("pk")))
    return (
        (in_series & changed & has_records(selection))
        | (~is_public & changed)
        | ((in_series | ~is_public) & removed)
    )


def has_records(selection: Selection) -> Q:
    if RecordKind.REPORTS in selection.kinds:
        return Q()
    condition = Q(pk__in=[])
    for kind in PARTS:
        if kind in selection.kinds:
            parts = part_queries.public_parts(kind, selection)
            condition |= Q(Exists(parts.filter(report=OuterRef("pk"))))
    return condition
