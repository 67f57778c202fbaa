"""What can be searched and narrowed down: the FilterSets of both apps, answered by the index."""

from portal.search.lists import Indexed
from recommendations.filters import RecommendationFilter
from reports.filters import ContributionFilter, ReportFilter


class RecommendationSearch(Indexed, RecommendationFilter):
    kind = "recommendation"
    counted_along = ("standing",)

    @property
    def standing(self):
        """How many of those found are headline recommendations, and how many nested under one."""
        return dict(self.counting()["standing"])


class ContributionSearch(Indexed, ContributionFilter):
    kind = "contribution"


class ReportSearch(Indexed, ReportFilter):
    kind = "report"
