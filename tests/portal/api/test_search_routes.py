"""The search of the API finds what the search page finds, and says how the words were understood."""

import pytest
from django.urls import reverse

from tests.builders.records import (
    make_contribution,
    make_paragraph,
    make_person,
    make_recommendation,
    make_report,
    make_theme,
)

pytestmark = pytest.mark.django_db
GROUPS = {"recommendation": "recommendations", "statement": "statements", "report": "reports"}
QUERIES = (
    *("fees", "abolsh fees", "abolsh fees&spelling=typed", '"fees are"', "speaker:cruz", "fees ("),
    *("fees unknownword", "nothingatall", "costs OR fees", "-fees", "the", "%F0%9F%98%80"),
)


@pytest.fixture
def _workshop():
    report = make_report(status="published", title="Workshop on fees")
    for number in range(3):
        paragraph = make_paragraph(report=report, voice="named", text=f"Fees are high: {number}.")
        make_contribution(paragraph, person=make_person(f"Fe Cruz {number}"))
    make_recommendation(report, text="Abolish fees", themes=[make_theme("Fees")])
    make_recommendation(make_report(status="draft"), text="Abolish hidden fees")


def get_json(client, query):
    answer = client.get(f"{reverse('api:search')}?q={query}")
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.mark.usefixtures("_workshop")
def test_the_api_search_finds_in_each_group_what_the_search_page_finds(client):
    for query in QUERIES:
        page = client.get(f"/search/?q={query}").context
        shown = {GROUPS[group["kind"]]: group for group in page["groups"]}

        answer = get_json(client, query)

        assert answer["count"] == page["result_count"], query
        assert answer["query"] == page["rewritten_query"].parsed.text, query
        assert answer["did_you_mean"] == [text for text, _ in page["suggestions"]], query
        assert [record["name"] for record in answer["by_name"]] == [
            str(record) for _, records in page["records_by_name"] for record in records
        ], query
        for name in GROUPS.values():
            found = shown.get(name, {"total": 0, "records": []})
            keys = [result["id"] for result in answer[name]["results"]]
            assert answer[name]["count"] == found["total"], query
            assert keys == [record.pk for record in found["records"]], query


@pytest.mark.usefixtures("_workshop")
def test_the_api_search_states_corrections_and_leads_to_the_list_of_each_group(client, settings):
    answer = get_json(client, "abolsh+fees")

    assert (answer["query"], answer["understood"]["corrected_to"]) == ("abolish fees",) * 2
    assert answer["recommendations"]["list_url"] == (
        f"{settings.BASE_URL}/api/v1/recommendations/?q=abolish+fees"
    )
    assert client.get(answer["recommendations"]["list_url"]).json()["count"] == 1
    assert answer["reports"] == {"count": 0, "results": [], "list_url": None}


@pytest.mark.usefixtures("_workshop")
def test_the_pages_of_the_api_search_hold_every_result_of_each_group_once(client):
    url = f"{reverse('api:search')}?q=fees&limit=2"
    pages = []
    while url:
        pages.append(client.get(url).json())
        url = pages[-1]["next"]

    keys = {
        name: [[one["id"] for one in page[name]["results"]] for page in pages]
        for name in GROUPS.values()
    }
    assert {name: [len(part) for part in parts] for name, parts in keys.items()} == {
        "recommendations": [1, 0],
        "statements": [2, 1],
        "reports": [1, 0],
    }
    assert len({*keys["statements"][0], *keys["statements"][1]}) == 3
    assert {page["count"] for page in pages} == {5}


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("", "q"),
        ("?q=", "q"),
        ("?q=" + "a" * 201, "q"),
        ("?q=a&level=national", "level"),
        ("?q=a&q=b", "q"),
        ("?q=a&spelling=mine", "spelling"),
        ("?q=a&page=0", "page"),
        ("?q=a&limit=101", "limit"),
    ],
)
def test_the_api_search_refuses_parameters_and_says_why(client, query, parameter):
    answer = client.get(reverse("api:search") + query)

    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert [error["parameter"] for error in answer.json()["errors"]] == [parameter]
