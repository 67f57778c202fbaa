"""Selections of recommendations by their lineage: each number links to a list of that length."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.urls import reverse

from portal.search import facets
from portal.search.filtersets import RecommendationSearch
from recommendations.models import Recommendation
from recommendations.repetition import Repetition

# The page chooses them itself.
OWN_PARAMETERS = ("repeated", "all_repeated", "not_repeated", "meeting", "page", "sort")


class RecurringSearch(RecommendationSearch):
    """The page's filters: those of the list except lineage, plus the meeting to look at."""

    facet_columns = {
        name: column
        for name, column in RecommendationSearch.facet_columns.items()
        if name != "repeated"
    }
    has_facet_pages = False
    other_parameters = ("meeting",)

    def is_known(self, name):
        return name == "meeting" or (super().is_known(name) and name not in OWN_PARAMETERS)

    @cached_property
    def list_data(self) -> QueryDict:
        """The parameters of the list with the same filters."""
        data = self.data.copy()
        for name in (*OWN_PARAMETERS, *self.errors):
            data.pop(name, None)
        return data


@dataclass(frozen=True)
class Value:
    """A value of a facet with the number of recommendations, and the list of them."""

    label: object
    count: int
    url: str


class Selected:
    """Recommendations of the list under some parameters, with its address and its number."""

    def __init__(self, data: QueryDict):
        self.filters = RecommendationSearch(data, Recommendation.objects.published().for_listing())

    @property
    def url(self) -> str:
        return list_url(self.filters.query_string)

    @cached_property
    def count(self) -> int:
        return self.filters.qs.count()

    def first(self, number: int) -> list[Recommendation]:
        return self.filters.qs[:number]

    def keys(self, most: int) -> list[int]:
        """Return the keys of the newest ones."""
        return [record.pk for record in self.filters.qs[:most]]

    def slugs(self, name: str, most: int) -> list[str]:
        """Return the most frequent values of a facet."""
        counts = facets.counts_within(self.filters.query, [name])[name]
        return sorted(counts, key=lambda value: (-counts[value], value))[:most]

    def values(self, name: str, most: int) -> list[Value]:
        """Return the most frequent values of a facet, each with the list narrowed to that value."""
        counts = facets.counts_within(self.filters.query, [name])[name]
        shown = sorted(counts, key=lambda value: (-counts[value], value))[:most]
        labels = self.filters.labels(name, shown)
        return [
            Value(labels[value], counts[value], list_url(self.link(name, value)))
            for value in shown
            if value in labels
        ]

    def link(self, name: str, value: str) -> str:
        """Return the query string that also requires the value."""
        selection = self.filters.selection(name)
        may_have_several = name in self.filters.several_per_record and selection.any_of
        chosen = selection.require(value) if may_have_several else selection.select_only(value)
        return self.filters.selection_link(name, chosen)


def list_url(query_string: str) -> str:
    return reverse("site:recommendation-list") + query_string


def select(data: QueryDict, changes: Mapping[str, Iterable[str]]) -> Selected:
    """Return the selection with other values of some parameters."""
    changed = data.copy()
    for name, values in changes.items():
        changed.setlist(name, list(values))
    return Selected(changed)


def recurring(data: QueryDict) -> Selected:
    return select(data, {"repeated": [Repetition.REPEATED.value, Repetition.LATER.value]})


def not_taken_up(data: QueryDict) -> Selected:
    return select(data, {"repeated": [Repetition.NOT_TAKEN_UP.value]})


def new_in(data: QueryDict, meeting: str) -> Selected:
    """Return what was not made at an earlier meeting."""
    return select(data, {"report": [meeting], "not_repeated": [Repetition.REPEATED.value]})
