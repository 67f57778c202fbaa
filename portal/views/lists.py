"""The lists that are searched and narrowed down: recommendations and contributions."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import View

from portal.exports import columns
from portal.exports.tables import csv_of
from portal.search.filters import ContributionSearch, RecommendationSearch
from recommendations.models import Recommendation
from reports.lists import FacetedList
from reports.models import Contribution

FACET_ROWS = 500
FIND_CHARACTERS = 100


class RecommendationList(FacetedList):
    filterset_class = RecommendationSearch
    queryset = Recommendation.objects.published().for_listing()
    template_name = "recommendations/recommendation_list.html"

    def get_context_data(self, **context):
        filters = context["filter"]
        standing = filters.standing if filters.is_valid() else {}
        return super().get_context_data(**standing, **context)


class ContributionList(FacetedList):
    filterset_class = ContributionSearch
    queryset = Contribution.objects.published().for_listing()
    template_name = "reports/contribution_list.html"


recommendations_csv = csv_of(
    RecommendationSearch,
    RecommendationList.queryset,
    columns.RECOMMENDATIONS,
    "recommendations",
)
contributions_csv = csv_of(
    ContributionSearch,
    ContributionList.queryset,
    columns.CONTRIBUTIONS,
    "contributions",
)


class FacetPage(View):
    """All the choices of one facet of a list, under whatever else is chosen there."""

    filterset_class = None
    list_name = ""
    title = ""

    def get(self, request, name):
        if name not in self.filterset_class.facet_columns:
            raise Http404
        chosen = request.GET.copy()
        find = "".join(chosen.pop("find", [])[-1:])[:FIND_CHARACTERS].strip()
        filters = self.filterset_class(chosen, request=request)
        if not filters.is_valid():
            raise Http404
        address = reverse(self.list_name)
        context = {
            "facet": filters.facet(name, most=FACET_ROWS, like=find),
            "find": find,
            "kept": [(key, one) for key in chosen for one in chosen.getlist(key)],
            "list": address,
            "back": address + filters.query,
            "title": self.title,
        }
        return render(request, "search/facet.html", context)


recommendation_facet = FacetPage.as_view(
    filterset_class=RecommendationSearch,
    list_name="recommendation-list",
    title="Recommendations",
)
contribution_facet = FacetPage.as_view(
    filterset_class=ContributionSearch,
    list_name="contribution-list",
    title="Contributions",
)
