"""The page of one paragraph: what it says, who says it, and its neighbors."""

from portal.content import prefetch
from portal.content.printed_source import printed_source
from portal.content.rationale_records import led_to, led_to_prefetch
from portal.content.referring_records import references_of
from portal.exports.citations.citation_builder import cite_one, cite_paragraph
from portal.site.citations import render_citable
from portal.site.former_slugs import redirects_former_slugs
from recommendations.models import CrossReference
from reports import removed_urls
from reports.models import Paragraph


@redirects_former_slugs
def paragraph(request, slug, anchor):
    published = Paragraph.objects.published().filter(report__slug=slug)
    listed = prefetch.paragraphs(published).prefetch_related(led_to_prefetch())
    paragraph = listed.filter(anchor=anchor).first()
    if paragraph is None:
        return removed_urls.gone_response(request, slug, f"paragraphs/{anchor}")
    context = {
        "paragraph": paragraph,
        "report": paragraph.report,
        "session": paragraph.session,
        "annexes": paragraph.annexes_named.exclude(
            referring__in=CrossReference.objects.published().filter(paragraph=paragraph)
        ).order_by("label"),
        "organizations": paragraph.organizations.with_labels().order_by("name"),
        "instruments": paragraph.instruments.with_labels().order_by("name"),
        "printed": printed_source(paragraph.report, paragraph),
        **references_of(paragraph),
        "led_to": led_to(paragraph),
        **neighbors(published, paragraph),
    }
    citation = cite_one(paragraph, cite_paragraph)
    return render_citable(request, "site/paragraph.html", context, citation)


def neighbors(paragraphs, paragraph):
    """Return the paragraphs before and after, in the order of the report."""
    places = list(paragraphs.in_document_order().values_list("pk", flat=True))
    place = places.index(paragraph.pk)
    beside = paragraphs.select_related("report").in_bulk(
        [*places[max(place - 1, 0) : place], *places[place + 1 : place + 2]]
    )
    return {
        "previous": beside.get(places[place - 1]) if place else None,
        "next": beside.get(places[place + 1]) if place + 1 < len(places) else None,
    }
