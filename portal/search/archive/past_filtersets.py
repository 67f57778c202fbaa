"""The filters of lists for past states: values match what was stored then, and words as they are given."""

from functools import cache
from typing import Any

from django.utils.functional import cached_property

from portal.search import engine
from portal.search.archive import moments
from portal.search.indexed_filterset import IndexedFilterSet
from portal.search.query.parser import parse_query
from portal.search.query.rewrite import RewrittenQuery
from portal.search.query.written_query import UnreadableQueryError, read_query
from reports.labels import LocalizedLabel
from reports.record_filters import RecordsFilter

# What was searched for, words that the portal added or corrected included; see written_query.
SEARCHED = "searched"


class PastFilters:
    """A mixin: nothing is looked up in the present records, which may have changed since."""

    other_parameters = ("page", moments.PARAMETER, SEARCHED)

    def canonical_values(self, name, values):
        return values

    def labels(self, name, values, prefetch=()):
        if isinstance(self.filters[name], RecordsFilter):
            return {value: LocalizedLabel(value) for value in values}
        return self.filters[name].labels(values)

    @cached_property
    def rewritten_query(self):
        parsed = parse_query(self.search_text)
        root = read_query(self.searched) if self.searched else parsed.root
        return RewrittenQuery(parsed, root, [])

    @property
    def searched(self):
        return self.data.get(SEARCHED, "")

    @property
    def has_readable_query(self):
        try:
            return bool(self.rewritten_query)
        except UnreadableQueryError:
            return False

    @property
    def order(self):
        """The sort order: never relevance, which depends on all other texts."""
        return engine.NEWEST if super().order == engine.RELEVANCE else super().order


@cache
def past_filterset(filterset_class: type[IndexedFilterSet]) -> Any:
    """Return the filters of a list for its past states."""
    return type(f"Past{filterset_class.__name__}", (PastFilters, filterset_class), {})
