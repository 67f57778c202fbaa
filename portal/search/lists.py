"""A filterable list whose rows and counts come from the index, whatever the words and choices."""

from dataclasses import replace
from functools import cache, partial
from typing import ClassVar

from django.core.exceptions import BadRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from portal.registers.heirs import present_slugs
from portal.registers.models import REGISTERS
from portal.search import asking, engine
from reports.facets import FacetedFilterSet
from reports.filters import RecordsFilter, SessionsFilter
from reports.naming import unknown_in

ROWS_PER_PAGE = 20
# Of each facet, the most frequent choices are counted along with a page: more than are shown,
# and all of a facet in a fixed order, of which the years are the longest.
COUNTED_ALONG = 200
SORTS = (
    (engine.RELEVANCE, _("Best match")),
    (engine.NEWEST, _("Newest workshop")),
    (engine.OLDEST, _("Oldest workshop")),
)


class Found:
    """What a question finds, as a paginator wants it: counted, and cut into pages of records.

    Records are read through their gate, so a place that is in the index and not public any
    more is left out.
    """

    def __init__(self, question, records, begin_to_count=lambda: None):
        self.question = question
        self.records = records
        self.begin_to_count = begin_to_count

    def count(self):
        return self.top.total

    @cached_property
    def top(self):
        # Looking for the first ones counts them all: mostly they are what is wanted next.
        return engine.find(self.question, limit=ROWS_PER_PAGE)

    def __getitem__(self, page):
        start = page.start or 0
        if page.stop <= ROWS_PER_PAGE:
            return self.read(self.top.keys[start : page.stop])
        return self.read(
            engine.find(self.question, offset=start, limit=page.stop - start).keys
        )

    def every(self):
        """Return all of them, in order, without holding them all.

        The state of the index is fixed at once: an index that cannot be read is told now, and
        not when half a file is sent.
        """
        steps = engine.every(self.question)
        return (record for keys in steps for record in self.read(keys))

    def read(self, keys):
        there = self.records.in_bulk(keys)
        return [there[key] for key in keys if key in there]


def unsorted(queryset, name, value):
    """The order is part of the question, not of the records."""
    return queryset


@cache
def register_of(one):
    """Return the register whose records a filter chooses, or None."""
    if not isinstance(one, RecordsFilter):
        return None
    model = one.published().model
    return next((name for name, other in REGISTERS.items() if other is model), None)


class Indexed(FacetedFilterSet):
    """Have the index answer a FilterSet, whose own look-ups stay the oracle of what is right.

    A filter's name is the name of a field in the index. Needs `kind`.
    """

    kind: ClassVar[str] = ""
    # Fields of the index that are no facets.
    counted_along: ClassVar[tuple[str, ...]] = ()
    sort = ChoiceFilter(
        label=_("Order"),
        choices=SORTS,
        method=unsorted,
        error_messages={"invalid_choice": unknown_in(_("Order"))},
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name, one in self.filters.items():
            if isinstance(one, RecordsFilter):
                one.extra["called"] = partial(self.called, name)

    def canonical_values(self, name, values):
        """A merged person or organization is chosen under its old slug as well."""
        register = register_of(self.base_filters[name])
        return present_slugs(register, values) if register else values

    def refuse_errors(self, *, without=()):
        """Raise BadRequest, which names every parameter and value that is not understood.

        A file or a feed of something else than what was asked for would be believed. `without`
        names parameters that the list's page takes and this view does not.
        """
        unknown = [*self.unknown, *(name for name in without if name in self.data)]
        faults = [f"Unknown parameter “{name}”." for name in unknown]
        if not self.is_valid():
            faults += [fault for some in self.errors.values() for fault in some]
        if faults:
            raise BadRequest(" ".join(faults))

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
            for words in asking.instead_of(self.words, self.kind)
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
    def feed_query(self):
        """What is chosen, as the query of the list's feed, which has an order of its own."""
        return self.query_without("page", "sort")

    @property
    def qs(self):
        return Found(self.question, self.queryset, self.begin_to_count)

    def in_order_of(self, sort):
        return Found(replace(self.question, sort=sort), self.queryset)

    def begin_to_count(self):
        """Have all facets counted while other things are done."""
        return self.counting

    @cached_property
    def counting(self):
        names = (*self.facet_columns, *self.counted_along)
        return engine.counting(self.question, names, COUNTED_ALONG)

    def counts(self, name):
        return engine.counts(self.question, [name])[name]

    def frequent(self, name, most):
        if most > COUNTED_ALONG:
            return dict(engine.counts(self.question, [name], most)[name])
        return dict(self.counting()[name])

    def count_of(self, name, value):
        return engine.counts_among(self.question, name, [value]).get(value, 0)

    def alike(self, name, like):
        filter_of_records = self.filters[name]
        if isinstance(filter_of_records, RecordsFilter):
            found = filter_of_records.keys_like(like)
            return engine.counts_among(self.question, name, found)
        return super().alike(name, like)

    def called(self, name, values, soon=()):
        if not self.filters[name].is_recorded:
            return super().called(name, values)
        # A session is found by report and anchor: more of them ask for far more than these.
        if isinstance(self.filters[name], SessionsFilter):
            soon = ()
        # Names change as seldom as counts do, and are the same in every language.
        return engine.remembered_names(self.kind, name, values, soon, super().called)
