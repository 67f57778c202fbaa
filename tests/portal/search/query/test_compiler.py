"""The query compiler: a field in the search box finds what the filter of that name finds."""

import random

import pytest
from django.http import QueryDict

from portal.search.filtersets import ContributionSearch, RecommendationSearch, ReportSearch
from recommendations.models import Recommendation
from reports.models import Contribution, Report, Theme
from tests.builders.random_workshops import make_workshops
from tests.builders.records import make_recommendation, make_report, make_theme

LISTS = (
    (RecommendationSearch, Recommendation),
    (ContributionSearch, Contribution),
    (ReportSearch, Report),
)


def search_keys(filterset, model, **parameters):
    data = QueryDict(mutable=True)
    data.update(parameters)
    return {record.pk for record in filterset(data, model.objects.published()).qs.iter_all()}


@pytest.fixture
def _workshops(db):
    make_workshops(random.Random(2015))


@pytest.mark.usefixtures("_workshops")
def test_level_in_the_search_box_finds_what_the_level_filter_finds():
    for level in Recommendation.Level.values:
        keys = search_keys(RecommendationSearch, Recommendation, q=f"level:{level}")
        assert keys == search_keys(RecommendationSearch, Recommendation, level=level)
        assert keys


@pytest.mark.usefixtures("_workshops")
@pytest.mark.parametrize(("search", "model"), LISTS)
def test_year_in_the_search_box_finds_what_the_year_filter_finds(search, model):
    years = {str(day.year) for day in Report.objects.values_list("starts_on", flat=True)}
    for year in sorted(years):
        assert search_keys(search, model, q=f"year:{year}") == search_keys(search, model, year=year)


@pytest.mark.usefixtures("_workshops")
@pytest.mark.parametrize(("search", "model"), LISTS[:2])
def test_theme_in_the_search_box_finds_what_the_theme_filter_finds(search, model):
    for theme in Theme.objects.published():
        keys = search_keys(search, model, q=f'theme:"{theme.label}"')
        assert keys == search_keys(search, model, theme=theme.slug)


def test_a_theme_query_matches_every_label_in_either_spelling(db):
    theme = make_theme("Labor migration", other_labels="Guest workers\nStages")
    recommendation = make_recommendation(make_report(status="published"), themes=[theme])
    queries = ("theme:labor", "theme:labour", 'theme:"guest workers"', "theme:stage*")

    results = [search_keys(RecommendationSearch, Recommendation, q=query) for query in queries]

    assert results == [{recommendation.pk}] * len(queries)


def test_an_unknown_level_in_the_search_box_finds_nothing(db):
    make_recommendation(make_report(status="published"), text="planet", level="all")

    assert search_keys(RecommendationSearch, Recommendation, q="level:planet") == set()


@pytest.mark.django_db
def test_a_theme_query_matches_the_slug_of_the_theme():
    theme = make_theme("Care & nursing", slug="care-and-nursing")
    recommendation = make_recommendation(make_report(status="published"), themes=[theme])

    for query in ("theme:care-and-nursing", 'theme:"Care & nursing"'):
        assert search_keys(RecommendationSearch, Recommendation, q=query) == {recommendation.pk}, (
            query
        )
