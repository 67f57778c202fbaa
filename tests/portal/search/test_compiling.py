"""A field in the search box finds what the filter of that name finds."""

import random

import pytest
from django.http import QueryDict

from portal.search.filters import (
    ContributionSearch,
    RecommendationSearch,
    ReportSearch,
)
from recommendations.models import Recommendation
from reports.models import Contribution, Report, Theme
from tests.builders import make_recommendation, make_report, make_theme
from tests.workshops import make_workshops

LISTS = (
    (RecommendationSearch, Recommendation),
    (ContributionSearch, Contribution),
    (ReportSearch, Report),
)


def found(search, model, **asked):
    data = QueryDict(mutable=True)
    data.update(asked)
    return {one.pk for one in search(data, model.objects.published()).qs.every()}


@pytest.fixture
def _workshops(db):
    make_workshops(random.Random(2015))


@pytest.mark.usefixtures("_workshops")
def test_level_in_the_search_box_finds_what_the_level_filter_finds():
    for level in Recommendation.Level.values:
        asked = found(RecommendationSearch, Recommendation, q=f"level:{level}")
        assert asked == found(RecommendationSearch, Recommendation, level=level)
        assert asked


@pytest.mark.usefixtures("_workshops")
@pytest.mark.parametrize(("search", "model"), LISTS)
def test_year_in_the_search_box_finds_what_the_year_filter_finds(search, model):
    years = {
        str(day.year) for day in Report.objects.values_list("starts_on", flat=True)
    }
    for year in sorted(years):
        assert found(search, model, q=f"year:{year}") == found(search, model, year=year)


@pytest.mark.usefixtures("_workshops")
@pytest.mark.parametrize(("search", "model"), LISTS[:2])
def test_theme_in_the_search_box_finds_what_the_theme_filter_finds(search, model):
    for theme in Theme.objects.published():
        asked = found(search, model, q=f'theme:"{theme.label}"')
        assert asked == found(search, model, theme=theme.slug)


def test_a_theme_is_found_by_each_of_its_names_and_in_either_spelling(db):
    theme = make_theme("Labor migration", other_labels="Guest workers\nStages")
    wish = make_recommendation(make_report(status="published"), themes=[theme])
    typed = ("theme:labor", "theme:labour", 'theme:"guest workers"', "theme:stage*")

    answers = [found(RecommendationSearch, Recommendation, q=one) for one in typed]

    assert answers == [{wish.pk}] * len(typed)


def test_a_level_that_there_is_not_finds_nothing(db):
    make_recommendation(make_report(status="published"), text="planet", level="all")

    assert found(RecommendationSearch, Recommendation, q="level:planet") == set()


@pytest.mark.django_db
def test_a_theme_is_found_as_its_address_spells_it():
    theme = make_theme("Care & nursing", slug="care-and-nursing")
    asked = make_recommendation(make_report(status="published"), themes=[theme])

    for typed in ("theme:care-and-nursing", 'theme:"Care & nursing"'):
        assert found(RecommendationSearch, Recommendation, q=typed) == {asked.pk}, typed
