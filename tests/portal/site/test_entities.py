"""Suggested themes: how pages mark and count unconfirmed theme assignments."""

import pytest

from tests.builders.records import (
    make_contribution,
    make_paragraph,
    make_recommendation,
    make_report,
    make_theme,
)
from tests.harness.pseudo_locale import left_behind

pytestmark = pytest.mark.django_db
MARK = '<abbr title="Suggested automatically and not yet confirmed by an editor.">suggested</abbr>'


@pytest.fixture
def report():
    """A report with a suggested and a confirmed theme on its paragraph and recommendation."""
    report = make_report(status="published")
    skills, fees = make_theme("Skills"), make_theme("Fees")
    paragraph = make_paragraph(report=report, voice="named", themes=[skills], suggested=[fees])
    make_contribution(paragraph)
    make_recommendation(
        report, paragraph=paragraph, reference="1.1", themes=[fees], suggested=[skills]
    )
    return report


def words(page):
    return " ".join(page.content.decode().split())


def marks(client, address):
    return words(client.get(address)).count(MARK)


def test_a_suggested_theme_is_marked_as_suggested_wherever_it_is_shown(client, report):
    assert {
        address: marks(client, address)
        for address in (
            "/recommendations/",
            "/recommendations/workshop-1/1.1/",
            "/contributions/",
            "/reports/workshop-1/",
            "/reports/workshop-1/sessions/session-1/",
        )
    } == {
        "/recommendations/": 1,
        "/recommendations/workshop-1/1.1/": 1,
        "/contributions/": 1,
        "/reports/workshop-1/": 1,
        "/reports/workshop-1/sessions/session-1/": 1,
    }


@pytest.mark.parametrize(("slug", "place"), [("skills", "recommendations"), ("fees", "statements")])
def test_a_theme_page_counts_its_suggested_assignments_and_links_to_them(
    client, report, slug, place
):
    page = words(client.get(f"/themes/{slug}/"))

    link = f"/{place}/?theme={slug}&amp;theme_status=suggested"
    assert page.count("the theme was suggested by the import and no editor has confirmed it") == 1
    assert f'<a href="{link}"> For 1 of these,' in page
    assert client.get(link.replace("&amp;", "&")).context["paginator"].count == 1


def test_the_theme_list_counts_the_records_with_suggested_themes(client, report):
    assert (
        "The counts include 2 records with a theme that was suggested automatically and that no "
        "editor has confirmed yet."
    ) in words(client.get("/themes/"))


def test_pages_with_confirmed_themes_only_mention_no_suggestions(client):
    make_recommendation(make_report(status="published"), themes=[make_theme("Skills")])

    for address in ("/", "/themes/", "/themes/skills/", "/reports/workshop-1/"):
        assert "suggested" not in words(client.get(address)).casefold()


@pytest.mark.usefixtures("_pseudo_language", "report")
@pytest.mark.parametrize(
    "address",
    ["/", "/themes/", "/themes/skills/", "/themes/fees/", "/recommendations/"],
)
def test_every_message_about_suggested_themes_is_translatable(client, address):
    page = client.get(address, headers={"accept-language": "id"}).content.decode()

    assert left_behind(page) == []
