"""FilterSets whose rows and facet counts come from the search index."""

from dataclasses import replace
from functools import cache, partial
from typing import ClassVar

from django.core.exceptions import BadRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.search import engine, facets
from portal.search.archive import moments
from portal.search.found_records import FoundRecords
from portal.search.query import rewrite
from reports.facets import FacetedFilterSet
from reports.former_slugs import replace_slugs
from reports.list_parameters import ALONE
from reports.merge_redirects import ENTITY_TYPES, canonical_slugs
from reports.models import Report
from reports.publication_filter import start_of_day
from reports.record_filters import RecordsFilter, SessionsFilter, ThemesFilter
from reports.selection_filters import facet_of
from reports.value_filters import OptionFilter

ROWS_PER_PAGE = 20
# The value of the parameter `spelling` that corrects nothing.
AS_TYPED = "typed"
# Values counted of each facet together with a page: more than a page shows, and all values of the
# facets with a fixed order; years have the most.
COUNTED_VALUES = 200
NO_PAST_STATES = (
    "There are no past states here: “as_of” works on the pages of lists, in their CSV and Excel files "
    "and in the API."
)
SORTS = (
    (engine.RELEVANCE, _("Best match")),
    (engine.NEWEST, _("Newest workshop")),
    (engine.OLDEST, _("Oldest workshop")),
    (engine.ADDED, _("Most recently added")),
)


class SearchResults:
    """The results of a query as a paginator expects them: `count()` and slices of records.

    Records are read through `records`, a queryset of public records: a document of the index
    whose record is no longer public is left out.
    """

    def __init__(self, query, records, start_counting=lambda: None):
        self.query = query
        self.records = records
        self.start_counting = start_counting

    def count(self):
        return self.first_page.total

    @cached_property
    def first_page(self):
        # A search counts all hits anyway, and usually the first page is read next.
        return engine.search(self.query, limit=ROWS_PER_PAGE)

    def __getitem__(self, page):
        start = page.start or 0
        if page.stop <= ROWS_PER_PAGE:
            return self.fetch(self.first_page.keys[start : page.stop])
        return self.fetch(engine.search(self.query, offset=start, limit=page.stop - start).keys)

    def iter_all(self):
        """Return an iterator over all records in order, fetched in batches.

        The index snapshot is taken at the call: an unreadable index raises here, and not in
        the middle of a streamed file.
        """
        batches = engine.scan(self.query)
        return (record for keys in batches for record in self.fetch(keys))

    def fetch(self, keys):
        return FoundRecords(keys, self.records)


@cache
def entity_type(record_filter):
    """Return the entity type whose records the filter selects, or None."""
    if not isinstance(record_filter, RecordsFilter):
        return None
    model = record_filter.published().model
    return next((name for name, other in ENTITY_TYPES.items() if other is model), None)


@cache
def has_report_slugs(record_filter):
    """Return whether the values of the filter begin with the slug of a report."""
    return isinstance(record_filter, RecordsFilter) and (
        isinstance(record_filter, SessionsFilter) or record_filter.published().model is Report
    )


