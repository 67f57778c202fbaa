"""The lists that are searched and narrowed down: recommendations, contributions, reports."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from django_filters.views import FilterView

from portal import parameters
from portal.charts import numbers
from portal.exports import columns
from portal.exports.tables import csv_of
from portal.pagination import CappedPaginator
from portal.search.filters import (
    ContributionSearch,
    RecommendationSearch,
    ReportSearch,
)
from portal.search.lists import ROWS_PER_PAGE, Found
from recommendations.models import Recommendation
from reports.models import Contribution, Report

DEEPEST_PAGE = 1000
FACET_ROWS = 500
FIND_CHARACTERS = 100


class Pages(CappedPaginator):
    most_pages = DEEPEST_PAGE

    def page(self, number):
        # The facets are counted while the rows are found and fetched. Only the first page is
        # there for certain: for one that is not, nothing is counted.
        if number == 1:
            self.begin_to_count()
        number = self.validate_number(number)
        self.begin_to_count()
        return super().page(number)

    def begin_to_count(self):
        if isinstance(self.object_list, Found):
            self.object_list.begin_to_count()


class FacetedList(FilterView):
    """A FilterView over an Indexed FilterSet.

    A value that a filter does not know gives the page with the reason, no rows and
    status 400; a page number that does not exist gives 404.
    """

    paginate_by = ROWS_PER_PAGE
    paginator_class = Pages

    def get_filterset(self, filterset_class):
        filters = super().get_filterset(filterset_class)
        parameters.say_unknown(self.request, filters.unknown)
        return filters

    def render_to_response(self, context, **response):
        if self.filterset.is_bound and not self.filterset.is_valid():
            response["status"] = 400
        return super().render_to_response(context, **response)


class RecommendationList(FacetedList):
    filterset_class = RecommendationSearch
    queryset = Recommendation.objects.published().for_listing()
    template_name = "recommendations/recommendation_list.html"

    def get_context_data(self, **context):
        context = super().get_context_data(**context)
        filters = context["filter"]
        refused = filters.is_bound and not filters.is_valid()
        return context | ({} if refused else filters.standing)


class ContributionList(FacetedList):
    filterset_class = ContributionSearch
    queryset = Contribution.objects.published().for_listing()
    template_name = "reports/contribution_list.html"


class ReportList(FacetedList):
    filterset_class = ReportSearch
    queryset = Report.objects.published()
    template_name = "reports/report_list.html"

    def get_context_data(self, **context):
        context = super().get_context_data(**context)
        # Of all reports: beside some of them it would be taken for theirs.
        is_whole = not self.request.GET
        years = numbers.workshops_by_year() if is_whole else None
        return context | {"years": years}


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
        parameters.say_unknown(request, filters.unknown)
        if not filters.is_valid():
            raise Http404
        address = reverse(self.list_name)
        context = {
            "facet": filters.facet(name, most=FACET_ROWS, like=find),
            "find": find,
            "kept": [(key, one) for key, some in filters.data.lists() for one in some],
            "list": address,
            "back": address + filters.query,
            "title": self.title,
        }
        return render(request, "search/facet.html", context)


recommendation_facet = FacetPage.as_view(
    filterset_class=RecommendationSearch,
    list_name="recommendation-list",
    title=_("Recommendations"),
)
contribution_facet = FacetPage.as_view(
    filterset_class=ContributionSearch,
    list_name="contribution-list",
    title=_("Contributions"),
)
