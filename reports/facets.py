"""Filter sets whose filters are facets: each is counted under every filter but its own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import ClassVar
from urllib.parse import urlencode

from django.db.models import Count
from django.http import QueryDict
from django.utils.functional import cached_property
from django_filters import FilterSet

# People do not combine more values; crawlers that cross facets do.
MAX_VALUES_PER_FACET = 10
CHOICES_PER_FACET = 10


@dataclass(frozen=True)
class Choice:
    """One value of a facet. The links are query strings, "?" included.

    `chosen_values` are the values of the facet in force; `link` returns the query string
    for other values.
    """

    value: str
    label: str
    count: int
    chosen_values: list[str]
    link: Callable[[list[str]], str] = field(repr=False)

    @property
    def is_chosen(self):
        return self.value in self.chosen_values

    # Properties: most of the hundreds of links of a page are never rendered.
    @property
    def only_link(self):
        """The query string with this value alone: it leads to `count` results."""
        return self.link([self.value])

    @property
    def can_be_added(self):
        return not self.is_chosen and 0 < len(self.chosen_values) < MAX_VALUES_PER_FACET

    @property
    def add_link(self):
        return self.link([*self.chosen_values, self.value])

    @property
    def remove_link(self):
        return self.link([value for value in self.chosen_values if value != self.value])


@dataclass(frozen=True)
class Facet:
    """The displayed choices of one filter, and whether there are more."""

    name: str
    label: str
    choices: list[Choice]
    has_more: bool

    @cached_property
    def is_filtered(self):
        return any(choice.is_chosen for choice in self.choices)


class FacetedFilterSet(FilterSet):
    """A FilterSet that offers some of its multiple-choice filters as facets.

    `facet_columns` maps a filter to the column of its values. The filters supply the
    labels of values: see reports.filters.
    """

    facet_columns: ClassVar[dict[str, str]] = {}
    choice_limit = CHOICES_PER_FACET
    # List parameters that are not filters.
    other_parameters = ("page",)

    def __init__(self, data=None, *args, **options):
        cleaned = QueryDict(mutable=True) if data is None else data.copy()
        # In the order of the request, each once.
        self.unknown_parameters = [name for name in cleaned if not self.is_known(name)]
        for name in list(cleaned):
            values = [value for value in cleaned.getlist(name) if value.strip()]
            # An empty value is not a choice: forms send one where nothing is chosen.
            if name in self.unknown_parameters or not values:
                del cleaned[name]
            elif name in self.base_filters:
                cleaned.setlist(name, self.canonical_values(name, values))
        super().__init__(None if data is None else cleaned, *args, **options)

    def is_known(self, name):
        return name in self.base_filters or name in self.other_parameters

    def canonical_values(self, name, values):
        """Return the values, obsolete ones replaced by their present values."""
        return values

    @cached_property
    def facets(self):
        return [self.facet(name, self.choice_limit) for name in self.facet_columns]

    def facet(self, name, limit=CHOICES_PER_FACET, search=""):
        """Return the most frequent choices whose labels match, and the chosen ones."""
        counts = self.matching_counts(name, search) if search else self.top_counts(name, limit + 1)
        values, shown = self.sort_values(name, counts, limit)
        shown += [value for value in self.chosen_values(name) if value not in shown]
        labels = self.labels(name, shown, prefetch=values)
        choices = [
            self.choice(
                name,
                value,
                labels[value],
                counts.get(value) or self.value_count(name, value),
            )
            for value in shown
            # A value without a label is not public any more.
            if value in labels
        ]
        has_more = not set(values) <= set(shown)
        return Facet(
            name,
            str(self.filters[name].label),
            choices,
            has_more,
        )

    def sort_values(self, name, counts, limit):
        """Return (all values in the order of the facet, those displayed)."""
        if sort_values := getattr(self.filters[name], "sort_values", None):
            values = sort_values(counts)
            return values, list(values)
        values = sorted(counts, key=lambda value: (-counts[value], value))
        return values, values[:limit]

    def top_counts(self, name, limit):
        """Return {value: number of results} of at least `limit` most frequent values."""
        return dict(self.counts(name))

    def value_count(self, name, value):
        """Return the number of results of a value outside `top_counts`."""
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

    def labels(self, name, values, prefetch=()):
        """Return {value: label}; the labels of `prefetch` may be needed next."""
        return self.filters[name].labels(values)

    def matching_counts(self, name, text):
        """Return {value: number of results} of every value whose label matches the text."""
        counts = dict(self.counts(name))
        matching = self.filters[name].search_labels(text, counts)
        return {value: counts[value] for value in matching}

    def choice(self, name, value, label, count):
        link = partial(self.link, name)
        return Choice(value, label, count, self.chosen_values(name), link)

    def link(self, name, values):
        """Return the present query string with these values of one parameter."""
        own = urlencode([(name, value) for value in dict.fromkeys(values)])
        return "?" + "&".join(part for part in (self.base_query(name), own) if part)

    def base_query(self, name):
        # Shared by hundreds of links.
        if name not in self.base_queries:
            data = self.data.copy()
            # Without invalid parameters, so that every link leads somewhere.
            for dropped in (name, "page", *(self.errors if self.is_bound else ())):
                data.pop(dropped, None)
            self.base_queries[name] = data.urlencode()
        return self.base_queries[name]

    @cached_property
    def base_queries(self):
        return {}

    @cached_property
    def values(self):
        """Each valid choice, by filter, in the order of the request."""
        # A rejected form keeps the fields that are valid.
        valid = self.form.cleaned_data if self.is_bound and self.errors is not None else {}
        return {
            name: [str(value) for value in valid.get(name) or ()] for name in self.facet_columns
        }

    def chosen_values(self, name):
        return self.values[name]

    def chosen_labels(self, name):
        values = self.chosen_values(name)
        labels = self.labels(name, values) if values else {}
        return {value: labels.get(value, value) for value in values}

    @cached_property
    def active_choices(self):
        """(facet label, choice) of every choice in force."""
        return [
            (str(self.filters[name].label), self.choice(name, value, label, 0))
            for name in self.facet_columns
            for value, label in self.chosen_labels(name).items()
        ]

    @property
    def chosen_parameters(self):
        """(name, value) of every choice in force, for the hidden fields of a form."""
        return [(name, value) for name in self.facet_columns for value in self.chosen_values(name)]

    @property
    def search_text(self):
        if not self.is_bound or "q" in self.errors:
            return ""
        return self.form.cleaned_data["q"]

    @property
    def query_string(self):
        """The filters in force as a query string, without the page."""
        return self.query_string_without("page")

    def query_string_without(self, *names):
        data = self.data.copy()
        for name in names:
            data.pop(name, None)
        return f"?{data.urlencode()}" if data else ""

    @property
    def without_search_link(self):
        return self.link("q", [])

    @property
    def is_filtered(self):
        return bool(self.active_choices or self.search_text)
