"""The lists whose records the charts count, with the values of their facets."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import ngettext

from portal.search import engine, facets
from portal.site.charts.figure import More
from portal.site.charts.heatmap import CrossTable
from reports.labels import LocalizedLabel
from reports.models import Organization, Theme, ThemeStatus

MODELS = {"theme": Theme, "addressee": Organization, "organization": Organization}


@dataclass(frozen=True)
class CountedList:
    """A list and the kind of its records in the index. `cell_title` takes row, column, number."""

    kind: str
    cell_title: Callable[[str, str, int], str]

    @property
    def query(self) -> engine.SearchQuery:
        return engine.SearchQuery(self.kind)

    def url(self, query: dict[str, str]) -> str:
        return f"{reverse(f'site:{self.kind}-list')}?{urlencode(query)}"

    def more(self, number: int, text: str, facet: str, query: dict[str, str]) -> tuple[More, ...]:
        """Return a link to the page of all values of the facet, if the chart leaves any out."""
        if not number:
            return ()
        page = reverse(f"site:{self.kind}-facet", args=[facet])
        parameters = f"?{urlencode(query)}" if query else ""
        return (More(text % {"number": number_format(number)}, page + parameters),)

    def labels(self, name: str, values: list[str]) -> dict[str, str]:
        """Return the labels of a facet's values, in their order, without unknown ones."""
        names = facets.cached_labels(self.kind, name, values, (), names_of)
        return {value: names[value] for value in values if value in names}


def recommendations_title(row: str, column: str, number: int) -> str:
    return ngettext(
        "%(row)s, %(column)s: %(number)s recommendation",
        "%(row)s, %(column)s: %(number)s recommendations",
        number,
    ) % {"row": row, "column": column, "number": number_format(number)}


def statements_title(row: str, column: str, number: int) -> str:
    return ngettext(
        "%(row)s, %(column)s: %(number)s statement",
        "%(row)s, %(column)s: %(number)s statements",
        number,
    ) % {"row": row, "column": column, "number": number_format(number)}


RECOMMENDATIONS = CountedList("recommendation", recommendations_title)
STATEMENTS = CountedList("statement", statements_title)


def names_of(name: str, slugs: list[str]) -> dict[str, LocalizedLabel]:
    records = MODELS[name].objects.published().filter(slug__in=slugs).with_labels()
    return {record.slug: record.localized_name for record in records}


def most_frequent(counts: dict[str, int]) -> list[str]:
    return sorted(counts, key=lambda value: (-counts[value], value))


def shown_counts(
    counts: dict[tuple[str, str], int], rows: dict[str, str], columns: dict[str, str]
) -> dict[tuple[str, str], int]:
    return {
        (row, column): count
        for (row, column), count in counts.items()
        if row in rows and column in columns
    }


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
