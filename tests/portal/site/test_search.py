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
        ("Statements", 2),
        ("Reports", 1),
    ]


@pytest.mark.usefixtures("_workshop")
def test_records_whose_name_matches_are_shown_above_the_search_results(client):
    page = client.get("/search/?q=fe+cruz").content.decode()

    assert page.index('<a href="/speakers/fe-cruz/" translate="no">Fe Cruz</a>') < page.index(
        'id="statement"'
    )


@pytest.mark.usefixtures("_workshop")
def test_a_misspelt_search_shows_the_results_of_its_correction_and_offers_what_was_typed(client):
    corrected = client.get("/search/?q=abolsh+fees")
    as_typed = client.get("/search/?q=abolsh+fees&spelling=typed")

    page = " ".join(corrected.content.decode().split())
    assert 'Showing results for <strong translate="no">abolish fees</strong>.' in page
    assert '<a href="?q=abolsh+fees&amp;spelling=typed">Search instead for' in page
    assert 'value="abolsh fees"' in page
    assert corrected.context["result_count"] == 1
    assert "Showing results for" not in as_typed.content.decode()


def test_a_search_with_words_that_some_text_has_is_not_corrected(client):
    make_recommendation(make_report(status="published"), text="Abolsh is a surname")

    assert "Showing results for" not in client.get("/search/?q=abolsh").content.decode()


def test_the_search_has_one_page(client):
    assert [client.get(f"/search/?q=a&page={page}").status_code for page in (1, 9999)] == [200, 404]


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


def test_a_page_names_each_added_value_once_and_offers_the_typed_words_once(client):
    theme = make_theme("Recruitment", other_labels="recruiters")
    report = make_report(status="published")
    make_recommendation(report, text="Train recruiters of workers", themes=[theme])
    make_recommendation(report, text="Train judges", themes=[theme])
    make_recommendation(report, text="Train police")

    page = client.get("/recommendations/?q=train+recruiters").content.decode()

    assert "They come first" in page
    assert (page.count("Theme: "), page.count("Search for my words only")) == (1, 1)
