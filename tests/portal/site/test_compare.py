"""The pages that compare two selections."""

import re

import pytest

from portal.site.comparison import texts
from tests.builders.gate_workshop import UNPUBLISHED, WORD, make_workshop
from tests.builders.records import (
    make_organization,
    make_paragraph,
    make_recommendation,
    make_report,
    make_theme,
)
from tests.builders.seeded_portal import copy_first_report
from tests.harness.page_caches import forget_pages
from tests.harness.public_pages import FIRST_REPORT

pytestmark = pytest.mark.django_db
TWO_LEVELS = "/compare/?a.level=national&b.level=regional"
ROBOTS = '<meta name="robots" content="noindex">'


@pytest.fixture
def _two_levels():
    report = make_report(status="published")
    for level in ("national", "regional"):
        for number in range(15):
            text = f"{level}{number}"
            make_recommendation(report, level=level, text=text, themes=[make_theme()])


def words(page):
    return " ".join(re.sub("<[^>]+>", " ", page.content.decode()).split())


def test_the_page_without_selections_shows_the_form_and_may_be_indexed(client):
    page = client.get("/compare/")

    assert "Nothing is chosen yet." in words(page)
    assert (page.status_code, page.context["is_comparison"]) == (200, False)
    assert ROBOTS not in page.content.decode()


@pytest.mark.usefixtures("_two_levels")
def test_a_comparison_has_an_etag_and_is_not_indexed(client):
    page = client.get(TWO_LEVELS)

    assert ROBOTS in page.content.decode()
    again = client.get(TWO_LEVELS, headers={"if-none-match": page.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.usefixtures("_two_levels")
@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("a.level=nowhere&b.level=national", 400),
        ("a.level=national&b.year=1", 400),
        ("a.report=no-such-report", 400),
        ("a.series=Unknown&b.level=national", 200),
        ("a.level=national&b.level=regional&page=2", 200),
        ("a.level=national&b.level=regional&page=99", 404),
        ("a.level=national&b.level=regional&page=x", 404),
        ("page=2", 404),
    ],
)
def test_invalid_values_and_missing_pages_are_answered_as_in_lists(client, query, status):
    assert client.get(f"/compare/?{query}").status_code == status


def test_an_invalid_value_is_named_and_leaves_the_other_side(client):
    make_recommendation(make_report(status="published"), level="national")

    page = client.get("/compare/?a.level=nowhere&b.level=national")

    assert "“nowhere” is not a level." in words(page)
    assert 'href="?b.level=national">Clear filters' in page.content.decode()


@pytest.mark.usefixtures("_two_levels")
def test_texts_go_on_on_further_pages_without_the_counts(client):
    first, second = (client.get(f"{TWO_LEVELS}&page={number}") for number in (1, 2))

    assert [len(page.context["page_obj"].object_list) for page in (first, second)] == [
        20,
        len(first.context["texts"].rows) - 20,
    ]
    assert (first.context["facets"] is None, second.context["facets"]) == (False, None)


@pytest.mark.usefixtures("_two_levels")
def test_a_long_selection_is_to_be_narrowed_before_texts_are_compared(client, monkeypatch):
    monkeypatch.setattr(texts, "MAX_TEXTS", 14)

    page = client.get(TWO_LEVELS)

    assert "Texts are compared if each selection has at most 14. Choose more filters." in words(
        page
    )
    assert "similar texts" not in words(page)


def test_statements_are_compared_by_their_counts(client):
    report = make_report(status="published")
    for name, theme in (("Laos", "Skills"), ("Nepal", "Fees")):
        state = make_organization(name, kind="state")
        paragraph = make_paragraph(report=report, voice="named", themes=[make_theme(theme)])
        paragraph.speaking_organizations.add(state)

    page = client.get("/compare/statements/?a.organization=laos&b.organization=nepal")

    assert "Only in A Skills 1 Only in B Fees 1" in words(page)
    assert page.context["texts"] is None


@pytest.mark.parametrize("status", UNPUBLISHED)
@pytest.mark.parametrize("path", ["/compare/", "/compare/statements/"])
def test_an_unpublished_report_is_in_no_comparison(client, status, path):
    public = make_workshop("published", "Manila")
    theme = "manila-theme"
    urls = [path, f"{path}?a.series=ARF&b.year=2015", f"{path}?a.theme={theme}&b.q=wish"]
    before = [client.get(url).content for url in urls]

    make_workshop(status, WORD)
    forget_pages()

    assert [client.get(url).content for url in urls] == before
    assert client.get(f"{path}?a.report={WORD.lower()}").status_code == 400
    assert public


@pytest.mark.parametrize("rows", [5, 60])
def test_the_number_of_queries_does_not_grow_with_the_results(
    client, django_assert_max_num_queries, rows
):
    report = make_report(status="published")
    for number in range(rows):
        level = ("national", "regional")[number % 2]
        involved = {"themes": [make_theme()], "addressees": [make_organization()]}
        make_recommendation(report, level=level, text=f"{level} {number}", **involved)
    client.get("/compare/")
    forget_pages()

    with django_assert_max_num_queries(16):
        client.get(TWO_LEVELS)


def test_lists_and_reports_lead_to_a_comparison_with_their_selection(client):
    copy_first_report()
    ways = {
        "/recommendations/?level=regional&sort=oldest": "/compare/?a.level=regional",
        "/statements/?country=PHL&not_voice=agreed": (
            "/compare/statements/?a.country=PHL&amp;a.not_voice=agreed"
        ),
        f"/reports/{FIRST_REPORT}/": f"/compare/?a.report={FIRST_REPORT}",
    }

    found = {
        path: re.findall(r'href="(/compare/[^"]*)"', client.get(path).content.decode())
        for path in ways
    }

    assert found == {path: [link] for path, link in ways.items()}


def test_the_comparison_of_two_reports_leads_to_that_of_their_statements(client):
    page = client.get("/compare/?a.report=x&b.level=all")

    assert page.context["other_url"] == "/compare/statements/?a.report=x"
