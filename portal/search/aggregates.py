"""Counts of published records for pages; each equals the number of results behind its link."""

from collections.abc import Iterable

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from portal.search import engine, facets
from portal.search.indexed_filterset import SearchResults
from recommendations.filters import NO_LEVEL
from recommendations.models import Recommendation, Round
from reports.models import Contribution, Instrument, Organization, Person, Statement, Theme


def totals():
    """Return (URL name, title, count) of each kind of record, for the home page."""
    searchable = (
        ("site:report-list", gettext("Reports"), "report"),
        ("site:recommendation-list", gettext("Recommendations"), "recommendation"),
        ("site:statement-list", gettext("Statements"), "statement"),
    )
    entities = (
        ("site:speaker-list", gettext("Speakers"), Person),
        ("site:organization-list", gettext("Organizations"), Organization),
        ("site:theme-list", gettext("Themes"), Theme),
        ("site:instrument-list", gettext("Instruments"), Instrument),
    )
    rounds = Round.objects.published().about_public_reports().count()
    return [
        *((url, title, engine.count(engine.SearchQuery(kind))) for url, title, kind in searchable),
        *((url, title, model.objects.published().count()) for url, title, model in entities),
        # Portals without follow-up do not mention it.
        *([("site:round-list", gettext("Rounds of follow-up"), rounds)] if rounds else []),
    ]


def recommendations_by_level():
    """Return (level, label, count) in the order of the levels; those without one last, if any."""
    counts = recommendations_by("level")
    levels = [(level, label, counts.get(level, 0)) for level, label in Recommendation.Level.choices]
    unstated = counts.get(NO_LEVEL, 0)
    return [*levels, *([(NO_LEVEL, gettext("Level not stated"), unstated)] if unstated else [])]


def recommendations_by(facet: str) -> dict[str, int]:
    """Return {value: number of recommendations} of a facet."""
    return facets.counts_by_value("recommendation", facet)


def contributions_by(facet: str) -> dict[str, int]:
    return facets.counts_by_value("contribution", facet)


def statements_by(facet: str) -> dict[str, int]:
    return facets.counts_by_value("statement", facet)


def recommendations_for(facet: str, value: str) -> SearchResults:
    """Return the recommendations with a value of a facet, newest first."""
    query = engine.SearchQuery("recommendation", choices={facet: (value,)})
    return SearchResults(query, Recommendation.objects.published().for_listing())


def contributions_for(facet: str, value: str) -> SearchResults:
    query = engine.SearchQuery("contribution", choices={facet: (value,)})
    return SearchResults(query, Contribution.objects.published().for_listing())


def statements_for(facet: str, value: str) -> SearchResults:
    query = engine.SearchQuery("statement", choices={facet: (value,)})
    return SearchResults(query, Statement.objects.published().for_listing())


def with_counts(records: Iterable, facet: str) -> list:
    """Set `recommendation_count` and `statement_count` on records; return them as a list.

    The values of the facet are the slugs of the records.
    """
    recommendations, statements = recommendations_by(facet), statements_by(facet)
    records = list(records)
    for record in records:
        record.recommendation_count = recommendations.get(record.slug, 0)
        record.statement_count = statements.get(record.slug, 0)
    return records


def count_annotation(model, through):
    """Return an annotation with the number of published records of `model` that reference a row."""
    rows = model.objects.published().filter(**{through: OuterRef("pk")}).order_by()
    counts = rows.values(through).annotate(count=Count("pk", distinct=True))
    return Coalesce(
        Subquery(counts.values("count"), output_field=IntegerField()),
        0,
    )
