"""A report as a document: whole, by session, and as the file that was received."""

from django.db.models.functions import Length
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header

from portal import reading
from portal.charts.numbers import levels_and_themes
from portal.charts.voices import voices
from portal.history import told
from portal.history.models import Revision
from recommendations.models import Recommendation
from reports import gone
from reports.models import Report, Session, SourceDocument, SourcePart


def report(request, slug):
    found = get_object_or_404(Report.objects.published(), slug=slug)
    sessions = reading.sessions().filter(report=found)
    context = {
        "report": found,
        "sessions": sessions,
        "voices": voices(sessions),
        "levels_and_themes": levels_and_themes(report=slug),
        "co_chairs": found.co_chairs.order_by("name"),
        "annexes": found.annexes.select_related("named_in", "session").order_by(
            "label"
        ),
        "versions": Revision.objects.published()
        .filter(report=found)
        .for_listing()
        .newest_first(),
        "source": sources().filter(pk=found.source_id).first(),
        "footnotes": found.parts.filter(kind=SourcePart.Kind.FOOTNOTE).order_by("pk"),
        "elsewhere": reading.headlines().filter(report=found, paragraph=None),
        "asked": Recommendation.objects.published().filter(report=found).count(),
    }
    return render(request, "portal/report.html", context)


def version(request, slug, number):
    """Show what a report said when it was published as this version: it stays, to be cited."""
    published = Revision.objects.published().select_related("report")
    found = get_object_or_404(published, report__slug=slug, number=number)
    context = {
        "report": found.report,
        "revision": found,
        "said": told.told(found.data, found.names),
        "newest": published.filter(report=found.report).newest_first().first(),
    }
    return render(request, "portal/version.html", context)


def session(request, slug, anchor):
    found = reading.sessions().filter(report__slug=slug, anchor=anchor).first()
    if found is None:
        return gone.answer(request, slug, f"sessions/{anchor}")
    siblings = Session.objects.published().filter(report=found.report)
    context = {
        "session": found,
        "report": found.report,
        "previous": siblings.filter(position__lt=found.position)
        .order_by("-position")
        .first(),
        "next": siblings.filter(position__gt=found.position)
        .order_by("position")
        .first(),
    }
    return render(request, "portal/session.html", context)


def source(request, slug):
    """Hand out the file byte for byte; a browser stores it and never runs it."""
    report = get_object_or_404(Report.objects.published(), slug=slug)
    # Not any file received for it: a next draft may follow a newer one.
    found = get_object_or_404(
        SourceDocument.objects.defer(None), pk=report.source_id or 0
    )
    headers = {
        "Content-Disposition": content_disposition_header(True, found.name),
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return HttpResponse(
        bytes(found.content), content_type="application/octet-stream", headers=headers
    )


def sources():
    return SourceDocument.objects.defer("text").annotate(size=Length("content"))
