"""The form that chooses both selections: a list of values for every facet, on each side."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict

from portal.search.indexed_filterset import IndexedFilterSet
from portal.site.comparison.sides import Side
from reports.choices import Facet

OPTIONS = 100
# Statuses and sessions have a meaning only within other choices.
NOT_OFFERED = {"theme_status", "session"}


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    depth: int = 0

    @property
    def indent(self) -> str:
        return "\u2003" * self.depth


@dataclass(frozen=True)
class Select:
    """A list of values; `has_more` says whether there are less frequent ones."""

    name: str
    label: str
    options: list[Option]
    chosen: str
    has_more: bool


@dataclass(frozen=True)
class SideForm:
    """The lists of a side, and the hidden fields with what they cannot express."""

    side: Side
    selects: list[Select]
    hidden_fields: list[tuple[str, str]]


def side_forms(filterset_class, sides: tuple[Side, Side]) -> list[SideForm]:
    offered = offered_facets(filterset_class)
    return [side_form(side, offered) for side in sides]


def offered_facets(filterset_class) -> list[Facet]:
    """Return the facets of the whole list, the report first."""
    everything = filterset_class(QueryDict())
    everything.choice_limit = OPTIONS
    offered = [facet for facet in everything.facets if facet.name not in NOT_OFFERED]
    return sorted(offered, key=lambda facet: facet.name != "report")


def side_form(side: Side, offered: list[Facet]) -> SideForm:
    selects = [
        facet_select(side, facet)
        for facet in offered
        if facet.choices and can_select(side.filters, facet.name)
    ]
    expressed = {select.name for select in selects} | {f"{side.prefix}q"}
    # Without invalid values.
    pairs = [*side.filters.chosen_parameters, *options_in_force(side.filters)]
    hidden = [(side.prefix + name, value) for name, value in pairs]
    return SideForm(side, selects, [pair for pair in hidden if pair[0] not in expressed])


def can_select(filters: IndexedFilterSet, name: str) -> bool:
    """Return whether a list of single values expresses the selection of a facet."""
    selection = filters.selection(name)
    return len(selection.values) == len(selection.any_of) <= 1


def options_in_force(filters: IndexedFilterSet) -> Iterator[tuple[str, str]]:
    for name in ("sort", "spelling"):
        if name in filters.data and name not in filters.errors:
            yield name, filters.data[name]


def facet_select(side: Side, facet: Facet) -> Select:
    options = [Option(choice.value, choice.label, choice.depth) for choice in facet.choices]
    record_filter = side.filters.filters[facet.name]
    if not hasattr(record_filter, "sort_values") and not any(one.depth for one in options):
        options.sort(key=lambda option: option.label.casefold())
    chosen = side.filters.chosen_labels(facet.name)
    known = {option.value for option in options}
    rarer = [Option(value, label) for value, label in chosen.items() if value not in known]
    return Select(
        side.prefix + facet.name,
        facet.label,
        [*rarer, *options],
        next(iter(chosen), ""),
        facet.has_more,
    )
