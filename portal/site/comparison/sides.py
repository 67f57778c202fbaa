"""The two selections of a comparison, and how one address holds both.

The parameters of a side are those of the list with a prefix: `a.level=regional&b.level=national`.
The FilterSet of the list validates them.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict
from django.urls import reverse

from portal.search import engine
from portal.search.indexed_filterset import IndexedFilterSet
from reports.choices import Choice
from reports.labels import LocalizedLabel

PREFIXES = ("a.", "b.")
# The page of the texts, of both sides.
PAGE = "page"


@dataclass(frozen=True)
class Chip:
    """A choice in force; `link` is the address of the comparison without it."""

    label: str
    choice: Choice
    link: str


@dataclass(frozen=True)
class Side:
    prefix: str
    filters: IndexedFilterSet
    list_url: str
    # The parameters of the other side, with its prefix.
    other_query: str

    @property
    def letter(self) -> LocalizedLabel:
        return LocalizedLabel(self.prefix[0].upper())

    @property
    def is_valid(self) -> bool:
        return bool(self.filters.is_valid())

    @property
    def is_chosen(self) -> bool:
        return bool(self.filters.is_filtered)

    @cached_property
    def count(self) -> int:
        return engine.count(self.filters.query)

    @property
    def results_url(self) -> str:
        return self.list_url + self.filters.query_string

    @property
    def chips(self) -> list[Chip]:
        return [
            Chip(label, choice, self.link(choice.remove_link))
            for label, choice in self.filters.active_choices
        ]

    @property
    def without_search_link(self) -> str:
        return self.link(self.filters.without_search_link)

    @property
    def without_all_link(self) -> str:
        return self.link("")

    def link(self, query_string: str) -> str:
        """Return the query string of the comparison with another selection on this side."""
        own = with_prefix(self.prefix, query_string)
        parts = (own, self.other_query) if self.prefix == PREFIXES[0] else (self.other_query, own)
        return "?" + "&".join(part for part in parts if part)

    def narrowed_url(self, name: str, value: str) -> str:
        """Return the URL of this side's results with the value; "" if no list can express it."""
        selection = self.filters.selection(name)
        if name not in self.filters.several_per_record or not selection.any_of:
            narrowed = replace(selection, any_of=(value,))
        elif selection.any_of == (value,) or value in selection.all_of:
            narrowed = selection
        elif selection.is_full:
            return ""
        else:
            narrowed = replace(selection, all_of=(*selection.all_of, value))
        return self.list_url + self.filters.selection_link(name, narrowed)


def read_sides(filterset_class, queryset, request) -> tuple[Side, Side]:
    """Return the sides that the parameters of the request choose from a list."""
    list_url = reverse(f"site:{filterset_class.record_type}-list")
    filters = [
        filterset_class(without_prefix(prefix, request.GET), queryset, request=request)
        for prefix in PREFIXES
    ]
    queries = [
        with_prefix(prefix, own.query_string) for prefix, own in zip(PREFIXES, filters, strict=True)
    ]
    first, second = (
        Side(prefix, own, list_url, other)
        for prefix, own, other in zip(PREFIXES, filters, reversed(queries), strict=True)
    )
    return first, second


def unknown_parameters(filterset_class, names) -> list[str]:
    return [name for name in names if name != PAGE and not is_filter(filterset_class, name)]


def is_filter(filterset_class, name) -> bool:
    """Return whether the parameter is a filter of a side."""
    return name.startswith(PREFIXES) and name[2:] in filterset_class.base_filters


def known_query(filterset_class, request) -> str:
    """Return the parameters of the request that are also filters of another list."""
    pairs = [
        (name, value)
        for name, values in request.GET.lists()
        for value in values
        if value and is_filter(filterset_class, name)
    ]
    return "?" + urlencode(pairs) if pairs else ""


def without_prefix(prefix: str, data: QueryDict) -> QueryDict:
    own = QueryDict(mutable=True)
    for name, values in data.lists():
        # A side has no pages.
        if name.startswith(prefix) and name.removeprefix(prefix) != PAGE:
            own.setlist(name.removeprefix(prefix), values)
    return own


def with_prefix(prefix: str, query_string: str) -> str:
    pairs = parse_qsl(query_string.removeprefix("?"))
    return urlencode([(prefix + name, value) for name, value in pairs])


def comparison_url(name: str, filters: IndexedFilterSet) -> str:
    """Return the URL of the comparison of a list's present selection with another one."""
    # The order of the list is not part of the selection.
    own = with_prefix(PREFIXES[0], filters.feed_query)
    return reverse(name) + (f"?{own}" if own else "")
