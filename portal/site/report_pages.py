"""Pages of a report: reading view, published versions, sessions, and the source file."""

from django.conf import settings
from django.db.models.functions import Length
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from portal.content import prefetch, render_snapshot
from portal.content.models import Revision
from portal.content.referring_records import places_referring_to
from portal.content.uncertain_places import uncertain_places
from portal.exports import follow_up_json
from portal.exports.citations import citation_builder
from portal.exports.citations.signposting import link
from portal.site.attachments import with_attached_files
from portal.site.charts.voice_strip import voice_strip
from portal.site.citations import citation_of_report, render_citable
from portal.site.follow_up_summary import overdue_of, report_figure
from portal.site.footnotes import footnotes_of
from portal.site.former_slugs import redirects_former_slugs
from portal.web.file_response import withheld_response
from recommendations.models import Recommendation
from reports import removed_urls
from reports.models import Report, Session, SourceDocument, Statement


@redirects_former_slugs
def report(request, slug):
    report = get_object_or_404(Report.objects.published(), slug=slug)
    sessions = prefetch.sessions().filter(report=report)
    attachments = list(report.attachments.in_listing_order().select_related("report"))
    annexes = report.annexes.select_related("named_in", "session").order_by("label")
    context = {
        "report": report,
        "sessions": sessions,
        "voice_strip": voice_strip(sessions),
        "co_chairs": report.co_chairs.with_labels().order_by("name"),
        "annexes": with_attached_files(annexes, attachments),
        "attachments": attachments,
        "versions": Revision.objects.published().filter(report=report).for_listing().newest_first(),
        "source": sources().filter(pk=report.source_id).first(),
        "footnotes": footnotes_of(report, sessions),
        "uncertain_places": uncertain_places(report),
        "referred_to_by": places_referring_to(report),
        "unplaced_recommendations": prefetch.heading_queryset().filter(
            report=report, paragraph=None
        ),
        "follow_up": report_figure(report),
        "overdue": overdue_of(report, timezone.localdate()),
        "rounds": follow_up_json.rounds().filter(reports=report),
        "recommendation_count": Recommendation.objects.published().filter(report=report).count(),
        "statement_count": Statement.objects.published().filter(paragraph__report=report).count(),
    }
    files = files_of(report, context["source"])
    return render_citable(request, "site/report.html", context, citation_of_report(report), files)


@redirects_former_slugs
def version(request, slug, number):
    """Show a published version of a report, which stays unchanged so that it can be cited."""
    published = Revision.objects.published().select_related("report")
    revision = get_object_or_404(published, report__slug=slug, number=number)
    revisions = published.filter(report=revision.report)
    context = {
        "report": revision.report,
        "revision": revision,
        "content": render_snapshot.render_report(revision.snapshot, revision.names),
        "newest_revision": revisions.newest_first().first(),
    }
    return render_citable(
        request, "site/version.html", context, citation_builder.cite_version(revision)
    )


@redirects_former_slugs
def session(request, slug, anchor):
    session = prefetch.sessions().filter(report__slug=slug, anchor=anchor).first()
    if session is None:
        return removed_urls.gone_response(request, slug, f"sessions/{anchor}")
    siblings = Session.objects.published().filter(report=session.report)
    context = {
        "session": session,
        "report": session.report,
        "referred_to_by": places_referring_to(session),
        "previous": siblings.filter(position__lt=session.position).order_by("-position").first(),
        "next": siblings.filter(position__gt=session.position).order_by("position").first(),
    }
    return render(request, "site/session.html", context)


@redirects_former_slugs
def source(request, slug):
    """Return the file byte for byte, as a sandboxed download that browsers never run."""
    report = get_object_or_404(Report.objects.published(), slug=slug)
    # Only the file of the published version: a draft version may have a newer one.
    # nosemgrep: public-record-without-gate -- of a published report
    document = get_object_or_404(SourceDocument.objects.defer(None), pk=report.source_id or 0)
    if document.withheld_at:
        return withheld_response(request)
    headers = {
        "Content-Disposition": content_disposition_header(True, document.name),
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Link": link("collection", settings.BASE_URL + report.get_absolute_url(), "text/html"),
    }
    return HttpResponse(
        bytes(document.content),
        content_type="application/octet-stream",
        headers=headers,
    )


def files_of(report, source):
    """Return (URL, media type) of the file that the report reproduces."""
    url = reverse("site:source", args=[report.slug])
    is_given = source and not source.withheld_at
    return ((settings.BASE_URL + url, source.media_type),) if is_given else ()


def sources():
    # nosemgrep: public-record-without-gate -- prefetched for published reports
    return SourceDocument.objects.defer("text").annotate(size=Length("content"))
