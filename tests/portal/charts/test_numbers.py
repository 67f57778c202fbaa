"""The charts of numbers: each number is that of the page it leads to, whatever the workshops."""

import random
import re

import pytest

from portal.charts import numbers
from portal.search import engine, indexing, opened
from reports.models import Organization, Report
from tests.builders import (
    make_organization,
    make_recommendation,
    make_report,
    make_theme,
)
from tests.portal.charts.pages import (
    charts_of,
    linked_numbers,
    picture_of,
    table_of,
    totals_of,
)
from tests.workshops import make_workshops

pytestmark = pytest.mark.django_db

WITH_CHARTS = ["/", "/organizations/", "/reports/"]


@pytest.fixture
def _workshops():
    make_workshops(random.Random(7))


def addresses():
    records = [*Report.objects.published(), *Organization.objects.published()]
    return WITH_CHARTS + [one.get_absolute_url() for one in records]


def numbers_in(figure):
    """Return (row, column, number) of every cell that is not empty."""
    heads = [head.whole for head in figure.picture.heads]
    return [
        (row.label.whole, head, cell.number)
        for row in figure.picture.rows
        for head, cell in zip(heads, row.cells, strict=True)
        if cell.number
    ]


@pytest.mark.usefixtures("_workshops")
def test_every_number_in_a_chart_is_that_of_the_page_it_leads_to(client):
    charts = [chart for one in addresses() for chart in charts_of(client, one)]
    pairs = [pair for chart in charts for pair in linked_numbers(picture_of(chart))]

    links, shown = zip(*pairs, strict=True)
    assert len(charts) >= 10
    assert totals_of(client, links) == list(shown)


@pytest.mark.usefixtures("_workshops")
def test_the_table_of_a_chart_has_the_numbers_and_links_of_the_picture(client):
    for address in addresses():
        for chart in charts_of(client, address):
            pictured, tabled = picture_of(chart), table_of(chart)
            if "use href" not in pictured:
                assert linked_numbers(tabled) == linked_numbers(pictured)
                assert linked_numbers(pictured)


@pytest.mark.usefixtures("_workshops")
def test_more_values_than_are_shown_are_counted_and_led_to(client, monkeypatch):
    monkeypatch.setattr(numbers, "THEMES_BY_LEVEL", 3)
    monkeypatch.setattr(numbers, "ORGANIZATIONS", 3)
    (report, *_) = Report.objects.published()

    for address in ("/", report.get_absolute_url(), "/organizations/"):
        chart = charts_of(client, address)[-1]
        ((link, number),) = re.findall(r'<a href="([^"]+)">(\d+) more ', chart)
        choices = client.get(link).context["facet"].choices
        assert len(choices) == 3 + int(number)


def test_a_draft_has_no_charts_and_changes_none(client):
    for status in ("draft", "in_review", "withdrawn"):
        report = make_report(status=status)
        body, theme = make_organization(), make_theme()
        make_recommendation(report, themes=[theme], addressees=[body])

    assert [charts_of(client, one) for one in WITH_CHARTS] == [[], [], []]


def test_a_draft_counts_in_no_chart(client):
    body, theme = make_organization("ILO"), make_theme("Skills")
    for status in ("published", "draft"):
        report = make_report(status=status)
        make_recommendation(report, themes=[theme], addressees=[body])

    pages = ["/", "/organizations/", "/organizations/ilo/", "/reports/"]
    shown = [
        number
        for page in pages
        for chart in charts_of(client, page)
        for _, number in linked_numbers(picture_of(chart))
    ]
    assert shown == [1] * 4


def test_an_empty_portal_has_no_charts(client):
    assert [charts_of(client, one) for one in WITH_CHARTS] == [[], [], []]


def test_themes_stand_by_frequency_and_levels_in_their_order():
    report = make_report(status="published")
    skills, fees = make_theme("Skills"), make_theme("Fees")
    for level in ("regional", "national", "national"):
        make_recommendation(report, level=level, themes=[skills])
    make_recommendation(report, level="all", themes=[skills, fees])

    assert numbers_in(numbers.levels_and_themes()) == [
        ("Skills", "National", 2),
        ("Skills", "Regional", 1),
        ("Skills", "All levels", 1),
        ("Fees", "All levels", 1),
    ]


