"""The facets of two selections beside each other, and the values that only one of them has."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from portal.search import facets
from portal.site.charts.counted_lists import CountedList
from portal.site.charts.figure import Figure
from portal.site.charts.heatmap import CrossTable, heatmap
from portal.site.comparison.sides import Side

ROWS = 10
VALUES_OF_ONE_SIDE = 15
# Sessions of two reports are never the same.
NOT_COMPARED = {"session"}
# Facets of subjects and actors, not of when or where they were mentioned.
DISTINCTIVE = ("theme", "addressee", "country", "organization", "instrument")

# {facet: {value: number of records}} of a side.
SideCounts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Value:
    label: str
    count: int
    url: str


@dataclass(frozen=True)
class ValuesOfOneSide:
    """The most frequent values that only this side has, and how many more there are."""

    side: Side
    values: list[Value]
    left_out: int


@dataclass(frozen=True)
class Distinctive:
    """A facet for which one side has values that the other lacks."""

    label: str
    sides: list[ValuesOfOneSide]


@dataclass(frozen=True)
class FacetComparison:
    figures: list[Figure]
    distinctive: list[Distinctive]


def compare_facets(sides: tuple[Side, Side], counted: CountedList) -> FacetComparison:
    """Return the counts of every facet. Each equals the total of the list it links to."""
    names = [name for name in sides[0].filters.facet_columns if name not in NOT_COMPARED]
    counts = [count_values(side, names) for side in sides]
    figures = [facet_figure(name, sides, counts, counted) for name in names]
    distinctive = [distinctive_values(name, sides, counts) for name in DISTINCTIVE if name in names]
    return FacetComparison(
        [figure for figure in figures if figure is not None],
        [one for one in distinctive if any(of_side.values for of_side in one.sides)],
    )


def count_values(side: Side, names: list[str]) -> SideCounts:
    counts = facets.counts_within(side.filters.query, names)
    return {name: of_chosen_values(side, name, counts[name]) for name in names}


def of_chosen_values(side: Side, name: str, counts: dict[str, int]) -> dict[str, int]:
    chosen = side.filters.selection(name).any_of
    if not chosen or name in side.filters.several_per_record:
        return counts
    # One record has one value; only the status of its themes may differ from theme to theme.
    return {value: number for value, number in counts.items() if value in chosen}


def facet_figure(
    name: str, sides: tuple[Side, Side], counts: list[SideCounts], counted: CountedList
) -> Figure | None:
    sums = sum((Counter(of_side[name]) for of_side in counts), Counter())
    if not sums or says_nothing(name, sides, counts):
        return None
    filters = sides[0].filters
    values, shown = filters.sort_values(name, sums, ROWS)
    labels = filters.labels(name, shown)
    rows = {value: labels[value] for value in shown if value in labels}
    by_prefix = {side.prefix: side for side in sides}
    table = CrossTable(
        rows,
        {side.prefix: side.letter for side in sides},
        {
            (value, side.prefix): of_side[name][value]
            for side, of_side in zip(sides, counts, strict=True)
            for value in rows
            if value in of_side[name]
        },
        lambda value, prefix: by_prefix[prefix].narrowed_url(name, value),
        counted.cell_title,
    )
    title = str(filters.filters[name].label)
    return Figure(
        name=f"by-{name}",
        title=title,
        description=gettext("The numbers for both selections; each links to its list."),
        rows=title,
        chart=heatmap(table),
        note=left_out_note(len(values) - len(rows)),
    )


def says_nothing(name: str, sides: tuple[Side, Side], counts: list[SideCounts]) -> bool:
    """Return whether each side has chosen one value, or all records have the same value."""
    if all(is_fixed(side, name) for side in sides):
        return True
    values = {value for of_side in counts for value in of_side[name]}
    return len(values) == 1 and all(
        sum(of_side[name].values()) == side.count
        for side, of_side in zip(sides, counts, strict=True)
    )


def is_fixed(side: Side, name: str) -> bool:
    is_single = name not in side.filters.several_per_record
    return is_single and len(side.filters.selection(name).any_of) == 1


def left_out_note(number: int) -> str:
    if not number:
        return ""
    sentence = ngettext(
        "%(number)s less frequent value is left out.",
        "%(number)s less frequent values are left out.",
        number,
    )
    return sentence % {"number": number_format(number)}


def distinctive_values(
    name: str, sides: tuple[Side, Side], counts: list[SideCounts]
) -> Distinctive:
    first, second = (of_side[name] for of_side in counts)
    return Distinctive(
        str(sides[0].filters.filters[name].label),
        [
            values_of_one_side(sides[0], name, only_in(first, second)),
            values_of_one_side(sides[1], name, only_in(second, first)),
        ],
    )


def only_in(counts: Mapping[str, int], others: Mapping[str, int]) -> dict[str, int]:
    return {value: number for value, number in counts.items() if value not in others}


def values_of_one_side(side: Side, name: str, counts: dict[str, int]) -> ValuesOfOneSide:
    shown = sorted(counts, key=lambda value: (-counts[value], value))[:VALUES_OF_ONE_SIDE]
    labels = side.filters.labels(name, shown)
    values = [
        Value(labels[value], counts[value], side.narrowed_url(name, value))
        for value in shown
        if value in labels
    ]
    return ValuesOfOneSide(side, values, len(counts) - len(shown))
