"""A report as a reader sees it: paragraphs with their speakers, recommendations in their place."""

from django.db.models import Prefetch

from recommendations.models import Recommendation
from reports.models import Paragraph, Session


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
            "themes",
            "contributions__participation__person",
            "contributions__participation__affiliations__organization",
            Prefetch("recommendations", headlines(), to_attr="headlines"),
        )
    )


def headlines():
    nested = Recommendation.objects.select_related("report").order_by("position")
    return (
        Recommendation.objects.headline()
        .select_related("report")
        .order_by("position")
        .prefetch_related(Prefetch("points", nested))
    )
