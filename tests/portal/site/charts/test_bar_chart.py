"""The bar chart: a bar for every year from the first to the last."""

from portal.site.charts.bar_chart import bar_chart


def chart_of(counts):
    return bar_chart(counts, lambda year: f"?year={year}", lambda year, count: f"{year}: {count}")


def test_a_bar_chart_keeps_a_place_for_years_without_reports():
    chart = chart_of({2015: 2, 2018: 1})

    assert [(bar.title, bar.count, bar.url) for bar in chart.bars] == [
        ("2015: 2", 2, "?year=2015"),
        ("2016: 0", 0, ""),
        ("2017: 0", 0, ""),
        ("2018: 1", 1, "?year=2018"),
    ]


def test_a_bar_chart_measures_its_bars_by_the_greatest_count():
    assert chart_of({2015: 2, 2018: 7}).greatest == 7
