"""The search page and its suggestions."""

import pytest

from tests.builders.records import (
    make_contribution,
    make_paragraph,
    make_person,
    make_recommendation,
    make_report,
    make_theme,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def _workshop():
    report = make_report(status="published", title="Workshop on fees")
    paragraph = make_paragraph(report=report, voice="named", text="Fees are too high.")
    make_contribution(paragraph, person=make_person("Fe Cruz"))
    make_paragraph(report=report, voice="document", text="It was about fees.")
    make_recommendation(report, text="Abolish fees", themes=[make_theme("Fees")])


@pytest.mark.usefixtures("_workshop")
def test_search_results_are_grouped_by_kind_with_their_totals(client):
    page = client.get("/search/?q=fees")

    assert [(group["title"], group["total"]) for group in page.context["groups"]] == [
        ("Recommendations", 1),
        ("Contributions", 1),
        ("Other paragraphs", 1),
        ("Reports", 1),
    ]


@pytest.mark.usefixtures("_workshop")
def test_records_whose_name_matches_are_shown_above_the_search_results(client):
    page = client.get("/search/?q=fe+cruz").content.decode()

    assert page.index('<a href="/speakers/fe-cruz/">Fe Cruz</a>') < page.index('id="contribution"')


@pytest.mark.usefixtures("_workshop")
def test_search_suggestions_give_the_name_and_kind_of_each_record(client):
    answer = client.get("/search/suggestions/?q=fe")

    assert answer.json() == {
        "suggestions": [
            {"name": "Fe Cruz", "kind": "speaker"},
            {"name": "Fees", "kind": "theme"},
            {"name": "Workshop on fees", "kind": "report"},
        ]
    }


@pytest.mark.parametrize("typed", ["", "%25", "a" * 300, "%F0%9F%98%80", "%3Cb%3E"])
def test_search_suggestions_are_empty_for_input_that_matches_no_name(client, typed):
    assert client.get(f"/search/suggestions/?q={typed}").json() == {"suggestions": []}


@pytest.mark.usefixtures("_workshop")
def test_the_search_page_without_a_query_shows_no_results(client):
    page = client.get("/search/")

    assert (
        page.status_code,
        page.context["result_count"],
        page.context["records_by_name"],
    ) == (
        200,
        0,
        [],
    )
