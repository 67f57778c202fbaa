"""How much is published: in all, and of one record. A number shown equals what its link leads to."""

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from recommendations.models import Recommendation
from reports.models import Contribution, Instrument, Organization, Person, Report, Theme


def totals():
    """Return (URL name, singular, plural, number) of each kind of record, for the home page."""
    kinds = (
        ("report-list", "report", "reports", Report),
        ("recommendation-list", "recommendation", "recommendations", Recommendation),
        ("contribution-list", "contribution", "contributions", Contribution),
        ("speaker-list", "person", "people", Person),
        ("organization-list", "organization", "organizations", Organization),
        ("theme-list", "theme", "themes", Theme),
        ("instrument-list", "instrument", "instruments", Instrument),
    )
    return [
        (url, one, many, model.objects.published().count())
        for url, one, many, model in kinds
    ]


def recommendations_by_level():
    """Return (level, its label, number of recommendations) in the order of the levels."""
    counts = dict(
        Recommendation.objects.published()
        .order_by()
        .values_list("level")
        .annotate(Count("pk"))
    )
    return [(*level, counts.get(level[0], 0)) for level in Recommendation.Level.choices]


def with_counts(shared: QuerySet, recommendations: str, contributions: str) -> QuerySet:
    """Add `recommendation_count` and `contribution_count` to records that reports share.

    The two look-ups lead from a recommendation and from a contribution to the record.
    """
    return shared.annotate(
        recommendation_count=counted(Recommendation, recommendations),
        contribution_count=counted(Contribution, contributions),
    )


def counted(model, through):
    rows = model.objects.published().filter(**{through: OuterRef("pk")}).order_by()
    counts = rows.values(through).annotate(number=Count("pk", distinct=True))
    return Coalesce(
        Subquery(counts.values("number"), output_field=IntegerField()),
        0,
    )
