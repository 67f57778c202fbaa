"""The list pages: totals, facets, paging, feeds and search."""

import csv
import html
import io
import re

import pytest
from django.conf import settings
from django.urls import reverse

from reports import publishing
from tests.builders.records import (
    make_contribution,
    make_paragraph,
    make_recommendation,
    make_report,
    make_theme,
)
from tests.builders.seeded_portal import copy_first_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def _first_report():
    copy_first_report()


@pytest.fixture
def _three_pages():
    """Sixty recommendations on two themes, for three pages."""
    report = make_report(status="published")
    themes = [make_theme("Skills"), make_theme("Recruitment")]
    for number in range(60):
        make_recommendation(report, text=f"Train people, {number}", themes=[themes[number % 2]])


def total_of(page):
    (total,) = re.findall(r"<p class=\"total\">(.*?)(?:·|</p>)", page, re.DOTALL)
    return " ".join(re.sub("<[^>]+>", "", total).split())


@pytest.mark.usefixtures("_first_report")
@pytest.mark.parametrize(
    ("level", "total"),
    [
        ("national", "4 recommendations"),
        ("bilateral", "6 recommendations"),
        ("regional", "12 recommendations (7 headline, 5 nested)"),
        ("all", "4 recommendations"),
    ],
)
def test_the_level_filter_shows_the_recommendation_total_of_each_level(client, level, total):
    page = client.get(f"/recommendations/?level={level}").content.decode()

    assert total_of(page) == total


@pytest.mark.usefixtures("_first_report")
@pytest.mark.parametrize(
    "path",
    [
        "/recommendations/?q=labour&level=all",
        "/contributions/?q=labour&theme=workers-rights",
        "/reports/?series=ARF",
    ],
)
def test_each_facet_link_leads_to_as_many_records_as_its_count(client, path):
    page = client.get(path)
    address = path.partition("?")[0]

    for facet in page.context["filter"].facets:
        for choice in facet.choices:
            filtered = client.get(address + choice.only_link).content.decode()
            assert int(total_of(filtered).split()[0]) == choice.count, choice


@pytest.mark.usefixtures("_three_pages")
def test_the_next_page_link_keeps_the_query_and_filters(client):
    first = client.get("/recommendations/?q=train&theme=skills").content.decode()
    (link,) = re.findall(r'rel="next"\s+href="([^"]+)"', first)

    second = client.get("/recommendations/" + link.replace("&amp;", "&"))

    assert second.context["page_obj"].number == 2
    assert second.context["paginator"].count == 30


@pytest.mark.usefixtures("_three_pages")
@pytest.mark.parametrize("query", ["", "?theme=skills", "?q=train&theme=skills"])
def test_a_filtered_feed_holds_the_records_of_the_list_and_its_own_self_link(client, query):
    count = client.get("/recommendations/" + query).context["paginator"].count

    feed = client.get("/recommendations/feed.atom" + query).content.decode()

    self_link = re.findall(r'<link href="([^"]+)" rel="self"', feed)
    assert feed.count("<entry>") == count
    assert self_link == [
        f"{settings.BASE_URL}/recommendations/feed.atom{query}".replace("&", "&amp;")
    ]


def test_the_newest_publication_leads_the_feed_and_its_markup_is_escaped(client):
    make_recommendation(make_report(status="published"))
    late = make_report(title="A <b> workshop", starts_on="1999-01-01", ends_on=None)
    make_recommendation(late, text="Wages < 5 & <script>")
    for step in ("in_review", "published"):
        publishing.transition(late, step)

    feed = client.get("/recommendations/feed.atom").content.decode()

    assert feed.index("A &lt;b&gt; workshop") < feed.index("Workshop 1")
    assert "Wages &amp;lt; 5 &amp;amp; &amp;lt;script" in feed


@pytest.mark.usefixtures("_three_pages")
def test_an_invalid_filter_value_answers_400_and_keeps_the_other_filters(client):
    page = client.get("/recommendations/?level=x&theme=skills")

    chosen = [choice.label for _, choice in page.context["filter"].active_choices]
    choices = [choice for f in page.context["filter"].facets for choice in f.choices]
    linked_pages = [client.get("/recommendations/" + choice.only_link) for choice in choices]
    assert (page.status_code, chosen) == (400, ["Skills"])
    assert {linked.status_code for linked in linked_pages} == {200}


@pytest.mark.usefixtures("_three_pages")
def test_the_page_title_names_the_query_filters_and_page_number(client):
    page = client.get("/recommendations/?q=train&theme=skills&page=2").content.decode()

    (title,) = re.findall("<title>(.*?)</title>", page, re.DOTALL)
    assert " ".join(title.split()) == (
        "“train”, Skills, page 2, Recommendations · Workshop outcomes"
    )


