"""How much is published: in all, and of one record. A number shown equals what its link leads to."""

from collections.abc import Iterable

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from portal.search import engine
from portal.search.lists import Found
from recommendations.models import Recommendation
from reports.models import Contribution, Instrument, Organization, Person, Theme


def totals():
    """Return (URL name, its title, number) of each kind of record, for the home page."""
    found = (
        ("report-list", gettext("Reports"), "report"),
        ("recommendation-list", gettext("Recommendations"), "recommendation"),
        ("contribution-list", gettext("Contributions"), "contribution"),
    )
    shared = (
        ("speaker-list", gettext("Speakers"), Person),
        ("organization-list", gettext("Organizations"), Organization),
        ("theme-list", gettext("Themes"), Theme),
        ("instrument-list", gettext("Instruments"), Instrument),
    )
    return [
        *(
            (url, title, engine.count(engine.Question(kind)))
            for url, title, kind in found
        ),
        *(
            (url, title, model.objects.published().count())
            for url, title, model in shared
        ),
    ]


def recommendations_by_level():
    """Return (level, its label, number of recommendations) in the order of the levels."""
    counts = recommendations_by("level")
    return [(*level, counts.get(level[0], 0)) for level in Recommendation.Level.choices]


def recommendations_by(facet: str) -> dict[str, int]:
    """Return how many recommendations there are under each value of a facet."""
    return engine.numbers("recommendation", facet)


def contributions_by(facet: str) -> dict[str, int]:
    return engine.numbers("contribution", facet)


def asked_under(facet: str, value: str) -> Found:
    """Return the recommendations under a value of a facet, the newest first."""
    question = engine.Question("recommendation", choices={facet: (value,)})
    return Found(question, Recommendation.objects.published().for_listing())


def said_under(facet: str, value: str) -> Found:
    question = engine.Question("contribution", choices={facet: (value,)})
    return Found(question, Contribution.objects.published().for_listing())


def with_counts(records: Iterable, facet: str) -> list:
    """Return records with `recommendation_count` and `contribution_count`, as the lists count them.

    The facet is the one in which the lists name records of this kind by their slugs.
    """
    asked, said = recommendations_by(facet), contributions_by(facet)
    records = list(records)
    for one in records:
        one.recommendation_count = asked.get(one.slug, 0)
        one.contribution_count = said.get(one.slug, 0)
    return records


def counted(model, through):
    """Return an annotation: how many published records of the model lead to a record."""
    rows = model.objects.published().filter(**{through: OuterRef("pk")}).order_by()
    counts = rows.values(through).annotate(number=Count("pk", distinct=True))
    return Coalesce(
        Subquery(counts.values("number"), output_field=IntegerField()),
        0,
    )
