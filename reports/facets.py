"""Filters that count their choices: each facet under every filter but its own."""

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode

from django.db.models import Count
from django.utils.functional import cached_property
from django_filters import FilterSet

# Nobody combines more by hand; a crawler that crosses facets does.
VALUES_PER_FACET = 10
CHOICES_SHOWN = 12


@dataclass(frozen=True)
class Choice:
    """One value of a facet. The links are query strings, "?" included.

    `only_link` chooses it alone among its siblings and leads to `count` results,
    `add_link` chooses it besides them, `remove_link` gives it up.
    """

    value: str
    label: str
    count: int
    chosen: bool
    only_link: str
    add_link: str
    remove_link: str


@dataclass(frozen=True)
class Facet:
    """The choices of one filter that are shown, and how many there are in all."""

    name: str
    label: str
    choices: list[Choice]
    total: int

    @property
    def is_filtered(self):
        return any(choice.chosen for choice in self.choices)

    @property
    def has_more(self):
        return self.total > len(self.choices)


class FacetedFilterSet(FilterSet):
    """A FilterSet that offers some of its multiple-choice filters as facets.

    `facet_columns` maps a filter to the column of its values. What a value is called, the
    filter knows: see reports.filters.
    """

    facet_columns: ClassVar[dict[str, str]] = {}

    @cached_property
    def facets(self):
        return [self.facet(name) for name in self.facet_columns]

    def facet(self, name, most=CHOICES_SHOWN, like=""):
        """Return the most frequent choices whose names are alike, and those that are made."""
        counts = dict(self.counts(name))
        if like:
            counts = self.called_like(name, counts, like)
        values = sorted(counts, key=lambda value: (-counts[value], value))
        order = [str(value) for value, _ in self.filters[name].extra.get("choices", ())]
        if order:
            values = [value for value in order if value in counts]
        shown = values[: len(values) if order else most]
        shown += [one for one in self.chosen_values(name) if one not in shown]
        labels = self.called(name, shown)
        choices = [
            self.choice(name, value, labels.get(value, value), counts.get(value, 0))
            for value in shown
        ]
        return Facet(name, str(self.filters[name].label), choices, len(counts))

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

    def called(self, name, values):
        """Return what the values of a filter are called."""
        return self.filters[name].called(values)

    def called_like(self, name, counts, like):
        labels = self.called(name, list(counts))
        return {
            value: count
            for value, count in counts.items()
            if like.casefold() in labels.get(value, value).casefold()
        }

    def choice(self, name, value, label, count):
        chosen = self.chosen_values(name)
        return Choice(
            value,
            label,
            count,
            value in chosen,
            only_link=self.link(name, [value]),
            add_link=self.link(name, [*chosen, value]),
            remove_link=self.link(name, [one for one in chosen if one != value]),
        )

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
            name: [self.value_of(name, one) for one in valid.get(name) or ()]
            for name in self.facet_columns
        }

    def value_of(self, name, chosen):
        key = self.filters[name].extra.get("to_field_name")
        return str(getattr(chosen, key) if key else chosen)

    def chosen_values(self, name):
        return self.values[name]

    def chosen_labels(self, name):
        values = self.chosen_values(name)
        labels = self.called(name, values) if values else {}
        return {value: labels.get(value, value) for value in values}

    @cached_property
    def chosen(self):
        """Every choice in force, of all facets, each with the link that removes it."""
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
        data = self.data.copy()
        data.pop("page", None)
        return f"?{data.urlencode()}" if data else ""

    @property
    def without_words(self):
        return self.link("q", [])

    @property
    def is_filtered(self):
        return bool(self.chosen or self.words)
