"""The lists: what they count, that nothing chosen gets lost, and what nonsense gets."""

import re

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse

from reports import publishing
from tests.builders import (
    make_contribution,
    make_paragraph,
    make_recommendation,
    make_report,
    make_theme,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def _first_report():
    call_command("load_seeds", verbosity=0)


@pytest.fixture
def _many():
    """Sixty recommendations on two themes, for three pages."""
    report = make_report(status="published")
    themes = [make_theme("Skills"), make_theme("Recruitment")]
    for number in range(60):
        make_recommendation(
            report, text=f"Train people, {number}", themes=[themes[number % 2]]
        )


def total_of(page):
    (total,) = re.findall(r"<p class=\"total\">(.*?)·", page, re.DOTALL)
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
def test_every_level_of_the_first_report_has_its_number(client, level, total):
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
def test_each_choice_offered_leads_to_as_many_as_it_says(client, path):
    page = client.get(path)
    address = path.partition("?")[0]

    for facet in page.context["filter"].facets:
        for choice in facet.choices:
            found = client.get(address + choice.only_link).content.decode()
            assert int(total_of(found).split()[0]) == choice.count, choice


@pytest.mark.usefixtures("_many")
def test_the_next_page_keeps_words_and_choices(client):
    first = client.get("/recommendations/?q=train&theme=skills").content.decode()
    (link,) = re.findall(r'rel="next"\s+href="([^"]+)"', first)

    second = client.get("/recommendations/" + link.replace("&amp;", "&"))

    assert second.context["page_obj"].number == 2
    assert second.context["paginator"].count == 30


@pytest.mark.usefixtures("_many")
@pytest.mark.parametrize("query", ["", "?theme=skills", "?q=train&theme=skills"])
def test_a_feed_holds_what_the_list_finds_and_says_where_it_is(client, query):
    count = client.get("/recommendations/" + query).context["paginator"].count

    feed = client.get("/recommendations/feed.atom" + query).content.decode()

    self_link = re.findall(r'<link href="([^"]+)" rel="self"', feed)
    assert feed.count("<entry>") == count
    assert self_link == [
        f"{settings.BASE_URL}/recommendations/feed.atom{query}".replace("&", "&amp;")
    ]


def test_what_is_published_last_leads_the_feed_and_stays_text(client):
    make_recommendation(make_report(status="published"))
    late = make_report(title="A <b> workshop", starts_on="1999-01-01", ends_on=None)
    make_recommendation(late, text="Wages < 5 & <script>")
    for step in ("in_review", "published"):
        publishing.move(late, step)

    feed = client.get("/recommendations/feed.atom").content.decode()

    assert feed.index("A &lt;b&gt; workshop") < feed.index("Workshop 1")
    assert "Wages &amp;lt; 5 &amp;amp; &amp;lt;script" in feed


@pytest.mark.usefixtures("_many")
def test_a_filter_that_is_not_understood_leaves_the_others_in_force(client):
    page = client.get("/recommendations/?level=x&theme=skills")

    chosen = [choice.label for _, choice in page.context["filter"].chosen]
    choices = [one for f in page.context["filter"].facets for one in f.choices]
    followed = [client.get("/recommendations/" + one.only_link) for one in choices]
    assert (page.status_code, chosen) == (400, ["Skills"])
    assert {one.status_code for one in followed} == {200}


@pytest.mark.usefixtures("_many")
def test_a_title_says_what_the_list_is_narrowed_down_to(client):
    page = client.get("/recommendations/?q=train&theme=skills&page=2").content.decode()

    (title,) = re.findall("<title>(.*?)</title>", page, re.DOTALL)
    assert " ".join(title.split()) == (
        "“train”, Skills, page 2, Recommendations · Workshop outcomes"
    )


@pytest.mark.usefixtures("_many")
def test_all_choices_of_a_facet_can_be_reached_and_looked_through(client):
    page = client.get("/recommendations/theme/?q=train&find=SKI")

    facet = page.context["facet"]
    assert [(one.label, one.count) for one in facet.choices] == [("Skills", 30)]
    assert 'href="/recommendations/?q=train&amp;theme=skills"' in page.content.decode()
    assert client.get("/recommendations/mood/").status_code == 404


@pytest.mark.parametrize("rows", [1, 12])
def test_a_list_of_contributions_costs_the_same_however_long(
    client, django_assert_max_num_queries, rows
):
    for _ in range(rows):
        make_contribution(
            make_paragraph(report=make_report(status="published"), voice="named")
        )
    client.get("/contributions/")

    with django_assert_max_num_queries(16):
        client.get(reverse("contribution-list"), {"sort": "oldest"})


@pytest.mark.usefixtures("_first_report")
def test_one_box_finds_among_all_kinds_and_says_what_it_added(client):
    page = client.get("/search/?q=trafficking in persons")

    groups = {one["kind"]: one["total"] for one in page.context["groups"]}
    assert groups["contribution"] == 4
    assert "human trafficking</span>" in page.content.decode()


@pytest.mark.usefixtures("_first_report")
def test_a_mistyped_word_gets_a_better_one(client):
    page = client.get("/search/?q=recruitmant").content.decode()

    assert '<a href="?q=recruitment">recruitment</a>' in page


@pytest.mark.usefixtures("_first_report")
def test_words_that_no_text_holds_together_find_those_that_hold_some(client):
    page = client.get("/recommendations/?q=recruitment zebra").content.decode()

    assert "Nothing holds all of these words" in page
    assert "<mark>recruitment</mark>" in page


def test_a_list_without_choices_says_how_many_stand_under_another(client, db):
    report = make_report(status="published")
    make_recommendation(parent=make_recommendation(report))

    page = client.get("/recommendations/").content.decode()

    assert total_of(page) == "2 recommendations (1 headline, 1 nested)"


def test_reports_show_every_series_there_is(client, db):
    for number in range(14):
        make_report(status="published", series=f"Series {number}")

    page = client.get("/reports/")

    (facet, _) = page.context["filter"].facets
    assert (len(facet.choices), facet.has_more) == (14, False)


def test_nothing_can_be_added_to_as_many_choices_as_are_allowed(client, db):
    report = make_report(status="published")
    for number in range(11):
        make_recommendation(report, themes=[make_theme(f"Theme {number}")])
    chosen = "&".join(f"theme=theme-{number}" for number in range(10))

    (facet,) = (
        one
        for one in client.get(f"/recommendations/?{chosen}").context["filter"].facets
        if one.name == "theme"
    )

    assert [one.can_be_added for one in facet.choices] == [False] * 11
