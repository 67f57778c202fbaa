"""The parameters with which a list was requested, and the query strings that change them."""

from functools import lru_cache
from urllib.parse import quote_plus

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django_filters import FilterSet

from reports.choices import Choice, Selection
from reports.filter_copies import CopiedFilters
from reports.publication_filter import PUBLISHED_SINCE

# The value of the parameter `body`.
ALONE = "alone"
# A page has a hundred links, mostly with the values of other pages.
MAX_QUOTED_VALUES = 2000
quoted = lru_cache(maxsize=MAX_QUOTED_VALUES)(quote_plus)


class ListFilterSet(FilterSet):
    """A FilterSet that knows which parameters are in force, and the links that change them."""

    @classmethod
    def get_filters(cls):
        return CopiedFilters(super().get_filters())

    def get_form_class(self):
        # Without the fields of the parameters that the request lacks, which are most of them.
        fields = {name: own.field for name, own in self.filters.items() if name in self.data}
        return type("ListForm", (self._meta.form,), fields)

    @cached_property
    def day(self):
        """The day of the request, which determines what is overdue."""
        return timezone.localdate()

    @property
    def fields_beside_day(self):
        """(name, value) of every other valid parameter, for the form that asks for the day."""
        dropped = {"page", PUBLISHED_SINCE, *(self.errors if self.is_bound else ())}
        pairs = ((name, value) for name, values in self.data.lists() for value in values)
        return [(name, value) for name, value in pairs if name not in dropped]

    @property
    def has_publication_day(self):
        """Whether the records of the list can be chosen by the day of their publication."""
        return PUBLISHED_SINCE in self.base_filters

    @property
    def published_since(self):
        return self.option(PUBLISHED_SINCE)

    def option(self, name):
        """Return the valid value of a parameter that has one value, or None."""
        valid = self.form.cleaned_data if self.is_bound and self.errors is not None else {}
        return valid.get(name)

    @property
    def counts_bodies_alone(self):
        """Whether a chosen organization counts without those that speak for it."""
        return self.option("body") == ALONE

    @property
    def alone_link(self):
        return self.link("body", [ALONE])

    @property
    def together_link(self):
        return self.link("body", [])

    @property
    def search_text(self):
        return self.option("q") or ""

    @cached_property
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
    def day_choice(self):
        """(label, choice) of the first day on which results were published."""
        words = gettext("since %(day)s") % {"day": date_format(self.published_since)}
        choice = Choice(
            value := self.published_since.isoformat(),
            words,
            0,
            Selection((value,)),
            lambda selection: self.link(PUBLISHED_SINCE, selection.any_of),
        )
        return str(self.filters[PUBLISHED_SINCE].label), choice

    def link(self, name, values):
        """Return the current query string with one parameter changed to these values."""
        return self.joined(self.base_query(name), [(name, value) for value in values])

    def joined(self, base_query, pairs):
        own = [f"{name}={quoted(value)}" for name, value in dict.fromkeys(pairs)]
        return "?" + "&".join([base_query, *own] if base_query else own)

    def base_query(self, *names):
        # Shared by hundreds of links.
        if names not in self.base_queries:
            kept = (pair for name, pair in self.quoted_pairs if name not in names)
            self.base_queries[names] = "&".join(kept)
        return self.base_queries[names]

    @cached_property
    def quoted_pairs(self):
        """(name, “name=value”) of each parameter that links keep, quoted for a query string."""
        # Without invalid parameters, so that every link leads somewhere.
        dropped = {"page", *(self.errors if self.is_bound else ())}
        pairs = ((name, value) for name, values in self.data.lists() for value in values)
        return [
            (name, f"{quoted(name)}={quote_plus(value)}")
            for name, value in pairs
            if name not in dropped
        ]

    @cached_property
    def base_queries(self):
        return {}
