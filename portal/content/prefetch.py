"""Querysets for the reading view of a report, in a fixed number of queries."""

from django.db.models import Prefetch

from portal.content.referring_records import confirmed_references
from recommendations.models import Recommendation
from reports.models import Organization, Paragraph, ParagraphTheme, Session
from reports.models.people import prefetch_affiliations

# The deepest nesting of an import. Deeper levels, made by editors, cost further queries.
PREFETCHED_LEVELS = 3


def sessions():
    """Return published sessions with all that the reading view shows of each."""
    return (
        Session.objects.published()
        .select_related("report")
        .in_document_order()
        .prefetch_related(Prefetch("paragraphs", paragraphs()))
    )


def paragraphs(queryset=None):
    """Return the paragraphs, by default all, with all that the reading view shows of each."""
    records = Paragraph.objects.all() if queryset is None else queryset
    return (
        records.select_related("report", "session__report")
        .order_by("position")
        .prefetch_related(
            Prefetch(
                "theme_assignments",
                ParagraphTheme.objects.for_listing(),
                to_attr="listed_assignments",
            ),
            "contributions__participation__person",
            Prefetch(
                "speaking_organizations",
                Organization.objects.with_labels(),
                to_attr="listed_speaking",
            ),
            prefetch_affiliations("contributions__participation__"),
            Prefetch("recommendations", heading_queryset(), to_attr="headlines"),
            confirmed_references(),
        )
    )


def heading_queryset():
    return with_points(Recommendation.objects.headline(), PREFETCHED_LEVELS)


def with_points(recommendations, levels):
    """Return the recommendations with the given number of levels of nested points prefetched."""
    queryset = (
        recommendations.select_related("report")
        .order_by("position")
        .prefetch_related(confirmed_references())
    )
    if not levels:
        return queryset
    points = with_points(Recommendation.objects.all(), levels - 1)
    return queryset.prefetch_related(Prefetch("points", points))


def draft_sessions(report):
    """Return what `sessions` returns, but for a report that may be unpublished."""
    return (
        Session.objects.filter(report=report)
        .select_related("report")
        .in_document_order()
        .prefetch_related(Prefetch("paragraphs", paragraphs()))
    )
