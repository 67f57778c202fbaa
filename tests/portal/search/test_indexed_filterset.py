"""The indexed filterset: the facets, filters and slices of a list that the index answers."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from portal.entities import merge, unmerge
from portal.search import engine, indexed_filterset
from portal.search.filtersets import RecommendationSearch
from recommendations.models import Recommendation
from reports import publishing
from reports.models import MergeRecord
from tests.builders.records import (
    make_contribution,
    make_organization,
    make_participation,
    make_person,
    make_recommendation,
    make_report,
)

ORGANIZATIONS = {"Everyone": 4, "Most": 3, "Some": 2, "One": 1}


@pytest.fixture
def _recommendations_by_addressee(db, monkeypatch):
    monkeypatch.setattr(indexed_filterset, "COUNTED_VALUES", 3)
    report = make_report(status="published")
    organizations = {make_organization(name): times for name, times in ORGANIZATIONS.items()}
    for number in range(4):
        addressees = [
            organization for organization, times in organizations.items() if number < times
        ]
        make_recommendation(report, addressees=addressees)


def build_search(query):
    return RecommendationSearch(QueryDict(query), Recommendation.objects.published())


def facet_of(query, limit):
    return build_search(query).facet("addressee", limit=limit)


def choice_counts(facet):
    return [(choice.label, choice.count) for choice in facet.choices]


@pytest.mark.usefixtures("_recommendations_by_addressee")
def test_a_facet_lists_the_most_frequent_choices_and_that_there_are_more():
    facet = facet_of("", limit=2)

    assert (choice_counts(facet), facet.has_more) == ([("Everyone", 4), ("Most", 3)], True)


@pytest.mark.usefixtures("_recommendations_by_addressee")
def test_an_active_facet_choice_is_counted_however_rare_it_is():
    facet = facet_of("addressee=one", limit=2)

    assert choice_counts(facet) == [("Everyone", 4), ("Most", 3), ("One", 1)]


@pytest.mark.usefixtures("_recommendations_by_addressee")
def test_a_facet_counts_all_choices_when_the_limit_allows():
    facet = facet_of("", limit=500)

    assert (choice_counts(facet), facet.has_more) == (list(ORGANIZATIONS.items()), False)


@pytest.mark.usefixtures("_recommendations_by_addressee")
@pytest.mark.parametrize(("start", "end"), [(0, 2), (0, 4), (2, 4), (3, 40)])
def test_any_slice_of_the_search_results_can_be_read(start, end, monkeypatch):
    monkeypatch.setattr(indexed_filterset, "ROWS_PER_PAGE", 2)
    results = build_search("").qs

    assert (results[start:end], results.count()) == (list(results.iter_all())[start:end], 4)


@pytest.mark.usefixtures("_recommendations_by_addressee")
def test_facet_labels_are_queried_only_once_for_all_counted_choices():
    facet_of("", limit=2)

    with CaptureQueriesContext(connection) as queries:
        facet = facet_of("level=national", limit=3)

    assert choice_counts(facet) == [("Everyone", 4), ("Most", 3), ("Some", 2)]
    assert [query for query in queries if "reports_organization" in query["sql"]] == []


def test_a_facet_value_is_valid_only_while_it_is_public(db):
    report = make_report(status="published")
    make_recommendation(report, addressees=[make_organization("Everyone")])
    before = build_search("addressee=everyone").is_valid()

    publishing.transition(report, "withdrawn")

    assert (before, build_search("addressee=everyone").errors) == (
        True,
        {"addressee": ["Addressed to: unknown value “everyone”."]},
    )


def test_an_empty_filter_value_filters_nothing(client, db):
    make_recommendation(make_report(status="published"), level="regional")
    empty = "?level=&theme=&organization=&year=&sort=&q=&report=%20"

    answers = [
        client.get(address + empty)
        for address in ("/recommendations/", "/recommendations/export.csv")
    ]
    answers += [
        client.get(f"/recommendations/feed.atom{empty}"),
        client.get("/api/v1/recommendations/?level=&theme=&year=&sort="),
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 200]
    assert answers[0].context["paginator"].count == 1
    assert answers[-1].json()["count"] == 1


def test_an_empty_value_beside_a_filter_choice_leaves_the_choice_in_force(db):
    report = make_report(status="published")
    for level in ("regional", "national"):
        make_recommendation(report, level=level)

    assert build_search("level=&level=regional").qs.count() == 1


@pytest.fixture
def _merged(db):
    """Organizations and people, each merged in two steps: first into second into present."""
    report = make_report(status="published")
    for entity_type, make in (
        ("organization", make_organization),
        ("person", make_person),
    ):
        records = [make(f"{step} {entity_type}") for step in ("First", "Second", "Present")]
        for number, record in enumerate(records):
            if entity_type == "organization":
                make_recommendation(report, addressees=[record])
                person = make_person(f"Speaker {number}")
                participation = make_participation(report, person, organizations=[record])
            else:
                participation = make_participation(report, record)
            make_contribution(participation=participation)
        for pair in pairwise(records):
            source, target = (type(record).objects.get(pk=record.pk) for record in pair)
            merge.merge(entity_type, (source, target))


FILTERS_BY_MERGED_RECORD = [
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
@pytest.mark.parametrize(("path", "query", "count"), FILTERS_BY_MERGED_RECORD)
def test_a_filter_by_a_merged_record_filters_by_the_record_it_was_merged_into(
    client, path, query, count
):
    page = client.get(f"{path}?{query}")
    rows = client.get(f"{path}export.csv?{query}").getvalue().decode().splitlines()
    feed = client.get(f"{path}feed.atom?{query}").content.decode()
    answer = client.get(f"/api/v1{path}?{query}").json()

    assert (page.status_code, page.context["paginator"].count) == (200, count)
    assert [len(rows) - 1, feed.count("<entry>"), answer["count"]] == [count] * 3
    names = [str(choice.label) for _, choice in page.context["filter"].active_choices]
    assert names == [f"Present {query.partition('=')[2].rpartition('-')[2]}"]


@pytest.mark.usefixtures("_merged")
def test_a_filter_value_that_no_record_ever_had_is_refused(client):
    assert client.get("/recommendations/?organization=nobody").status_code == 400


@pytest.mark.usefixtures("_merged")
def test_a_filter_by_a_record_works_again_after_its_unmerge(client):
    for merge_record in MergeRecord.objects.filter(entity_type="organization").order_by("-pk"):
        unmerge.unmerge(merge_record)

    page = client.get("/recommendations/?organization=first-organization")

    assert page.context["paginator"].count == 1


@pytest.mark.django_db
def test_additions_to_a_widened_list_are_those_with_all_words():
    report = make_report(status="published")
    both = make_recommendation(report, text="Train border officials")
    make_recommendation(report, text="Train judges")
    filters = RecommendationSearch(QueryDict("q=train+border"), Recommendation.objects.published())
    always = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))

    added = filters.sorted_by(engine.ADDED, added=always)

    assert filters.rewritten_query.is_widened
    assert [filters.qs.count(), [record.pk for record in added.iter_all()]] == [2, [both.pk]]
