"""How to cite a report or a part of it: a page with texts, and files for reference managers."""

from dataclasses import replace

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from portal.content.models import Revision
from portal.exports.citations import citation_builder, datacite, schema_org
from portal.exports.citations.citation import CitedKind
from portal.exports.citations.citation_builder import cite_one, cite_paragraph, cite_recommendation
from portal.exports.citations.file_formats import FILE_FORMATS
from portal.exports.citations.signposting import link_header
from portal.exports.citations.text import FOOTNOTE, STYLES, text_of
from portal.site.former_slugs import redirects_former_slugs
from recommendations.models import Recommendation
from reports import removed_urls
from reports.models import Paragraph, Report


@redirects_former_slugs
def report(request, slug, ending=""):
    report = get_object_or_404(Report.objects.published(), slug=slug)
    citation = citation_of_report(report)
    if ending == "jsonld":
        return linked_data(citation, parts_of(report, citation.report))
    return answer(request, citation, ending)


@redirects_former_slugs
def version(request, slug, number, ending=""):
    published = Revision.objects.published().select_related("report")
    revision = get_object_or_404(published, report__slug=slug, number=number)
    return answer(request, citation_builder.cite_version(revision), ending)


@redirects_former_slugs
def paragraph(request, slug, anchor, ending=""):
    published = Paragraph.objects.published().select_related("report")
    paragraph = published.filter(report__slug=slug, anchor=anchor).first()
    if paragraph is None:
        return removed_urls.gone_response(request, slug, f"paragraphs/{anchor}")
    return answer(request, cite_one(paragraph, cite_paragraph), ending)


@redirects_former_slugs
def recommendation(request, slug, reference, ending=""):
    published = Recommendation.objects.published().for_listing()
    recommendation = published.filter(report__slug=slug, reference=reference).first()
    if recommendation is None:
        return removed_urls.gone_response(request, slug, f"recommendations/{reference}")
    return answer(
        request,
        cite_one(recommendation, cite_recommendation),
        ending,
    )


def citation_of_report(report):
    return citation_builder.cite_report(citation_builder.cited_reports([report])[report.pk])


def parts_of(report, cited):
    """Return the citations of the paragraphs and recommendations of a report."""
    paragraphs = report.paragraphs.select_related("report").in_document_order()
    speaking = paragraphs.prefetch_related(
        "contributions__participation__person", "speaking_organizations"
    )
    recommendations = report.recommendations.for_listing().order_by("position")
    return [
        *(cite_paragraph(paragraph, cited) for paragraph in speaking),
        *(cite_recommendation(record, cited) for record in recommendations),
    ]


def answer(request, citation, ending):
    """Return the citation page or, with an ending, that file; both state the day of the request."""
    today = replace(citation, accessed=timezone.localdate())
    if not ending:
        texts = [(style, text_of(today, style)) for style in STYLES]
        page = request.path.removesuffix("cite/")
        context = {"citation": citation, "page": page, "texts": texts}
        return render(request, "site/cite.html", context)
    if file_format := FILE_FORMATS.get(ending):
        return HttpResponse(
            "".join(file_format.write([today])),
            content_type=f"{file_format.media_type}; charset=utf-8",
            headers={"Content-Disposition": f'inline; filename="{citation.id}.{ending}"'},
        )
    if ending == "jsonld":
        return linked_data(citation)
    # A DOI names the whole report.
    if citation.kind != CitedKind.REPORT:
        raise Http404
    return JsonResponse(datacite.metadata(citation), content_type=datacite.MEDIA_TYPE)


def linked_data(citation, parts=()):
    document = schema_org.document(citation, parts)
    return JsonResponse(document, content_type=schema_org.MEDIA_TYPE)


def render_citable(request, template, context, citation, files=()):
    """Render the page of a record with its citation, for readers and in the `Link` header."""
    context |= {"citation": citation, "footnote": text_of(citation, FOOTNOTE)}
    response = render(request, template, context)
    response["Link"] = link_header(citation, files=files)
    return response