class IndexedFilterSet(FacetedFilterSet):
    """A FilterSet that is answered by the index instead of the database.

    The name of a filter is the name of a field of the index. Subclasses set `record_type`. Tests
    compare the results with those of the same filters on the database.
    """

    record_type: ClassVar[str] = ""
    # Fields that are counted with the facets but are not facets.
    extra_counted_fields: ClassVar[tuple[str, ...]] = ()
    # The index sorts the results; rewriting the query corrects the spelling.
    sort = OptionFilter(_("Order"), SORTS)
    spelling = OptionFilter(_("Spelling"), [(AS_TYPED, _("As typed"))])

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name, record_filter in self.filters.items():
            if isinstance(record_filter, RecordsFilter):
                record_filter.extra["labels"] = partial(self.labels, name)

    def canonical_values(self, name, values):
        """Replace slugs of merged records, and former slugs of reports, with present ones."""
        record_filter = self.base_filters[facet_of(name)]
        if has_report_slugs(record_filter):
            return replace_slugs(values)
        of_type = entity_type(record_filter)
        return canonical_slugs(of_type, values) if of_type else values

    def refuse_errors(self, *, without=()):
        """Raise BadRequest naming every unknown parameter and invalid value.

        For files and feeds, which cannot show that a parameter was ignored. `without`
        names parameters that the page of the list accepts and this view does not.
        """
        unknown = [
            *self.unknown_parameters,
            *(name for name in without if name in self.data),
        ]
        messages = [
            NO_PAST_STATES if name == moments.PARAMETER else f"Unknown parameter “{name}”."
            for name in unknown
        ]
        if not self.is_valid():
            messages += [error for errors in self.errors.values() for error in errors]
        if messages:
            raise BadRequest(" ".join(messages))

    @cached_property
    def rewritten_query(self):
        return rewrite.rewrite_query(
            self.search_text,
            self.record_type,
            as_typed=self.searches_as_typed,
            widen=True,
        )

    @property
    def searches_as_typed(self):
        return self.option("spelling") == AS_TYPED

    @property
    def as_typed_link(self):
        """The query string that searches for the words as they were typed."""
        return self.link("spelling", [AS_TYPED])

    @property
    def root(self):
        return self.rewritten_query.root

    @cached_property
    def suggestions(self):
        """(text, link) of each spelling correction that has results."""
        return [
            (text, self.link("q", [text]))
            for text in rewrite.corrections(self.search_text, self.record_type)
        ]

    @cached_property
    def query(self):
        selections = self.selections.items()
        chosen = {name: selection.any_of for name, selection in selections if selection.any_of}
        return engine.SearchQuery(
            kind=self.record_type,
            root=self.root,
            choices=chosen | self.modifiers,
            required={name: selection.all_of for name, selection in selections if selection.all_of},
            excluded={
                name: selection.none_of for name, selection in selections if selection.none_of
            },
            sort=self.order,
            published_since=self.published_since and start_of_day(self.published_since),
            day=self.day,
        )

    @property
    def modifiers(self):
        """Parameters that change what a facet counts."""
        return {"body": (ALONE,)} if self.counts_bodies_alone else {}

    @property
    def order(self):
        """The sort order in force; by default relevance with search words, else newest first."""
        return self.option("sort") or (engine.RELEVANCE if self.root else engine.NEWEST)

    @property
    def sorts(self):
        """(name, label, link, whether it is in force) of every applicable sort order."""
        return [
            (name, label, self.link("sort", [name]), name == self.order)
            for name, label in self.filters["sort"].extra["choices"]
            if name != engine.RELEVANCE or self.root
        ]

    @cached_property
    def feed_query(self):
        """The query string of the list's feed, which has its own order."""
        return self.query_string_without("page", "sort")

    @property
    def follow_query(self):
        """The `feed_query` without its question mark, to be joined to other parameters."""
        return self.feed_query.removeprefix("?")

    @property
    def qs(self):
        return SearchResults(self.query, self.queryset, self.start_counting)

    def sorted_by(self, sort, *, added=None):
        """Return the results in an order; `added` limits when they were added.

        With `added`, leave out records that lack some of the words.
        """
        query = replace(self.query, sort=sort, added=added)
        if added and self.rewritten_query.is_widened:
            query = replace(
                query, root=rewrite.rewrite_query(self.search_text, self.record_type).root
            )
        return SearchResults(query, self.queryset)

    def start_counting(self):
        """Start counting all facets in other threads."""
        return self.pending_counts

    @cached_property
    def pending_counts(self):
        """A function that waits for the facet counts and returns them."""
        names = (*self.facet_columns, *self.extra_counted_fields)
        return facets.start_facet_counts(self.query, names, COUNTED_VALUES)

    def counts(self, name):
        return facets.facet_counts(self.query, [name])[name]

    def top_counts(self, name, limit):
        if limit > COUNTED_VALUES:
            return dict(facets.facet_counts(self.query, [name], limit)[name])
        return dict(self.pending_counts()[name])

    def value_count(self, name, value):
        return facets.counts_for_values(self.query, name, [value]).get(value, 0)

    def matching_counts(self, name, text):
        record_filter = self.filters[name]
        if isinstance(record_filter, RecordsFilter):
            values = record_filter.matching_keys(text)
            return facets.counts_for_values(self.query, name, values)
        return super().matching_counts(name, text)

    def depths(self, name, values):
        if isinstance(self.filters[name], ThemesFilter):
            return facets.cached_tree(self.filters[name].tree).arrange(values)
        return super().depths(name, values)

    def labels(self, name, values, prefetch=()):
        if not self.filters[name].has_cacheable_labels:
            return super().labels(name, values)
        # Sessions are looked up by report and anchor: prefetched ones cost far more.
        if isinstance(self.filters[name], SessionsFilter):
            prefetch = ()
        # These labels change only with the index.
        return facets.cached_labels(self.record_type, name, values, prefetch, super().labels)
