"""The FilterSets of both apps, answered from the index."""

from portal.search.indexed_filterset import IndexedFilterSet
from recommendations.filters import RecommendationFilter
from reports.filters import ContributionFilter, ReportFilter


class RecommendationSearch(IndexedFilterSet, RecommendationFilter):
    kind = "recommendation"
    extra_counted_fields = ("standing",)

    @property
    def nesting_counts(self):
        """{"headline": count, "nested": count} of the results."""
        return dict(self.pending_counts()["standing"])


class ContributionSearch(IndexedFilterSet, ContributionFilter):
    kind = "contribution"


class ReportSearch(IndexedFilterSet, ReportFilter):
    kind = "report"
