"""A list that the index answers: its facets show what is frequent and count what is chosen."""

from itertools import pairwise

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from portal.desk import parting, uniting
from portal.registers.models import Union
from portal.search import lists
from portal.search.filters import RecommendationSearch
from recommendations.models import Recommendation
from reports import publishing
from tests.builders import (
    make_contribution,
    make_organization,
    make_participation,
    make_person,
    make_recommendation,
    make_report,
)

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


def test_an_empty_value_is_no_filter(client, db):
    make_recommendation(make_report(status="published"), level="regional")
    every = "?level=&theme=&organization=&year=&sort=&q=&report=%20"

    answers = [
        client.get(address + every)
        for address in ("/recommendations/", "/recommendations/export.csv")
    ]
    answers += [
        client.get(f"/recommendations/feed.atom{every}"),
        client.get("/api/v1/recommendations/?level=&theme=&year=&sort="),
    ]

    assert [one.status_code for one in answers] == [200, 200, 200, 200]
    assert answers[0].context["paginator"].count == 1
    assert answers[-1].json()["count"] == 1


def test_an_empty_value_beside_a_choice_leaves_the_choice(db):
    report = make_report(status="published")
    for level in ("regional", "national"):
        make_recommendation(report, level=level)

    assert searched("level=&level=regional").qs.count() == 1


@pytest.fixture
def _merged(db):
    """Two bodies and two people, each pair merged in two steps: first, second and present."""
    report = make_report(status="published")
    for register, make in (
        ("organization", make_organization),
        ("person", make_person),
    ):
        records = [
            make(f"{step} {register}") for step in ("First", "Second", "Present")
        ]
        for number, one in enumerate(records):
            if register == "organization":
                make_recommendation(report, addressees=[one])
                person = make_person(f"Speaker {number}")
                part = make_participation(report, person, organizations=[one])
            else:
                part = make_participation(report, one)
            make_contribution(participation=part)
        for pair in pairwise(records):
            goes, stays = (type(one).objects.get(pk=one.pk) for one in pair)
            uniting.unite(register, (goes, stays))


WITH_OLD_NAME = [
    ("/recommendations/", "organization=first-organization", 3),
    ("/recommendations/", "addressee=first-organization", 3),
    ("/recommendations/", "addressee=second-organization", 3),
    (
        "/recommendations/",
        "addressee=first-organization&addressee=present-organization",
        3,
    ),
    ("/contributions/", "organization=first-organization", 3),
    ("/contributions/", "speaker=first-person", 3),
]


@pytest.mark.usefixtures("_merged")
@pytest.mark.parametrize(("path", "query", "count"), WITH_OLD_NAME)
def test_a_filter_by_a_merged_record_means_the_record_it_went_into(
    client, path, query, count
):
    page = client.get(f"{path}?{query}")
    rows = client.get(f"{path}export.csv?{query}").getvalue().decode().splitlines()
    feed = client.get(f"{path}feed.atom?{query}").content.decode()
    answer = client.get(f"/api/v1{path}?{query}").json()

    assert (page.status_code, page.context["paginator"].count) == (200, count)
    assert [len(rows) - 1, feed.count("<entry>"), answer["count"]] == [count] * 3
    names = [str(choice.label) for _, choice in page.context["filter"].chosen]
    assert names == [f"Present {query.partition('=')[2].rpartition('-')[2]}"]


@pytest.mark.usefixtures("_merged")
def test_a_value_that_no_record_ever_had_is_still_refused(client):
    assert client.get("/recommendations/?organization=nobody").status_code == 400


@pytest.mark.usefixtures("_merged")
def test_a_filter_means_its_own_record_again_once_the_merge_is_undone(client):
    for union in Union.objects.filter(register="organization").order_by("-pk"):
        parting.undo(union)

    page = client.get("/recommendations/?organization=first-organization")

    assert page.context["paginator"].count == 1
