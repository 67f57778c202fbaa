"""The page of one recommendation."""

from collections.abc import Iterator

from django.db.models import Prefetch
from django.utils import timezone

from portal.content.printed_source import printed_source
from portal.content.rationale_records import rationale_prefetch
from portal.content.referring_records import (
    confirmed_references,
    linked_places,
    listed_references,
    references_of,
)
from portal.exports.citations.citation_builder import cite_all, cite_one, cite_recommendation
from portal.exports.citations.text import FOOTNOTE, text_of
from portal.exports.follow_up_json import listed_follow_ups
from portal.lineage.lines import find_lines, line_of
from portal.rationale.excerpts import shown_statements
from portal.site.citations import render_citable
from portal.site.follow_up_summary import follow_up_view
from portal.site.former_slugs import redirects_former_slugs
from recommendations.models import Recommendation
from reports import removed_urls
from reports.models import Instrument, Report

TEMPLATE = "site/recommendation.html"


@redirects_former_slugs
def recommendation(request, slug, reference):
    recommendation = records_with_places().filter(report__slug=slug, reference=reference).first()
    if recommendation is None:
        return removed_urls.gone_response(request, slug, f"recommendations/{reference}")
    siblings = Recommendation.objects.published().filter(report=recommendation.report)
    siblings = siblings.select_related("report")
    position = recommendation.position
    context = {
        "recommendation": recommendation,
        "nested_recommendations": siblings.filter(parent=recommendation).order_by("position"),
        "previous": siblings.filter(position__lt=position).order_by("-position").first(),
        "next": siblings.filter(position__gt=position).order_by("position").first(),
        "instruments": recommendation.instruments.with_labels().order_by("name"),
        **references_of(recommendation),
        "line": line_of(recommendation),
        "statements": shown_statements(recommendation),
        "printed": printed_source(recommendation.report, recommendation),
        "follow_up": follow_up_view(recommendation, timezone.localdate()),
    }
    citation = cite_one(recommendation, cite_recommendation)
    return render_citable(request, TEMPLATE, context, citation)


def records_with_places():
    return (
        Recommendation.objects.published()
        .for_listing()
        .select_related("paragraph__session")
        .prefetch_related(
            confirmed_references(),
            rationale_prefetch(with_speakers=True),
            listed_follow_ups(),
        )
    )


def contexts_of_report(report: Report) -> Iterator[tuple[Recommendation, dict]]:
    """Yield each recommendation of a report with the variables of its page, in few queries."""
    instruments = Prefetch("instruments", Instrument.objects.with_labels().order_by("name"))
    records = list(
        records_with_places()
        .filter(report=report)
        .order_by("position")
        .prefetch_related(instruments, *listed_references(of_paragraphs=False))
    )
    citations = cite_all(records, cite_recommendation)
    lines = find_lines([record.pk for record in records])
    around = [None, *records, None]
    for position, (record, citation) in enumerate(zip(records, citations, strict=True), start=1):
        # With the file and its parts, which are read once.
        record.report = report
        yield (
            record,
            {
                "recommendation": record,
                "nested_recommendations": [one for one in records if one.parent_id == record.pk],
                "previous": around[position - 1],
                "next": around[position + 1],
                "instruments": record.instruments.all(),
                "refers_to": linked_places(record.listed_cross_references, "target", report),
                "referred_to_by": linked_places(record.listed_referring, "source", report),
                "line": lines[record.pk],
                "statements": shown_statements(record),
                "printed": printed_source(report, record),
                "follow_up": follow_up_view(record, timezone.localdate()),
                "citation": citation,
                "footnote": text_of(citation, FOOTNOTE),
            },
        )
