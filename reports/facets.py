"""Filter sets whose filters are facets: each is counted under every filter but its own."""

from collections import defaultdict
from functools import partial
from heapq import nlargest
from itertools import chain
from typing import ClassVar

from django.http import QueryDict
from django.utils.functional import cached_property

from reports.choices import Choice, Facet, Selection
from reports.list_parameters import ALONE, ListFilterSet
from reports.publication_filter import PUBLISHED_SINCE
from reports.selection_filters import ALL, NOT, AllOfFilter, NoneOfFilter, facet_of

CHOICES_PER_FACET = 10


def values_to_sort(counts, limit):
    """Return values that include the `limit` most frequent ones: sorting all takes longer."""
    if len(counts) <= limit:
        return list(counts)
    least = nlargest(limit, counts.values())[-1]
    return [value for value, count in counts.items() if count >= least]


class FacetedFilterSet(ListFilterSet):
    """A FilterSet that offers some of its multiple-choice filters as facets.

    `facet_columns` maps a filter to the column of its values, or to several columns. The filters supply the
    labels of values: see reports.record_filters. Each facet NAME comes with the filters
    `not_NAME`, and `all_NAME` if a record may have several of its values.
    """

    facet_columns: ClassVar[dict[str, str | tuple[str, ...]]] = {}
    # Whether each facet has a page with all its values.
    has_facet_pages: ClassVar[bool] = True
    # Facets of which a record may have several values.
    several_per_record: ClassVar[tuple[str, ...]] = ()
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

    @classmethod
    def get_filters(cls):
        filters = super().get_filters()
        for name in cls.facet_columns:
            filters[NOT + name] = NoneOfFilter(name)
        for name in cls.several_per_record:
            filters[ALL + name] = AllOfFilter(name)
        return filters

    def is_known(self, name):
        return name in self.base_filters or name in self.other_parameters

    def canonical_values(self, name, values):
        """Return the values, with obsolete ones replaced by current ones."""
        return values

    @cached_property
    def facets(self):
        return [self.facet(name, self.choice_limit) for name in self.facet_columns]

    def facet(self, name, limit=CHOICES_PER_FACET, search=""):
        """Return the most frequent choices whose labels match, and the chosen ones."""
        own_filter, selection = self.filters[name], self.selection(name)
        label, explanation = str(own_filter.label), getattr(own_filter, "explanation", "")
        counts = self.matching_counts(name, search) if search else self.top_counts(name, limit + 1)
        # Most facets of follow-up have no values.
        if not counts and not selection.values:
            return Facet(name, label, [], has_more=False, explanation=explanation)
        values, shown = self.sort_values(name, counts, limit)
        shown += [value for value in selection.values if value not in shown]
        labels = self.labels(name, shown, prefetch=values)
        # A value without a label is not public anymore.
        shown = [value for value in shown if value in labels]
        depths = self.depths(name, shown)
        choices = [
            self.choice(
                name,
                value,
                labels[value],
                counts.get(value) or self.value_count(name, value),
                depth=depth,
            )
            for value, depth in depths.items()
        ]
        return Facet(
            name,
            label,
            choices,
            has_more=not set(values) <= set(shown),
            explanation=explanation,
            link_start=f"{self.selection_link(name, Selection())}&{name}=".replace("?&", "?"),
        )

    def depths(self, name, values):
        """Return {value: depth} in the order of display; values of a tree follow their parent."""
        if arrange := getattr(self.filters[name], "arrange", None):
            return arrange(values)
        return dict.fromkeys(values, 0)

    def sort_values(self, name, counts, limit):
        """Return (all values, those displayed in the order of the facet)."""
        if sort_values := getattr(self.filters[name], "sort_values", None):
            values = sort_values(counts)
            return values, list(values)
        most_frequent = values_to_sort(counts, limit)
        shown = sorted(most_frequent, key=lambda value: (-counts[value], value))[:limit]
        return list(counts), shown

    def top_counts(self, name, limit):
        """Return {value: number of results} for at least the `limit` most frequent values."""
        return dict(self.counts(name))

    def value_count(self, name, value):
        """Return the number of results of a value outside `top_counts`."""
        return dict(self.counts(name)).get(value, 0)

    def counts(self, name):
        """Yield (value, number of results) under all filters but this one."""
        if values := getattr(self.filters[name], "counted_one_by_one", ()):
            counts = (
                (value, self.with_values(name, [value]).distinct().count()) for value in values
            )
            yield from ((value, count) for value, count in counts if count)
            return
        others = self.with_values(name, [])
        columns = self.facet_columns[name]
        columns = (columns,) if isinstance(columns, str) else columns
        records = defaultdict(set)
        for key, *values in others.order_by().values_list("pk", *columns):
            for counted in self.counted_values(name, values):
                records[counted].add(key)
        yield from ((value, len(keys)) for value, keys in records.items())

    def with_values(self, name, values):
        """Return the results that the list would have with these values of one parameter."""
        data = self.data.copy()
        data.setlist(name, values)
        return type(self)(data, self.queryset, request=self.request).qs

    def counted_values(self, name, stored):
        """Return the values that a record counts under: a theme also counts for broader ones."""
        own_filter = self.filters[name]
        widen = getattr(own_filter, "widen", lambda value: [value])
        # Most facets widen each value, some the whole row.
        widen_row = getattr(
            own_filter, "widen_row", lambda row: chain.from_iterable(map(widen, row))
        )
        widened = set(widen_row(stored))
        return {str(value) for value in widened - {None, ""}}

    def labels(self, name, values, prefetch=()):
        """Return {value: label}; `prefetch` has the values whose labels may be needed next."""
        return self.filters[name].labels(values)

    def matching_counts(self, name, text):
        """Return {value: number of results} of every value whose label matches the text."""
        counts = dict(self.counts(name))
        matching = self.filters[name].search_labels(text, counts)
        return {value: counts[value] for value in matching}

    def choice(self, name, value, label, count, depth=0):
        return Choice(
            value,
            label,
            count,
            self.selection(name),
            partial(self.selection_link, name),
            name in self.several_per_record,
            depth,
        )

    def selection(self, name):
        """Return the chosen values of a facet."""
        return self.selections[name]

    @cached_property
    def selections(self):
        return {
            name: Selection(*(self.values.get(prefix + name, ()) for prefix in ("", ALL, NOT)))
            for name in self.facet_columns
        }

    def selection_link(self, name, selection):
        """Return the current query string with another selection of a facet."""
        base = self.base_query(name, ALL + name, NOT + name)
        own = [(name, value) for value in selection.any_of]
        own += [(ALL + name, value) for value in selection.all_of]
        own += [(NOT + name, value) for value in selection.none_of]
        return self.joined(base, own)

    @cached_property
    def values(self):
        """Each valid choice, by filter, in the order of the request."""
        # A rejected form keeps the fields that are valid.
        valid = self.form.cleaned_data if self.is_bound and self.errors is not None else {}
        return {
            name: tuple(str(value) for value in valid.get(name) or ())
            for name in self.filters
            if facet_of(name) in self.facet_columns
        }

    def chosen_labels(self, name):
        values = self.selection(name).values
        labels = self.labels(name, values) if values else {}
        return {value: labels.get(value, value) for value in values}

    @cached_property
    def active_choices(self):
        """(facet label, choice) of every choice in force."""
        chosen = [
            (str(self.filters[name].label), self.choice(name, value, label, 0))
            for name in self.facet_columns
            for value, label in self.chosen_labels(name).items()
        ]
        return [*chosen, *([self.day_choice] if self.published_since else [])]

    @property
    def chosen_parameters(self):
        """(name, value) of every choice in force, for the hidden fields of a form."""
        chosen = [(name, value) for name, values in self.values.items() for value in values]
        chosen += [("body", ALONE)] if self.counts_bodies_alone else []
        day = self.published_since
        return [*chosen, *([(PUBLISHED_SINCE, day.isoformat())] if day else [])]

    @property
    def is_filtered(self):
        return bool(self.active_choices or self.search_text)
