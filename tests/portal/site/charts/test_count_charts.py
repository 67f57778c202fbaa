"""Charts of counts: each count equals the total of the list it links to."""

import random
import re

import pytest

from portal.search import engine
from portal.search.index import reader, writer
from portal.site.charts import count_charts
from reports.models import Organization, Report, Theme
from tests.builders.delegations import make_delegations
from tests.builders.random_workshops import make_workshops
from tests.builders.records import (
    make_organization,
    make_paragraph,
    make_recommendation,
    make_report,
    make_theme,
)
from tests.harness.chart_pages import charts_of, linked_counts, list_totals, some

pytestmark = pytest.mark.django_db

WITH_CHARTS = ["/", "/organizations/", "/reports/"]


@pytest.fixture
def _workshops():
    make_workshops(random.Random(7))


def urls_with_charts():
    models = (Report, Organization, Theme)
    records = [record for model in models for record in model.objects.published()]
    return WITH_CHARTS + [record.get_absolute_url() for record in records]


def numbers_in(figure):
    """Return (row, column, number) of every cell that is not empty."""
    return [
        (row.label, head, cell.count)
        for row in figure.chart.rows
        for head, cell in zip(figure.chart.heads, row.cells, strict=True)
        if cell.count
    ]


@pytest.mark.usefixtures("_workshops")
def test_every_chart_count_equals_the_total_of_the_list_it_links_to(client):
    charts = [chart for url in urls_with_charts() for chart in charts_of(client, url)]
    pairs = [pair for chart in charts for pair in linked_counts(chart)]

    urls, shown = zip(*some(pairs), strict=True)
    assert len(charts) >= 10
    assert list_totals(client, urls) == list(shown)


@pytest.mark.usefixtures("_workshops")
def test_a_chart_counts_and_links_to_the_values_it_does_not_show(client, monkeypatch):
    monkeypatch.setattr(count_charts, "THEMES_BY_LEVEL", 3)
    monkeypatch.setattr(count_charts, "ORGANIZATIONS", 3)
    charts = [*charts_of(client, "/"), *charts_of(client, "/organizations/")]
    more = [re.findall(r'<a href="([^"]+)">(\d+) more ', chart) for chart in charts]
    links = [link for ((link, _),) in more]
    assert [link.split("?")[0] for link in links] == [
        "/recommendations/theme/",
        "/recommendations/addressee/",
        "/statements/organization/",
    ]
    for ((link, number),) in more:
        choices = client.get(link).context["facet"].choices
        assert len(choices) == 3 + int(number)


def test_a_portal_with_unpublished_reports_only_has_no_charts(client):
    for status in ("draft", "in_review", "withdrawn"):
        report = make_report(status=status)
        organization, theme = make_organization(), make_theme()
        make_recommendation(report, themes=[theme], addressees=[organization])

    assert [charts_of(client, url) for url in WITH_CHARTS] == [[], [], []]


def test_a_draft_is_not_counted_in_any_chart(client):
    organization, theme = make_organization("ILO"), make_theme("Skills")
    for status in ("published", "draft"):
        report = make_report(status=status)
        make_recommendation(report, themes=[theme], addressees=[organization])

    pages = ["/", "/organizations/", "/organizations/ilo/", "/reports/"]
    numbers = [
        number
        for page in pages
        for chart in charts_of(client, page)
        for _, number in linked_counts(chart)
    ]
    assert numbers == [1] * 5


def test_an_empty_portal_has_no_charts(client):
    assert [charts_of(client, url) for url in WITH_CHARTS] == [[], [], []]


def test_the_theme_chart_sorts_themes_by_frequency_and_levels_in_their_order():
    report = make_report(status="published")
    skills, fees = make_theme("Skills"), make_theme("Fees")
    for level in ("regional", "national", "national"):
        make_recommendation(report, level=level, themes=[skills])
    make_recommendation(report, level="all", themes=[skills, fees])

    assert numbers_in(count_charts.levels_and_themes()) == [
        ("Skills", "National", 2),
        ("Skills", "Regional", 1),
        ("Skills", "All levels", 1),
        ("Fees", "All levels", 1),
    ]


def test_recommendations_without_a_level_have_no_column_in_the_theme_chart():
    report = make_report(status="published")
    make_recommendation(report, level="", themes=[make_theme("Skills")])
    make_recommendation(report, level="all", themes=[make_theme("Fees")])

    figure = count_charts.levels_and_themes()
    assert figure.chart.heads == ("National", "Bilateral", "Regional", "All levels")
    assert numbers_in(figure) == [("Fees", "All levels", 1)]
    assert [link.text for link in figure.more] == ["1 more theme"]


