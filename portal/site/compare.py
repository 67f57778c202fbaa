"""The pages that compare two selections of recommendations, or of statements."""

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import View

from portal.search.filtersets import RecommendationSearch, StatementSearch
from portal.site.charts.counted_lists import RECOMMENDATIONS, STATEMENTS
from portal.site.comparison import texts
from portal.site.comparison.facet_tables import compare_facets
from portal.site.comparison.selection_form import side_forms
from portal.site.comparison.sides import known_query, read_sides, unknown_parameters
from portal.web import query_parameters
from recommendations.models import Recommendation
from reports.models import Statement


class ComparisonPage(View):
    """Compares the selections if both are chosen; always shows the form that chooses them.

    An invalid value answers 400 with the reason, as in lists; a missing page answers 404.
    """

    filterset_class = RecommendationSearch
    queryset = Recommendation.objects.published().select_related("report")
    counted = RECOMMENDATIONS
    # The same page for the other kind of records.
    other_filterset_class = StatementSearch
    other_name = "site:compare-statements"

    def get(self, request):
        sides = read_sides(self.filterset_class, self.queryset, request)
        names = unknown_parameters(self.filterset_class, request.GET)
        query_parameters.set_unknown(request, names)
        is_valid = all(side.is_valid for side in sides)
        is_comparison = is_valid and all(side.is_chosen for side in sides)
        context = {
            "sides": sides,
            "kind": self.counted.kind,
            "forms": side_forms(self.filterset_class, sides),
            # No fields until the invalid value has been removed: a refusal stays short.
            "is_valid": is_valid,
            "is_comparison": is_comparison,
            "other_url": reverse(self.other_name)
            + known_query(self.other_filterset_class, request),
            **(self.comparison(sides) if is_comparison else {"page_obj": self.page([])}),
        }
        return render(request, "site/compare.html", context, status=200 if is_valid else 400)

    def comparison(self, sides):
        compared = self.compare_texts(sides)
        page = self.page(compared.rows if compared else [])
        # Further pages continue the texts.
        facets = compare_facets(sides, self.counted) if page.number == 1 else None
        return {"facets": facets, "texts": compared, "page_obj": page, "most": texts.MAX_TEXTS}

    def compare_texts(self, sides):
        return texts.compare_texts(sides) if texts.may_compare(sides) else None

    def page(self, rows):
        try:
            return Paginator(rows, texts.ROWS_PER_PAGE).page(self.request.GET.get("page", 1))
        except InvalidPage as error:
            raise Http404 from error


class StatementComparison(ComparisonPage):
    """Counts only: different speakers use different words."""

    filterset_class = StatementSearch
    queryset = Statement.objects.published()
    counted = STATEMENTS
    other_filterset_class = RecommendationSearch
    other_name = "site:compare"

    def compare_texts(self, sides):
        return None
