"""One recommendation, with its source."""

from django.shortcuts import render

from recommendations.models import Recommendation
from reports import gone


def recommendation(request, slug, reference):
    found = (
        Recommendation.objects.published()
        .for_listing()
        .select_related("paragraph__session")
        .filter(report__slug=slug, reference=reference)
        .first()
    )
    if found is None:
        return gone.answer(request, slug, f"recommendations/{reference}")
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
