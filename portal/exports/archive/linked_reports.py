"""The reports whose shown records change with another report: those with references from or to it.

A paragraph of a report that is evidence of follow-up is a reference as well.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from portal.exports.archive.record_values import decoded
from portal.search.models import ArchivedRecord
from recommendations.models import CrossReference, FollowUp, LineageLink
from reports.former_slugs import public_slugs
from reports.models import Report

# The keys of the references in an item of the API, and of the recommendations in its lineage.
ENDS = ("refers_to", "referred_to_by")
LINEAGE_ENDS = ("earlier", "later")
SLUG_IN_URL = re.compile(r"/(?:reports|recommendations)/([^/]+)/")
ROWS_AT_ONCE = 500


def linked_reports(report_key: int) -> set[int]:
    """Return the public reports that the report refers to, and those that refer to it."""
    references = CrossReference.objects.exclude(other_report=None).order_by()
    referred = references.filter(report=report_key).values_list("other_report", flat=True)
    referring = references.filter(other_report=report_key).values_list("report", flat=True)
    evidence = FollowUp.objects.filter(evidence_paragraph__report=report_key)
    proven = evidence.values_list("recommendation__report", flat=True)
    linked = {*referred, *referring, *proven, *reports_in_lineage(report_key)}
    return set(Report.objects.published().filter(pk__in=linked).values_list("pk", flat=True))


def reports_in_lineage(report_key: int) -> set[int]:
    links = LineageLink.objects.confirmed().between_two().of_report(report_key).order_by()
    return {key for pair in links.values_list("earlier__report", "later__report") for key in pair}


def reports_named_in(rows: Sequence[int]) -> set[int]:
    """Return the public reports at the other end of references and links in these archived rows."""
    slugs: set[str] = set()
    for start in range(0, len(rows), ROWS_AT_ONCE):
        states = ArchivedRecord.objects.filter(pk__in=rows[start : start + ROWS_AT_ONCE])
        for value in states.values_list("value", flat=True):
            slugs.update(named_slugs(decoded(value)))
    return set(Report.objects.published().filter(slug__in=slugs).values_list("pk", flat=True))


def named_slugs(value: dict[str, Any]) -> Iterator[str]:
    for shown in value["shown"].values():
        yield from slugs_of(shown["item"])


def slugs_of(item: dict[str, Any]) -> Iterator[str]:
    """Yield the slug of the report at the other end of each reference or link of an item."""
    for holder, end in lists_of_links(item):
        for reference in holder.get(end, ()):
            yield from SLUG_IN_URL.findall(reference["url"])


def lists_of_links(item: dict[str, Any]) -> list[tuple[dict[str, Any], str]]:
    """Return where an item has lists of references and links: a dictionary, and the key in it."""
    lineage = item.get("lineage", {})
    return [*((item, end) for end in ENDS), *((lineage, end) for end in LINEAGE_ENDS)]


def drop_hidden_references(items: Sequence[dict[str, Any]]) -> None:
    """Remove references from or to reports that are not public now.

    Such references contain names from these reports.
    """
    slugs = {slug for item in items for slug in slugs_of(item)}
    public = public_among(slugs) if slugs else set()
    for item in items:
        for holder, end in lists_of_links(item):
            if holder.get(end):
                holder[end] = [
                    reference
                    for reference in holder[end]
                    if public.issuperset(SLUG_IN_URL.findall(reference["url"]))
                ]


def public_among(slugs: set[str]) -> set[str]:
    """Return the slugs that a public report has or had."""
    present = Report.objects.published().filter(slug__in=slugs).values_list("slug", flat=True)
    return {*present, *public_slugs(slugs)}
