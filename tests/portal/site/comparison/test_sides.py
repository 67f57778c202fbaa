"""The two selections of an address: prefixed parameters of the list, validated by its FilterSet."""

import pytest
from django.test import RequestFactory

from portal.search.filtersets import RecommendationSearch, StatementSearch
from portal.site.comparison.sides import (
    comparison_url,
    known_query,
    read_sides,
    unknown_parameters,
)
from recommendations.models import Recommendation
from tests.builders.filterset_pairs import build_pair
from tests.builders.records import make_recommendation, make_report, make_theme

pytestmark = pytest.mark.django_db


def request_of(query):
    return RequestFactory().get(f"/compare/?{query}")


def sides_of(query):
    records = Recommendation.objects.published()
    return read_sides(RecommendationSearch, records, request_of(query))


@pytest.fixture
def _themes():
    report = make_report(status="published")
    make_recommendation(report, themes=[make_theme("Skills"), make_theme("Fees")])


def test_each_side_has_the_parameters_behind_its_prefix():
    first, second = sides_of("a.level=regional&b.level=national&b.q=fees&level=all")

    assert first.results_url == "/recommendations/?level=regional"
    assert second.results_url == "/recommendations/?level=national&q=fees"


@pytest.mark.usefixtures("_themes")
@pytest.mark.parametrize(
    "query",
    [
        "theme=skills&theme=fees",
        "all_theme=skills&not_level=all&q=%22a+b%22",
        "level=none&theme_status=suggested&sort=oldest&year=2015",
    ],
)
def test_a_selection_of_a_list_is_the_same_selection_in_a_comparison(query):
    indexed, _ = build_pair("recommendations", f"?{query}&sort=newest&page=2")

    url = comparison_url("site:compare", indexed)
    (side, empty) = sides_of(url.partition("?")[2])

    assert f"?{query}".replace("&sort=oldest", "") == side.filters.query_string
    assert (side.is_chosen, empty.is_chosen) == (True, False)


def test_an_unfiltered_list_leads_to_a_comparison_without_selections():
    indexed, _ = build_pair("recommendations", "?")

    assert comparison_url("site:compare", indexed) == "/compare/"


@pytest.mark.usefixtures("_themes")
def test_a_link_of_one_side_keeps_the_other():
    first, second = sides_of("b.theme=fees&a.level=national&a.q=train&a.theme=skills")

    assert [chip.link for chip in (*first.chips, *second.chips)] == [
        "?a.q=train&a.theme=skills&b.theme=fees",
        "?a.level=national&a.q=train&b.theme=fees",
        "?a.level=national&a.q=train&a.theme=skills",
    ]
    assert first.without_search_link == "?a.level=national&a.theme=skills&b.theme=fees"
    assert second.without_all_link == "?a.level=national&a.q=train&a.theme=skills"


def test_unknown_parameters_are_those_that_no_side_has():
    names = ["a.level", "b.not_theme", "a.lefel", "a.page", "c.level", "level", "page"]

    assert unknown_parameters(RecommendationSearch, names) == [
        "a.lefel",
        "a.page",
        "c.level",
        "level",
    ]


def test_the_comparison_of_other_records_keeps_the_filters_that_they_have_too():
    request = request_of("a.level=national&a.theme=skills&b.report=w&b.q=")

    assert known_query(StatementSearch, request) == "?a.theme=skills&b.report=w"


@pytest.mark.usefixtures("_themes")
@pytest.mark.parametrize(
    ("query", "name", "link"),
    [
        ("a.level=national", "theme", "?level=national&theme=skills"),
        ("a.theme=fees", "theme", "?theme=fees&all_theme=skills"),
        ("a.theme=skills", "theme", "?theme=skills"),
        ("a.level=national&a.level=all", "level", "?level=skills"),
    ],
)
def test_a_value_narrows_the_selection_of_its_side(query, name, link):
    first, _ = sides_of(query)

    assert first.narrowed_url(name, "skills") == f"/recommendations/{link}"


@pytest.mark.usefixtures("_themes")
def test_a_value_has_no_link_where_the_list_takes_no_further_value():
    for number in range(11):
        make_recommendation(make_report(status="published"), themes=[make_theme(slug=f"t{number}")])
    required = "&".join(f"a.all_theme=t{number}" for number in range(10))
    first, _ = sides_of(f"a.theme=fees&{required}")

    assert first.narrowed_url("theme", "skills") == ""
    assert first.narrowed_url("theme", "t3") == first.results_url