def test_what_states_no_level_is_no_column_since_no_list_holds_it_alone():
    report = make_report(status="published")
    make_recommendation(report, level="", themes=[make_theme("Skills")])
    make_recommendation(report, level="all", themes=[make_theme("Fees")])

    figure = numbers.levels_and_themes()
    assert [head.whole for head in figure.picture.heads] == [
        "National",
        "Bilateral",
        "Regional",
        "All levels",
    ]
    assert numbers_in(figure) == [("Fees", "All levels", 1)]
    assert [one.text for one in figure.more] == ["1 more theme"]


def test_where_no_level_is_stated_at_all_there_is_no_chart_of_levels():
    report = make_report(status="published")
    make_recommendation(report, level="", themes=[make_theme("Skills")])

    assert numbers.levels_and_themes() is None


def test_an_organization_s_chart_counts_what_its_list_counts(client):
    report = make_report(status="published")
    theme = make_theme("Skills")
    asked, named = make_organization("IOM"), make_organization("ILO")
    make_recommendation(report, themes=[theme], addressees=[asked], named=[named])

    for slug in ("iom", "ilo"):
        (chart,) = charts_of(client, f"/organizations/{slug}/")
        assert linked_numbers(picture_of(chart)) == [
            (f"/recommendations/?level=national&theme=skills&organization={slug}", 1)
        ]
    assert numbers_in(numbers.organizations_and_themes()) == [("IOM", "Skills", 1)]


def test_workshops_are_counted_by_year_and_gaps_stay():
    for year in (2015, 2015, 2018):
        make_report(status="published", starts_on=f"{year}-03-01", ends_on=None)

    bars = numbers.workshops_by_year().picture.bars

    assert [(bar.year, bar.number) for bar in bars] == [
        (2015, 2),
        (2016, 0),
        (2017, 0),
        (2018, 1),
    ]


def test_a_year_that_no_list_can_be_narrowed_down_to_is_not_drawn():
    make_report(status="published", starts_on="1066-10-14", ends_on=None)

    assert numbers.workshops_by_year() is None


def test_a_list_that_is_narrowed_down_shows_no_years_of_all_reports(client):
    make_report(status="published")

    assert len(charts_of(client, "/reports/")) == 1
    assert charts_of(client, "/reports/?year=2015") == []


def test_names_are_text_in_a_chart_however_they_are_spelled(client):
    name = "Fees & <b>wages</b> \"of\" 100% {{ x }} 'all'"
    body = make_organization(name, slug="body")
    theme = make_theme(name, slug="theme")
    make_recommendation(
        make_report(status="published"), themes=[theme], addressees=[body]
    )

    for address in ("/", "/organizations/", "/organizations/body/"):
        (chart,) = charts_of(client, address)
        assert "<b>" not in chart
        assert (
            "Fees &amp; &lt;b&gt;wages&lt;/b&gt; &quot;of&quot; 100% {{ x }}" in chart
        )


def test_a_chart_asks_the_database_for_names_alone(django_assert_num_queries):
    report = make_report(status="published")
    for _ in range(30):
        make_recommendation(
            report, themes=[make_theme()], addressees=[make_organization()]
        )

    with opened.one_state() as state:
        state.is_caught_up = indexing.catch_up()
        engine.count(engine.Question("report"))
        for figure, names in (
            (numbers.levels_and_themes, 1),
            (numbers.organizations_and_themes, 1),
            (numbers.workshops_by_year, 0),
        ):
            with django_assert_num_queries(names):
                figure()


def test_a_chart_says_how_many_of_its_themes_nobody_has_confirmed():
    report, body = make_report(status="published"), make_organization("ILO")
    skills, fees = make_theme("Skills"), make_theme("Fees")
    make_recommendation(report, level="all", themes=[skills], addressees=[body])
    make_recommendation(report, level="all", suggested=[skills, fees])
    make_recommendation(report, level="", suggested=[skills], addressees=[body])
    sentence = (
        " Counted here are {} assignments of themes; for {}, the import suggests the "
        "theme and no editor has confirmed it."
    )

    assert numbers.levels_and_themes().note.endswith(sentence.format(3, 2))
    assert numbers.organizations_and_themes().note.endswith(sentence.format(2, 1))


def test_where_every_theme_is_confirmed_a_chart_says_nothing_of_suggestions():
    report = make_report(status="published")
    make_recommendation(report, level="all", themes=[make_theme("Skills")])

    assert "suggests" not in numbers.levels_and_themes().note
