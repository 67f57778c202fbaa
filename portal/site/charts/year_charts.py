"""Records of a theme or an organization, by the year of the workshop."""

from django.utils.formats import number_format
from django.utils.translation import gettext

from portal.search import engine, facets
from portal.site.charts.counted_lists import RECOMMENDATIONS, STATEMENTS
from portal.site.charts.figure import Figure
from portal.site.charts.heatmap import CrossTable, heatmap
from reports.value_filters import YEARS


def records_by_year(facet: str, value: str) -> Figure | None:
    """Return recommendations and statements with a value of a facet by the year of the workshop.

    There is a row for every year from the first to the last, so that gaps are visible.
    """
    lists = {counted.kind: counted for counted in (RECOMMENDATIONS, STATEMENTS)}
    counts = {
        (year, kind): count for kind in lists for year, count in year_counts(kind, facet, value)
    }
    if not counts:
        return None
    years = [int(year) for year, _ in counts]
    rows = {str(year): str(year) for year in range(min(years), max(years) + 1)}
    columns = {
        RECOMMENDATIONS.kind: gettext("Recommendations"),
        STATEMENTS.kind: gettext("Statements"),
    }
    return Figure(
        name="by-year",
        title=gettext("Over the years"),
        description=gettext(
            "Each row shows the workshops of one year. The darker a cell, the higher the number; each number links to its list."
        ),
        rows=gettext("Year"),
        chart=heatmap(
            CrossTable(
                rows,
                columns,
                counts,
                lambda year, kind: lists[kind].url({facet: value, "year": year}),
                lambda year, records, number: f"{year}, {records}: {number_format(number)}",
            )
        ),
    )


def year_counts(kind: str, facet: str, value: str) -> list[tuple[str, int]]:
    query = engine.SearchQuery(kind, choices={facet: (value,)})
    counts = facets.facet_counts(query, ["year"])["year"]
    # Lists cannot be filtered by other years.
    return [(year, count) for year, count in counts if int(year) in YEARS]