def test_the_theme_chart_is_omitted_when_no_recommendation_has_a_level():
    report = make_report(status="published")
    make_recommendation(report, level="", themes=[make_theme("Skills")])

    assert count_charts.levels_and_themes() is None


def test_an_organization_chart_counts_what_its_recommendation_list_counts(client):
    report = make_report(status="published")
    theme = make_theme("Skills")
    addressee, named = make_organization("IOM"), make_organization("ILO")
    make_recommendation(report, themes=[theme], addressees=[addressee], named=[named])

    for slug in ("iom", "ilo"):
        chart = charts_of(client, f"/organizations/{slug}/")[0]
        assert linked_counts(chart) == [
            (f"/recommendations/?level=national&theme=skills&organization={slug}", 1)
        ]
    assert numbers_in(count_charts.organizations_and_themes()) == [("IOM", "Skills", 1)]


def test_the_chart_of_speakers_counts_a_state_with_its_bodies():
    make_delegations()

    assert numbers_in(count_charts.speaking_organizations_and_themes()) == [
        ("Philippines", "Recruitment", 5),
        ("Department of Labor", "Recruitment", 2),
        ("Philippine Embassy, Thailand", "Recruitment", 1),
        ("Thailand", "Recruitment", 1),
        ("University of Manila", "Recruitment", 1),
    ]


def test_the_year_chart_counts_workshops_and_keeps_empty_years():
    for year in (2015, 2015, 2018):
        make_report(status="published", starts_on=f"{year}-03-01", ends_on=None)

    bars = count_charts.workshops_by_year().chart.bars

    assert [(bar.year, bar.count) for bar in bars] == [
        (2015, 2),
        (2016, 0),
        (2017, 0),
        (2018, 1),
    ]


def test_the_year_chart_omits_years_that_the_list_cannot_filter_by():
    make_report(status="published", starts_on="1066-10-14", ends_on=None)

    assert count_charts.workshops_by_year() is None


def test_a_filtered_report_list_shows_no_year_chart(client):
    make_report(status="published")

    assert len(charts_of(client, "/reports/")) == 1
    assert charts_of(client, "/reports/?year=2015") == []


def test_names_with_markup_are_escaped_in_charts(client):
    name = "Fees & <b>wages</b> \"of\" 100% {{ x }} 'all'"
    organization = make_organization(name, slug="body")
    theme = make_theme(name, slug="theme")
    make_recommendation(make_report(status="published"), themes=[theme], addressees=[organization])

    for address in ("/", "/organizations/", "/organizations/body/"):
        chart = charts_of(client, address)[0]
        assert "<b>" not in chart
        assert "Fees &amp; &lt;b&gt;wages&lt;/b&gt; &quot;of&quot; 100% {{ x }}" in chart


def test_a_chart_queries_the_database_only_for_names(django_assert_num_queries):
    report = make_report(status="published")
    for _ in range(30):
        theme, organization = make_theme(), make_organization()
        make_recommendation(report, themes=[theme], addressees=[organization])
        paragraph = make_paragraph(report=report, voice="named", themes=[theme])
        paragraph.speaking_organizations.add(organization)

    with reader.pinned_snapshot() as state:
        state.is_caught_up = writer.catch_up()
        engine.count(engine.SearchQuery("report"))
        for figure, names in (
            (count_charts.levels_and_themes, 1),
            (count_charts.organizations_and_themes, 1),
            (count_charts.speaking_organizations_and_themes, 2),
            (count_charts.workshops_by_year, 0),
        ):
            with django_assert_num_queries(names):
                figure()


def test_a_chart_note_counts_the_suggested_theme_assignments():
    report, organization = make_report(status="published"), make_organization("ILO")
    skills, fees = make_theme("Skills"), make_theme("Fees")
    make_recommendation(report, level="all", themes=[skills], addressees=[organization])
    make_recommendation(report, level="all", suggested=[skills, fees])
    make_recommendation(report, level="", suggested=[skills], addressees=[organization])
    sentence = (
        " This counts {} theme assignments. Suggested automatically and not yet confirmed "
        "by an editor: {}."
    )

    assert count_charts.levels_and_themes().note.endswith(sentence.format(3, 2))
    assert count_charts.organizations_and_themes().note.endswith(sentence.format(2, 1))


def test_a_chart_note_mentions_no_suggestions_when_all_themes_are_confirmed():
    report = make_report(status="published")
    make_recommendation(report, level="all", themes=[make_theme("Skills")])

    assert "suggests" not in count_charts.levels_and_themes().note
