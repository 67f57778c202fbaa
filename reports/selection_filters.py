"""The filters `all_NAME` and `not_NAME` of a facet NAME: every value, and none of the values."""

from django_filters import Filter

ALL, NOT = "all_", "not_"


def facet_of(name: str) -> str:
    """Return the facet of a filter: theme for theme, all_theme and not_theme."""
    for prefix in (ALL, NOT):
        if name.startswith(prefix):
            return name.removeprefix(prefix)
    return name


class SelectionFilter(Filter):
    """A filter that accepts the values of a facet, and passes each to the facet's own filter."""

    def __init__(self, facet: str):
        super().__init__()
        self.facet = facet

    @property
    def own_filter(self):
        return self.parent.filters[self.facet]

    @property
    def field(self):
        return self.own_filter.field

    def matching(self, values):
        """Return the keys of the list's records that have any of the values."""
        match = getattr(self.own_filter, "match", self.own_filter.filter)
        return match(self.parent.queryset.all(), values).values("pk")


class AllOfFilter(SelectionFilter):
    def filter(self, records, values):
        for value in values or ():
            records = records.filter(pk__in=self.matching([value]))
        return records


class NoneOfFilter(SelectionFilter):
    def filter(self, records, values):
        return records.exclude(pk__in=self.matching(values)) if values else records
