"""A filterable list whose rows and counts come from the index, whatever the words and choices."""

from dataclasses import replace
from typing import ClassVar

from django.utils.functional import cached_property
from django_filters import ChoiceFilter

from portal.search import alike, asking, engine
from reports.facets import FacetedFilterSet

SORTS = (
    (engine.RELEVANCE, "Best match"),
    (engine.NEWEST, "Newest workshop"),
    (engine.OLDEST, "Oldest workshop"),
)


class Found:
    """What a question finds, as a paginator wants it: counted, and cut into pages of records.

    Records are read through their gate, so a place that is in the index and not public any
    more is left out.
    """

    def __init__(self, question, records):
        self.question = question
        self.records = records

    def count(self):
        return self.total

    @cached_property
    def total(self):
        return engine.count(self.question)

    def __getitem__(self, page):
        hits = engine.find(
            self.question, offset=page.start or 0, limit=page.stop - (page.start or 0)
        )
        return self.read(hits.keys)

    def every(self):
        """Yield all of them, in order, without holding them all."""
        for keys in engine.every(self.question):
            yield from self.read(keys)

    def read(self, keys):
        there = self.records.in_bulk(keys)
        return [there[key] for key in keys if key in there]


def unsorted(queryset, name, value):
    """The order is part of the question, not of the records."""
    return queryset


class Indexed(FacetedFilterSet):
    """Have the index answer a FilterSet, whose own look-ups stay the oracle of what is right.

    A filter's name is the name of a field in the index. Needs `kind`.
    """

    kind: ClassVar[str] = ""
    sort = ChoiceFilter(label="Order", choices=SORTS, method=unsorted)

    @cached_property
    def sought(self):
        """What the reader typed, as it is looked for."""
        return asking.sought(self.words, self.kind)

    @property
    def root(self):
        return self.sought.root

    @cached_property
    def did_you_mean(self):
        """Words alike that would find something, each with the link that looks for them."""
        return [
            (words, self.link("q", [words]))
            for words in alike.instead_of(self.words, self.kind)
        ]

    @cached_property
    def question(self):
        chosen = {name: tuple(self.chosen_values(name)) for name in self.facet_columns}
        return engine.Question(
            kind=self.kind,
            root=self.root,
            choices={name: values for name, values in chosen.items() if values},
            sort=self.order,
        )

    @property
    def order(self):
        """The order in force: the best first where words are sought, unless another is chosen."""
        valid = self.is_bound and "sort" not in self.errors
        chosen = self.form.cleaned_data["sort"] if valid else ""
        return chosen or (engine.RELEVANCE if self.root else engine.NEWEST)

    @property
    def sorts(self):
        """Name, label and link of every order that makes sense, and whether it is in force."""
        return [
            (name, label, self.link("sort", [name]), name == self.order)
            for name, label in SORTS
            if name != engine.RELEVANCE or self.root
        ]

    @property
    def qs(self):
        return Found(self.question, self.queryset)

    def in_order_of(self, sort):
        return Found(replace(self.question, sort=sort), self.queryset)

    @cached_property
    def indexed_counts(self):
        return engine.counts(self.question, self.facet_columns)

    def counts(self, name):
        return self.indexed_counts[name]

    def called(self, name, values):
        # Names change as seldom as counts do.
        return engine.remembered_names(self.kind, name, values, super().called)
