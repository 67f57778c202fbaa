"""A theme and an organization over the years; test_count_charts follows the links."""

import pytest

from portal.site.charts.year_charts import records_by_year
from tests.builders.records import make_paragraph, make_recommendation, make_report, make_theme
from tests.harness.chart_pages import charts_of, linked_counts, list_totals

pytestmark = pytest.mark.django_db


@pytest.fixture
def theme():
    """A theme of two recommendations in 2015, and of a statement in 2015 and in 2018."""
    theme = make_theme("Skills")
    for day, number in (("2015-03-10", 2), ("2018-05-01", 0)):
        report = make_report(status="published", starts_on=day, ends_on=None)
        make_paragraph(report=report, themes=[theme])
        for _ in range(number):
            make_recommendation(report, themes=[theme])
    return theme


@pytest.mark.usefixtures("theme")
def test_a_theme_has_a_row_for_every_year_from_the_first_to_the_last():
    chart = records_by_year("theme", "skills").chart

    assert chart.heads == ("Recommendations", "Statements")
    assert [(row.label, [cell.count for cell in row.cells]) for row in chart.rows] == [
        ("2015", [2, 1]),
        ("2016", [0, 0]),
        ("2017", [0, 0]),
        ("2018", [0, 1]),
    ]


def test_each_number_of_a_year_is_that_of_the_list_it_links_to(client, theme):
    (chart,) = charts_of(client, theme.get_absolute_url())
    urls, shown = zip(*linked_counts(chart), strict=True)

    assert urls == (
        "/recommendations/?theme=skills&year=2015",
        "/statements/?theme=skills&year=2015",
        "/statements/?theme=skills&year=2018",
    )
    assert list_totals(client, urls) == list(shown)


@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn"])
def test_an_unpublished_report_is_in_no_year(theme, status):
    before = records_by_year("theme", "skills").chart
    draft = make_report(status=status, starts_on="2020-01-01", ends_on=None)
    make_recommendation(draft, themes=[theme])

    assert records_by_year("theme", "skills").chart == before


def test_a_year_that_no_list_can_be_filtered_by_is_left_out():
    report = make_report(status="published", starts_on="1066-10-14", ends_on=None)
    make_recommendation(report, themes=[make_theme("Skills")])

    assert records_by_year("theme", "skills") is None
