"""A report as a reader sees it: paragraphs with their speakers, recommendations in their place."""

from django.db.models import Prefetch

from recommendations.models import Recommendation
from reports.models import Paragraph, ParagraphTheme, Session
from reports.models.people import affiliations_listed

# An import nests no deeper; what an editor nests deeper is shown all the same.
LEVELS_BELOW = 3


def sessions():
    """Return sessions with all that the reading view shows of each, in a fixed number of queries."""
    return (
        Session.objects.published()
        .select_related("report")
        .as_printed()
        .prefetch_related(Prefetch("paragraphs", paragraphs()))
    )


def paragraphs():
    return (
        Paragraph.objects.select_related("report", "session")
        .order_by("position")
        .prefetch_related(
            Prefetch(
                "theme_assignments",
                ParagraphTheme.objects.for_listing(),
                to_attr="listed_assignments",
            ),
            "contributions__participation__person",
            Prefetch("speaking_organizations", to_attr="listed_speaking"),
            affiliations_listed("contributions__participation__"),
            Prefetch("recommendations", headlines(), to_attr="headlines"),
        )
    )


def headlines():
    return with_points(Recommendation.objects.headline(), LEVELS_BELOW)


def with_points(recommendations, levels):
    """Fetch along the points below, and those below these."""
    found = recommendations.select_related("report").order_by("position")
    if not levels:
        return found
    below = with_points(Recommendation.objects.all(), levels - 1)
    return found.prefetch_related(Prefetch("points", below))


def draft_sessions(report):
    """Return what `sessions` returns, of a report that may have no readers: for its editors."""
    return (
        Session.objects.filter(report=report)
        .select_related("report")
        .as_printed()
        .prefetch_related(Prefetch("paragraphs", paragraphs()))
    )
