"""The charts of counts. Each count comes from the index, as in the list that it links to."""

from collections import Counter
from collections.abc import Callable, Iterable
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from portal.search import engine, facets
from portal.site.charts.bar_chart import bar_chart
from portal.site.charts.figure import Figure, More
from portal.site.charts.heatmap import CrossTable, heatmap
from recommendations.models import Recommendation
from reports.labels import LocalizedLabel
from reports.models import Organization, Theme, ThemeStatus
from reports.value_filters import YEARS

KIND = "recommendation"
THEMES_BY_LEVEL = 12
ORGANIZATIONS = 10
THEMES_BY_ORGANIZATION = 8
MODELS = {"theme": Theme, "addressee": Organization}


def levels_and_themes(**choices: str) -> Figure | None:
    """Return recommendations by theme and level, under these choices.

    Recommendations without a level are left out: the columns compare levels.
    """
    query = engine.SearchQuery(KIND, choices={name: (value,) for name, value in choices.items()})
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
    rows = labels_of("theme", frequent[:THEMES_BY_LEVEL])
    if not rows:
        return None
    table = cross_table(
        rows,
        levels,
        counts,
        lambda theme, level: list_url({"level": level, "theme": theme, **choices}),
    )
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
        more=more_themes(len(themes) - len(rows), choices),
    )


def levels_note() -> str:
    return gettext(
        "A recommendation on several themes is counted under each. Recommendations without a stated level are left out."
    )


def organizations_and_themes() -> Figure | None:
    """Return recommendations by the organization asked to act and by theme."""
    addressees = facets.counts_by_value(KIND, "addressee")
    rows = labels_of("addressee", most_frequent(addressees)[:ORGANIZATIONS])
    counts = cross_tabulate(engine.SearchQuery(KIND), "addressee", rows, "theme")
    themes: Counter[str] = Counter()
    for (_, theme), count in counts.items():
        themes[theme] += count
    columns = labels_of("theme", most_frequent(themes)[:THEMES_BY_ORGANIZATION])
    if not columns:
        return None
    table = cross_table(
        rows,
        columns,
        counts,
        lambda organization, theme: list_url({"addressee": organization, "theme": theme}),
    )
    return Figure(
        name="organizations-and-themes",
        title=gettext("Who is asked to act, and on what"),
        description=gettext(
            "The rows are the organizations that are asked to act most often, the columns the themes on which they are asked most often. The darker a cell, the more recommendations; each number links to them."
        ),
        note=add_suggested_note(
            gettext(
                "A recommendation on several themes, or to several organizations, is counted under each."
            ),
            table,
            sum(
                count_suggested(engine.SearchQuery(KIND), {"addressee": (organization,)}, columns)
                for organization in rows
            ),
        ),
        rows=gettext("Organization"),
        chart=heatmap(table),
        heads_are_names=True,
        more=more_organizations(len(addressees) - len(rows)),
    )


def workshops_by_year() -> Figure | None:
    by_year = facets.counts_by_value("report", "year")
    # No list can be filtered by other years.
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


def cross_table(
    rows: dict[str, str],
    columns: dict[str, str],
    counts: dict[tuple[str, str], int],
    url: Callable[[str, str], str],
) -> CrossTable:
    shown = {
        (row, column): count
        for (row, column), count in counts.items()
        if row in rows and column in columns
    }
    return CrossTable(rows, columns, shown, url, cell_title)


def cross_tabulate(
    query: engine.SearchQuery, facet: str, values: Iterable[str], counted: str
) -> dict[tuple[str, str], int]:
    """Return the counts by (value of `facet`, value of `counted`)."""
    pending = [
        (value, facets.start_facet_counts(engine.narrow(query, facet, value), [counted]))
        for value in values
    ]
    return {(value, other): count for value, wait in pending for other, count in wait()[counted]}


def count_suggested(
    query: engine.SearchQuery, more: dict[str, tuple[str, ...]], themes: Iterable[str]
) -> int:
    """Return the number of suggested, unconfirmed assignments of the themes."""
    if not facets.counts_by_value(query.kind, "theme_suggested"):
        return 0
    choices = {**query.choices, **more, "theme_status": (ThemeStatus.SUGGESTED.value,)}
    suggested = engine.SearchQuery(query.kind, choices=choices)
    counts = dict(facets.facet_counts(suggested, ["theme"])["theme"])
    return sum(counts.get(theme, 0) for theme in themes)


def add_suggested_note(note: str, table: CrossTable, suggested: int) -> str:
    """Append a sentence on unconfirmed assignments to the note, if there are any."""
    if not suggested:
        return note
    counted = sum(table.counts.values())
    sentence = ngettext(
        "This counts %(number)s theme assignment. Suggested automatically and not yet confirmed by an editor: %(suggested)s.",
        "This counts %(number)s theme assignments. Suggested automatically and not yet confirmed by an editor: %(suggested)s.",
        counted,
    )
    values = {"number": number_format(counted), "suggested": number_format(suggested)}
    return f"{note} {sentence % values}"


def facet_counts(query: engine.SearchQuery, name: str) -> dict[str, int]:
    if not query.choices:
        return facets.counts_by_value(query.kind, name)
    return dict(facets.facet_counts(query, [name])[name])


def most_frequent(counts: dict[str, int]) -> list[str]:
    return sorted(counts, key=lambda value: (-counts[value], value))


def labels_of(name: str, values: list[str]) -> dict[str, str]:
    """Return the labels of a facet's values, in their order, without unknown ones."""
    names = facets.cached_labels(KIND, name, values, (), names_of)
    return {value: names[value] for value in values if value in names}


def names_of(name: str, slugs: list[str]) -> dict[str, LocalizedLabel]:
    records = MODELS[name].objects.published().filter(slug__in=slugs).with_labels()
    return {record.slug: record.localized_name for record in records}


def list_url(query: dict[str, str]) -> str:
    return f"{reverse('site:recommendation-list')}?{urlencode(query)}"


def cell_title(row: str, column: str, number: int) -> str:
    return ngettext(
        "%(row)s, %(column)s: %(number)s recommendation",
        "%(row)s, %(column)s: %(number)s recommendations",
        number,
    ) % {"row": row, "column": column, "number": number_format(number)}


def more_themes(number: int, choices: dict[str, str]) -> tuple[More, ...]:
    text = ngettext("%(number)s more theme", "%(number)s more themes", number)
    return more(number, text, "theme", choices)


def more_organizations(number: int) -> tuple[More, ...]:
    text = ngettext("%(number)s more organization", "%(number)s more organizations", number)
    return more(number, text, "addressee", {})


def more(number: int, text: str, facet: str, choices: dict[str, str]) -> tuple[More, ...]:
    if not number:
        return ()
    query = f"?{urlencode(choices)}" if choices else ""
    page = reverse("site:recommendation-facet", args=[facet])
    return (More(text % {"number": number_format(number)}, page + query),)
