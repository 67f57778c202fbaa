"""The FilterSets of both apps, answered from the index."""

from django.utils.translation import gettext_lazy as _

from portal.search import engine
from portal.search.indexed_filterset import SORTS, IndexedFilterSet
from recommendations.filters import RecommendationFilter
from reports.filters import ContributionFilter, ReportFilter, StatementFilter
from reports.value_filters import OptionFilter

RECOMMENDATION_SORTS = (
    *SORTS,
    (engine.LEVEL, _("Level")),
    (engine.REFERENCE, _("Number")),
)


class RecommendationSearch(IndexedFilterSet, RecommendationFilter):
    sort = OptionFilter(_("Order"), RECOMMENDATION_SORTS)
    record_type = "recommendation"
    extra_counted_fields = ("standing",)

    @property
    def recurring_query(self):
        """The query string of the page that shows what recurs, which chooses by lineage itself."""
        own = ("page", "sort", "repeated", "all_repeated", "not_repeated")
        return self.query_string_without(*own)

    @property
    def nesting_counts(self):
        """{"headline": count, "nested": count} of the results."""
        return dict(self.pending_counts()["standing"])


class ContributionSearch(IndexedFilterSet, ContributionFilter):
    record_type = "contribution"


class StatementSearch(IndexedFilterSet, StatementFilter):
    record_type = "statement"


class ReportSearch(IndexedFilterSet, ReportFilter):
    record_type = "report"
