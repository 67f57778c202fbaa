"""Filters that count their choices: each facet under every filter but its own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import ClassVar
from urllib.parse import urlencode

from django.db.models import Count
from django.http import QueryDict
from django.utils.functional import cached_property
from django_filters import FilterSet

# Nobody combines more by hand; a crawler that crosses facets does.
VALUES_PER_FACET = 10
CHOICES_SHOWN = 10


@dataclass(frozen=True)
class Choice:
    """One value of a facet. The links are query strings, "?" included.

    `made` are the values that are chosen in the facet; `link` makes the query string in
    which others are.
    """

    value: str
    label: str
    count: int
    made: list[str]
    link: Callable[[list[str]], str] = field(repr=False)

    @property
    def chosen(self):
        return self.value in self.made

    # Most of a page's hundreds of links are never shown: each is made when it is.
    @property
    def only_link(self):
        """Choose it alone among its siblings: leads to `count` results."""
        return self.link([self.value])

    @property
    def can_be_added(self):
        return not self.chosen and 0 < len(self.made) < VALUES_PER_FACET

    @property
    def add_link(self):
        return self.link([*self.made, self.value])

    @property
    def remove_link(self):
        return self.link([one for one in self.made if one != self.value])


@dataclass(frozen=True)
class Facet:
    """The choices of one filter that are shown, and whether there are more."""

    name: str
    label: str
    choices: list[Choice]
    has_more: bool

    @cached_property
    def is_filtered(self):
        return any(choice.chosen for choice in self.choices)


class FacetedFilterSet(FilterSet):
    """A FilterSet that offers some of its multiple-choice filters as facets.

    `facet_columns` maps a filter to the column of its values. What a value is called, the
    filter knows: see reports.filters.
    """

    facet_columns: ClassVar[dict[str, str]] = {}
    choices_shown = CHOICES_SHOWN
    # Parameters of a list that are no filters.
    other_parameters = ("page",)

    def __init__(self, data=None, *args, **options):
        given = QueryDict(mutable=True) if data is None else data.copy()
        # In the order of the request, each once.
        self.unknown = [name for name in given if not self.is_known(name)]
        for name in list(given):
            values = [value for value in given.getlist(name) if value.strip()]
            # An empty value is no choice: forms send one where nothing is chosen.
            if name in self.unknown or not values:
                del given[name]
            elif name in self.base_filters:
                given.setlist(name, self.canonical_values(name, values))
        super().__init__(None if data is None else given, *args, **options)

    def is_known(self, name):
        return name in self.base_filters or name in self.other_parameters

    def canonical_values(self, name, values):
        """Return the values with the present ones in the place of those that have changed."""
        return values

    @cached_property
    def facets(self):
        return [self.facet(name, self.choices_shown) for name in self.facet_columns]

    def facet(self, name, most=CHOICES_SHOWN, like=""):
        """Return the most frequent choices whose names are alike, and those that are made."""
        counts = self.alike(name, like) if like else self.frequent(name, most + 1)
        values, shown = self.in_order(name, counts, most)
        shown += [one for one in self.chosen_values(name) if one not in shown]
        labels = self.called(name, shown, soon=values)
        choices = [
            self.choice(
                name,
                value,
                labels[value],
                counts.get(value) or self.count_of(name, value),
            )
            for value in shown
            # What has no name here is not public any more.
            if value in labels
        ]
        has_more = not set(values) <= set(shown)
        return Facet(
            name,
            str(self.filters[name].label),
            choices,
            has_more,
        )

    def in_order(self, name, counts, most):
        """Return the values as they stand in a facet, and those of them that are shown."""
        if in_order := getattr(self.filters[name], "in_order", None):
            values = in_order(counts)
            return values, list(values)
        values = sorted(counts, key=lambda value: (-counts[value], value))
        return values, values[:most]

    def frequent(self, name, most):
        """Return the number of results of so many of the most frequent values, or of more."""
        return dict(self.counts(name))

    def count_of(self, name, value):
        """Return the number of results of a value that is not frequent."""
        return dict(self.counts(name)).get(value, 0)

    def counts(self, name):
        """Yield (value, number of results) under all filters but this one."""
        data = self.data.copy()
        data.pop(name, None)
        others = type(self)(data, self.queryset, request=self.request).qs
        column = self.facet_columns[name]
        rows = others.order_by().values_list(column)
        for value, count in rows.annotate(Count("pk", distinct=True)):
            if value not in (None, ""):
                yield str(value), count

    def called(self, name, values, soon=()):
        """Return what the values of a filter are called; those `soon` may be asked for next."""
        return self.filters[name].called(values)

    def alike(self, name, like):
        """Return the number of results of every value that is called like this."""
        counts = dict(self.counts(name))
        return {
            value: counts[value] for value in self.filters[name].alike(like, counts)
        }

    def choice(self, name, value, label, count):
        link = partial(self.link, name)
        return Choice(value, label, count, self.chosen_values(name), link)

    def link(self, name, values):
        """Return the query in which a parameter has these values and all else is as it is."""
        own = urlencode([(name, value) for value in dict.fromkeys(values)])
        return "?" + "&".join(part for part in (self.rest_of_query(name), own) if part)

    def rest_of_query(self, name):
        # Hundreds of links share it.
        if name not in self.rests:
            data = self.data.copy()
            # What is not understood is left behind, so that every link leads somewhere.
            for useless in (name, "page", *(self.errors if self.is_bound else ())):
                data.pop(useless, None)
            self.rests[name] = data.urlencode()
        return self.rests[name]

    @cached_property
    def rests(self):
        return {}

    @cached_property
    def values(self):
        """Each valid choice made, by filter, in the order of the request."""
        # A form that was refused keeps what of it was valid.
        valid = (
            self.form.cleaned_data if self.is_bound and self.errors is not None else {}
        )
        return {
            name: [str(one) for one in valid.get(name) or ()]
            for name in self.facet_columns
        }

    def chosen_values(self, name):
        return self.values[name]

    def chosen_labels(self, name):
        values = self.chosen_values(name)
        labels = self.called(name, values) if values else {}
        return {value: labels.get(value, value) for value in values}

    @cached_property
    def chosen(self):
        """Every choice in force, behind its facet's label."""
        return [
            (str(self.filters[name].label), self.choice(name, value, label, 0))
            for name in self.facet_columns
            for value, label in self.chosen_labels(name).items()
        ]

    @property
    def chosen_parameters(self):
        """Name and value of every choice in force, for a form that keeps them."""
        return [
            (name, value)
            for name in self.facet_columns
            for value in self.chosen_values(name)
        ]

    @property
    def words(self):
        """What is looked for as text, or an empty string."""
        if not self.is_bound or "q" in self.errors:
            return ""
        return self.form.cleaned_data["q"]

    @property
    def query(self):
        """What is chosen, as the query of an address."""
        return self.query_without("page")

    def query_without(self, *names):
        data = self.data.copy()
        for name in names:
            data.pop(name, None)
        return f"?{data.urlencode()}" if data else ""

    @property
    def without_words(self):
        return self.link("q", [])

    @property
    def is_filtered(self):
        return bool(self.chosen or self.words)
