"""The page of one recommendation."""

from portal.content.printed_source import printed_source
from portal.content.referring_records import confirmed_references, references_of
from portal.exports.citations.citation_builder import cite_one, cite_recommendation
from portal.site.citations import render_citable
from portal.site.former_slugs import redirects_former_slugs
from recommendations.models import Recommendation
from reports import removed_urls


@redirects_former_slugs
def recommendation(request, slug, reference):
    recommendation = (
        Recommendation.objects.published()
        .for_listing()
        .select_related("paragraph__session")
        .prefetch_related(confirmed_references())
        .filter(report__slug=slug, reference=reference)
        .first()
    )
    if recommendation is None:
        return removed_urls.gone_response(request, slug, f"recommendations/{reference}")
    siblings = Recommendation.objects.published().filter(report=recommendation.report)
    siblings = siblings.select_related("report")
    position = recommendation.position
    context = {
        "recommendation": recommendation,
        "nested_recommendations": siblings.filter(parent=recommendation).order_by("position"),
        "previous": siblings.filter(position__lt=position).order_by("-position"),
        "next": siblings.filter(position__gt=position).order_by("position"),
        "instruments": recommendation.instruments.with_labels().order_by("name"),
        **references_of(recommendation),
        "printed": printed_source(recommendation.report, recommendation),
    }
    citation = cite_one(recommendation, cite_recommendation)
    return render_citable(request, "site/recommendation.html", context, citation)
