"""Pairs of filtersets for the same link: the indexed filterset, and the database as its oracle."""

from django.http import QueryDict

from portal.search.filtersets import ContributionSearch, RecommendationSearch, StatementSearch
from recommendations.filters import RecommendationFilter
from recommendations.models import Recommendation
from reports.filters import ContributionFilter, StatementFilter
from reports.models import Contribution, Statement

FILTERSETS = {
    "recommendations": (
        RecommendationSearch,
        RecommendationFilter,
        lambda: Recommendation.objects.published().with_addressees(),
    ),
    "contributions": (
        ContributionSearch,
        ContributionFilter,
        lambda: Contribution.objects.published().with_session_key(),
    ),
    "statements": (
        StatementSearch,
        StatementFilter,
        lambda: Statement.objects.published().with_session_key(),
    ),
}


def build_pair(name, link):
    """Return the filterset of the link on the index, and that on the database."""
    indexed, queried, records = FILTERSETS[name]
    data = QueryDict(link.removeprefix("?"))
    return indexed(data, records()), queried(data, records())


def list_keys(indexed):
    return [record.pk for record in indexed.qs.iter_all()]