@pytest.mark.usefixtures("_three_pages")
def test_the_facet_page_lists_and_searches_all_choices_of_a_facet(client):
    page = client.get("/recommendations/theme/?q=train&find=SKI")

    facet = page.context["facet"]
    assert [(choice.label, choice.count) for choice in facet.choices] == [("Skills", 30)]
    assert 'href="/recommendations/?q=train&amp;theme=skills"' in page.content.decode()
    assert client.get("/recommendations/mood/").status_code == 404


def test_the_facet_page_says_what_it_counts_even_if_nothing_matches(client, db):
    page = client.get("/recommendations/group/?find=zzz")

    explanation = page.context["facet"].explanation
    assert explanation
    assert f'<p class="lead">{explanation}</p>' in page.content.decode()


@pytest.mark.parametrize("rows", [1, 12])
def test_the_contribution_list_needs_a_constant_number_of_queries(
    client, django_assert_max_num_queries, rows
):
    for _ in range(rows):
        make_contribution(make_paragraph(report=make_report(status="published"), voice="named"))
    client.get("/contributions/")

    with django_assert_max_num_queries(16):
        client.get(reverse("site:contribution-list"), {"sort": "oldest"})


@pytest.mark.usefixtures("_first_report")
def test_the_search_page_searches_all_kinds_and_names_the_added_synonyms(client):
    page = client.get("/search/?q=trafficking in persons")

    groups = {group["kind"]: group["total"] for group in page.context["groups"]}
    assert groups["statement"] == 5
    assert "human trafficking</span>" in page.content.decode()


@pytest.mark.usefixtures("_first_report")
def test_a_list_offers_corrections_of_a_query_that_is_more_than_words(client):
    page = client.get('/recommendations/?q="recruitmant"').content.decode()

    assert '<a href="?q=recruitment">recruitment</a>' in page


@pytest.mark.usefixtures("_first_report")
@pytest.mark.parametrize("outlet", ["", "export.csv", "feed.atom"])
def test_every_outlet_of_a_list_corrects_a_misspelt_query(client, outlet):
    answers = [
        b"".join(client.get(f"/recommendations/{outlet}?q={words}"))
        for words in ("recruitmant", "recruitment")
    ]

    assert [answer.count(b"/21.C.2/") > 0 for answer in answers] == [True, True]


@pytest.mark.usefixtures("_first_report")
def test_a_list_falls_back_to_records_with_some_of_the_words_and_says_so(client):
    page = client.get("/recommendations/?q=recruitment zebra").content.decode()

    assert "No result has all of these words" in page
    assert "<mark>recruitment</mark>" in page


def test_the_total_of_an_unfiltered_list_counts_headline_and_nested_points(client, db):
    report = make_report(status="published")
    make_recommendation(parent=make_recommendation(report))

    page = client.get("/recommendations/").content.decode()

    assert total_of(page) == "2 recommendations (1 headline, 1 nested)"


def test_the_series_facet_of_the_report_list_shows_every_series(client, db):
    for number in range(14):
        make_report(status="published", series=f"Series {number}")

    page = client.get("/reports/")

    (facet, _) = page.context["filter"].facets
    assert (len(facet.choices), facet.has_more) == (14, False)


def test_no_choice_can_be_added_to_a_facet_at_its_maximum_of_choices(client, db):
    report = make_report(status="published")
    for number in range(11):
        make_recommendation(report, themes=[make_theme(f"Theme {number}")])
    chosen = "&".join(f"theme=theme-{number}" for number in range(10))

    (facet,) = (
        facet
        for facet in client.get(f"/recommendations/?{chosen}").context["filter"].facets
        if facet.name == "theme"
    )

    assert [choice.can_be_added for choice in facet.choices] == [False] * 11


@pytest.mark.usefixtures("_first_report")
def test_the_values_of_a_facet_are_downloaded_with_the_counts_of_its_page(client):
    query = "level=regional&not_theme=recruitment"
    page = client.get(f"/recommendations/theme/?{query}")
    answer = client.get(f"/recommendations/theme/export.csv?{query}")

    rows = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    choices = sorted(page.context["facet"].choices, key=lambda choice: -choice.count)
    assert rows == [
        ["value", "label", "results"],
        *([choice.value, choice.label, str(choice.count)] for choice in choices),
    ]
    assert f'href="export.csv?{html.escape(query)}"' in page.content.decode()


def test_the_file_of_an_unknown_facet_is_not_found(client, db):
    assert client.get("/recommendations/nothing/export.csv").status_code == 404
