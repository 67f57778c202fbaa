"""One box for everything: the page of what is found, and names while the reader types."""

import pytest

from tests.builders import (
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
def test_what_is_found_stands_in_groups_each_with_its_number(client):
    page = client.get("/search/?q=fees")

    assert [(one["title"], one["total"]) for one in page.context["groups"]] == [
        ("Recommendations", 1),
        ("Contributions", 1),
        ("Other paragraphs", 1),
        ("Reports", 1),
    ]


@pytest.mark.usefixtures("_workshop")
def test_whoever_is_called_as_the_words_stands_above_what_holds_them(client):
    page = client.get("/search/?q=fe+cruz").content.decode()

    assert page.index('<a href="/speakers/fe-cruz/">Fe Cruz</a>') < page.index(
        'id="contribution"'
    )


@pytest.mark.usefixtures("_workshop")
def test_names_are_suggested_with_what_they_are(client):
    answer = client.get("/search/suggestions/?q=fe")

    assert answer.json() == {
        "suggestions": [
            {"name": "Fe Cruz", "kind": "speaker"},
            {"name": "Fees", "kind": "theme"},
            {"name": "Workshop on fees", "kind": "report"},
        ]
    }


@pytest.mark.parametrize("typed", ["", "%25", "a" * 300, "%F0%9F%98%80", "%3Cb%3E"])
def test_nothing_is_suggested_for_what_is_no_name(client, typed):
    assert client.get(f"/search/suggestions/?q={typed}").json() == {"suggestions": []}


@pytest.mark.usefixtures("_workshop")
def test_without_words_nothing_is_looked_for(client):
    page = client.get("/search/")

    assert (page.status_code, page.context["found"], page.context["named"]) == (
        200,
        0,
        [],
    )
