"""The list of recommendations with its facets, and one of them with its source."""

from django.shortcuts import get_object_or_404, render

from recommendations.filters import RecommendationFilter
from recommendations.models import Recommendation
from reports.lists import FacetedList


class RecommendationList(FacetedList):
    filterset_class = RecommendationFilter
    queryset = Recommendation.objects.published().for_listing().as_printed()
    template_name = "recommendations/recommendation_list.html"

    def get_context_data(self, **context):
        found = context["object_list"]
        counts = {
            "headline": found.headline().count(),
            "nested": found.nested().count(),
        }
        return super().get_context_data(**counts, **context)


def recommendation(request, slug, reference):
    found = get_object_or_404(
        Recommendation.objects.published()
        .for_listing()
        .select_related("paragraph__session"),
        report__slug=slug,
        reference=reference,
    )
    siblings = Recommendation.objects.published().filter(report=found.report)
    siblings = siblings.select_related("report")
    context = {
        "recommendation": found,
        "points": siblings.filter(parent=found).order_by("position"),
        "previous": siblings.filter(position__lt=found.position).order_by("-position"),
        "next": siblings.filter(position__gt=found.position).order_by("position"),
        "instruments": found.instruments.order_by("name"),
    }
    return render(request, "recommendations/recommendation.html", context)
