"""Filters that count their choices: each facet under every filter but its own."""

from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Count
from django.utils.functional import cached_property
from django_filters import FilterSet

# Nobody combines more by hand; a crawler that crosses facets does.
VALUES_PER_FACET = 10


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
    name: str
    label: str
    choices: list[Choice]

    @property
    def is_filtered(self):
        return any(choice.chosen for choice in self.choices)


class FacetedFilterSet(FilterSet):
    """A FilterSet that offers some of its multiple-choice filters as facets.

    `facet_columns` maps a filter to the column of its values and, where that differs,
    the column of their labels. Everything else is taken from the filters.
    """

    facet_columns: ClassVar[dict[str, tuple[str, ...]]] = {}

    @cached_property
    def facets(self):
        return [self.facet(name) for name in self.facet_columns]

    def facet(self, name):
        found = {value: (label, count) for value, label, count in self.counts(name)}
        for value, label in self.chosen_labels(name).items():
            found.setdefault(value, (label, 0))
        choices = [self.choice(name, value, *rest) for value, rest in found.items()]
        choices.sort(key=lambda choice: (-choice.count, choice.label))
        return Facet(
            name, str(self.filters[name].label), self.as_declared(name, choices)
        )

    def counts(self, name):
        """Yield (value, label, number of results) under all filters but this one."""
        data = self.data.copy()
        data.pop(name, None)
        others = type(self)(data, self.queryset, request=self.request).qs
        columns = self.facet_columns[name]
        rows = (
            others.order_by().values_list(*columns).annotate(Count("pk", distinct=True))
        )
        names = dict(self.declared_choices(name))
        for *columns_of_row, count in rows:
            value, label = columns_of_row[0], columns_of_row[-1]
            if value not in (None, ""):
                yield str(value), str(names.get(value, label)), count

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
        data = self.data.copy()
        data.pop("page", None)
        data.setlist(name, list(dict.fromkeys(values)))
        return f"?{data.urlencode()}"

    def chosen_values(self, name):
        return list(self.chosen_labels(name))

    def chosen_labels(self, name):
        """Value and label of each valid choice made, in the order of the request."""
        if not self.is_bound or name in self.errors:
            return {}
        key = getattr(self.filters[name].field, "to_field_name", None)
        names = dict(self.declared_choices(name))
        return {
            str(getattr(one, key) if key else one): str(names.get(one, one))
            for one in self.form.cleaned_data[name]
        }

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
    def without_words(self):
        return self.link("q", [])

    def declared_choices(self, name):
        """The fixed choices of a filter (a level, a year); none for one that reads a table."""
        choices = self.filters[name].extra.get("choices", ())
        return choices() if callable(choices) else choices

    def as_declared(self, name, choices):
        """Put fixed choices into their own order; others stay by count."""
        order = [str(value) for value, _ in self.declared_choices(name)]
        if not order:
            return choices
        return sorted(choices, key=lambda choice: order.index(choice.value))

    @property
    def is_filtered(self):
        return bool(self.chosen or self.words)
