"""The charts of counts. Each count comes from the index, as in the list that it links to."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from portal.search import engine, facets
from portal.site.charts.bar_chart import bar_chart
from portal.site.charts.counted_lists import (
    RECOMMENDATIONS,
    STATEMENTS,
    CountedList,
    add_suggested_note,
    count_suggested,
    cross_tabulate,
    most_frequent,
    shown_counts,
)
from portal.site.charts.figure import Figure
from portal.site.charts.heatmap import CrossTable, heatmap
from recommendations.models import Recommendation
from reports.value_filters import YEARS

THEMES_BY_LEVEL = 12
ORGANIZATIONS = 10
THEMES_BY_ORGANIZATION = 8


@dataclass(frozen=True)
class OrganizationTable:
    """The table, how many suggested themes it counts, and how many organizations it leaves out."""

    table: CrossTable
    suggested: int
    left_out: int


def levels_and_themes(**choices: str) -> Figure | None:
    """Return recommendations by theme and level, under these choices.

    Recommendations without a level are left out: the columns compare levels.
    """
    query = engine.SearchQuery(
        RECOMMENDATIONS.kind, choices={name: (value,) for name, value in choices.items()}
    )
    themes = facet_counts(query, "theme")
    if not themes:
        return None
    levels = {value: str(label) for value, label in Recommendation.Level.choices}
    counts = {
        (theme, level): count
        for (level, theme), count in cross_tabulate(query, "level", levels, "theme").items()
    }
    with_level = {theme for theme, _ in counts}
    frequent = [theme for theme in most_frequent(themes) if theme in with_level]
    rows = RECOMMENDATIONS.labels("theme", frequent[:THEMES_BY_LEVEL])
    if not rows:
        return None
    table = CrossTable(
        rows,
        levels,
        shown_counts(counts, rows, levels),
        lambda theme, level: RECOMMENDATIONS.url({"level": level, "theme": theme, **choices}),
        RECOMMENDATIONS.cell_title,
    )
    left_out = len(themes) - len(rows)
    suggested = count_suggested(query, {"level": tuple(levels)}, rows)
    return Figure(
        name="levels-and-themes",
        title=gettext("Recommendations by theme and level"),
        description=gettext(
            "Each row is a theme, each column a level. The darker a cell, the more recommendations; each number links to them."
        ),
        note=add_suggested_note(levels_note(), table, suggested),
        rows=gettext("Theme"),
        chart=heatmap(table),
        more=RECOMMENDATIONS.more(left_out, more_themes(left_out), "theme", choices),
    )


def levels_note() -> str:
    return gettext(
        "A recommendation on several themes is counted under each. Recommendations without a stated level are left out."
    )


def organizations_and_themes() -> Figure | None:
    """Return recommendations by the organization asked to act and by theme."""
    counted = organization_table(RECOMMENDATIONS, "addressee")
    if counted is None:
        return None
    note = gettext(
        "A recommendation on several themes, or to several organizations, is counted under each."
    )
    return Figure(
        name="organizations-and-themes",
        title=gettext("Who is asked to act, and on what"),
        description=gettext(
            "The rows are the organizations that are asked to act most often; the columns are the themes on which they are asked most often. The darker a cell, the more recommendations; each number links to them."
        ),
        note=add_suggested_note(note, counted.table, counted.suggested),
        rows=gettext("Organization"),
        chart=heatmap(counted.table),
        heads_are_names=True,
        more=RECOMMENDATIONS.more(
            counted.left_out, more_organizations(counted.left_out), "addressee", {}
        ),
    )


def speaking_organizations_and_themes() -> Figure | None:
    """Return statements by the organization for which they were made and by theme."""
    counted = organization_table(STATEMENTS, "organization")
    if counted is None:
        return None
    note = gettext(
        "An organization includes those that speak for it: a State includes its ministries and embassies. A statement on several themes is counted under each."
    )
    return Figure(
        name="speakers-and-themes",
        title=gettext("Who spoke, and on what"),
        description=gettext(
            "The rows are the organizations on whose behalf most was said; the columns are the themes on which they spoke most often. The darker a cell, the more statements; each number links to them."
        ),
        note=add_suggested_note(note, counted.table, counted.suggested),
        rows=gettext("Organization"),
        chart=heatmap(counted.table),
        heads_are_names=True,
        more=STATEMENTS.more(
            counted.left_out, more_organizations(counted.left_out), "organization", {}
        ),
    )


def organization_table(counted: CountedList, facet: str) -> OrganizationTable | None:
    """Tabulate the most frequent organizations of a facet by their most frequent themes."""
    organizations = facets.counts_by_value(counted.kind, facet)
    rows = counted.labels(facet, most_frequent(organizations)[:ORGANIZATIONS])
    counts = cross_tabulate(counted.query, facet, rows, "theme")
    themes: Counter[str] = Counter()
    for (_, theme), count in counts.items():
        themes[theme] += count
    columns = counted.labels("theme", most_frequent(themes)[:THEMES_BY_ORGANIZATION])
    if not columns:
        return None
    suggested = sum(
        count_suggested(counted.query, {facet: (organization,)}, columns) for organization in rows
    )
    return OrganizationTable(
        CrossTable(
            rows,
            columns,
            shown_counts(counts, rows, columns),
            lambda organization, theme: counted.url({facet: organization, "theme": theme}),
            counted.cell_title,
        ),
        suggested,
        len(organizations) - len(rows),
    )


def workshops_by_year() -> Figure | None:
    by_year = facets.counts_by_value("report", "year")
    # Lists cannot be filtered by other years.
    counts = {int(year): count for year, count in by_year.items() if int(year) in YEARS}
    if not counts:
        return None
    return Figure(
        name="years",
        title=gettext("Workshops by year"),
        description=gettext(
            "One bar for each year from the first to the last. The higher the bar, the more reports; each number links to them."
        ),
        chart=bar_chart(
            counts,
            lambda year: f"{reverse('site:report-list')}?year={year}",
            lambda year, number: (
                ngettext(
                    "%(year)s: %(number)s report",
                    "%(year)s: %(number)s reports",
                    number,
                )
                % {"year": year, "number": number_format(number)}
            ),
        ),
    )


def facet_counts(query: engine.SearchQuery, name: str) -> dict[str, int]:
    if not query.choices:
        return facets.counts_by_value(query.kind, name)
    return dict(facets.facet_counts(query, [name])[name])


def more_themes(number: int) -> str:
    return ngettext("%(number)s more theme", "%(number)s more themes", number)


def more_organizations(number: int) -> str:
    return ngettext("%(number)s more organization", "%(number)s more organizations", number)
