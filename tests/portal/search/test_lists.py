"""A list that the index answers: its facets show what is frequent and count what is chosen."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from portal.search import lists
from portal.search.filters import RecommendationSearch
from recommendations.models import Recommendation
from reports import publishing
from tests.builders import make_organization, make_recommendation, make_report

BODIES = {"Everyone": 4, "Most": 3, "Some": 2, "One": 1}


@pytest.fixture
def _asked_of_many(db, monkeypatch):
    monkeypatch.setattr(lists, "COUNTED_ALONG", 3)
    report = make_report(status="published")
    bodies = {make_organization(name): times for name, times in BODIES.items()}
    for number in range(4):
        asked = [body for body, times in bodies.items() if number < times]
        make_recommendation(report, addressees=asked)


def searched(query):
    return RecommendationSearch(QueryDict(query), Recommendation.objects.published())


def facet_of(query, most):
    return searched(query).facet("addressee", most=most)


def counted(facet):
    return [(one.label, one.count) for one in facet.choices]


@pytest.mark.usefixtures("_asked_of_many")
def test_a_facet_shows_the_most_frequent_choices_and_that_there_are_more():
    facet = facet_of("", most=2)

    assert (counted(facet), facet.has_more) == ([("Everyone", 4), ("Most", 3)], True)


@pytest.mark.usefixtures("_asked_of_many")
def test_a_choice_that_is_made_is_counted_however_rare_it_is():
    facet = facet_of("addressee=one", most=2)

    assert counted(facet) == [("Everyone", 4), ("Most", 3), ("One", 1)]


@pytest.mark.usefixtures("_asked_of_many")
def test_all_choices_are_counted_where_all_are_asked_for():
    facet = facet_of("", most=500)

    assert (counted(facet), facet.has_more) == (list(BODIES.items()), False)


@pytest.mark.usefixtures("_asked_of_many")
@pytest.mark.parametrize(("start", "end"), [(0, 2), (0, 4), (2, 4), (3, 40)])
def test_any_stretch_of_what_is_found_can_be_read(start, end, monkeypatch):
    monkeypatch.setattr(lists, "ROWS_PER_PAGE", 2)
    found = searched("").qs

    assert (found[start:end], found.count()) == (list(found.every())[start:end], 4)


@pytest.mark.usefixtures("_asked_of_many")
def test_what_choices_are_called_is_asked_once_for_all_that_were_counted():
    facet_of("", most=2)

    with CaptureQueriesContext(connection) as asked:
        facet = facet_of("level=national", most=3)

    assert counted(facet) == [("Everyone", 4), ("Most", 3), ("Some", 2)]
    assert [one for one in asked if "reports_organization" in one["sql"]] == []


def test_a_choice_is_known_only_as_long_as_it_is_public(db):
    report = make_report(status="published")
    make_recommendation(report, addressees=[make_organization("Everyone")])
    before = searched("addressee=everyone").is_valid()

    publishing.move(report, "withdrawn")

    assert (before, searched("addressee=everyone").errors) == (
        True,
        {"addressee": ["Asked to act: “everyone” is not known here."]},
    )
