"""All values of one facet of a list under its other filters, as a page and as a file."""

from operator import attrgetter

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from portal.exports.csv_export import csv_response
from portal.exports.table import Table
from portal.search.facets import MAX_FACET_VALUES
from portal.search.filtersets import ContributionSearch, RecommendationSearch, StatementSearch
from portal.web import query_parameters

FACET_ROWS = 500
MAX_FIND_CHARACTERS = 100


class FacetView(View):
    filterset_class = None

    def get_filters(self, name, data):
        """Return the filters of the list. Raise Http404 for an unknown facet."""
        if name not in self.filterset_class.facet_columns:
            raise Http404
        return self.filterset_class(data, request=self.request)


class FacetPage(FacetView):
    list_name = ""
    title = ""

    def get(self, request, name):
        data = request.GET.copy()
        search_text = "".join(data.pop("find", [])[-1:])[:MAX_FIND_CHARACTERS].strip()
        filters = self.get_filters(name, data)
        query_parameters.set_unknown(request, filters.unknown_parameters)
        if not filters.is_valid():
            raise Http404
        list_url = reverse(self.list_name)
        context = {
            "facet": filters.facet(name, limit=FACET_ROWS, search=search_text),
            "search_text": search_text,
            "hidden_fields": [
                (key, value) for key, values in filters.data.lists() for value in values
            ],
            "list_url": list_url,
            "filtered_list_url": list_url + filters.query_string,
            "file_query": filters.query_string,
            "title": self.title,
        }
        return render(request, "site/facet.html", context)


class FacetFile(FacetView):
    """All values of a facet with their numbers of results, the most frequent first."""

    def get(self, request, name):
        filters = self.get_filters(name, request.GET)
        filters.refuse_errors(without=["page"])
        choices = filters.facet(name, limit=MAX_FACET_VALUES).choices
        choices.sort(key=attrgetter("count"), reverse=True)
        rows = [(choice.value, str(choice.label), choice.count) for choice in choices]
        return csv_response(Table(("value", "label", "results"), rows), f"{name}-counts")


recommendation_facet = FacetPage.as_view(
    filterset_class=RecommendationSearch,
    list_name="site:recommendation-list",
    title=_("Recommendations"),
)
contribution_facet = FacetPage.as_view(
    filterset_class=ContributionSearch,
    list_name="site:contribution-list",
    title=_("Contributions"),
)
statement_facet = FacetPage.as_view(
    filterset_class=StatementSearch,
    list_name="site:statement-list",
    title=_("Statements"),
)
recommendation_facet_csv = FacetFile.as_view(filterset_class=RecommendationSearch)
contribution_facet_csv = FacetFile.as_view(filterset_class=ContributionSearch)
statement_facet_csv = FacetFile.as_view(filterset_class=StatementSearch)
