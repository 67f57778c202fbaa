"""Sending a file, and the drafts that wait for their editor."""

from django.core.exceptions import ValidationError
from django.db.models import Count, F, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render

from portal.accounts.roles import Deed
from portal.importing.intake import REFUSALS, File, Wishes, take_in_file
from portal.importing.readers import FORMATS
from portal.importing.readers.bounds import LARGEST_FILE, LARGEST_TEXT, MOST_PAGES
from portal.importing.replacing import told_on_a_page
from portal.views.editing.access import desk
from portal.views.editing.said import say
from reports.models import Report
from reports.models.languages import is_a_tag

WAITING = (Report.Status.DRAFT, Report.Status.IN_REVIEW)
MEGABYTE = 1024 * 1024


@desk(write=Deed.IMPORT)
def imports(request):
    """List the drafts, or take a file in; one that is refused is told at the field, status 422."""
    if request.method != "POST":
        return listed(request)
    try:
        report, draft = take_in_file(file_in(request), wishes_in(request))
    except ValidationError as fault:
        return listed(request, " ".join(fault.messages))
    except REFUSALS as fault:
        return listed(request, told_on_a_page(fault))
    say(request, f"“{report}” is read: {len(draft.notes)} notes wait for you.")
    there = redirect("bench", report.slug)
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        # The script goes there itself, so that what is said is said on the page.
        return HttpResponse(status=201, headers={"Location": there["Location"]})
    return there


def file_in(request):
    """Return the file that was sent. Raises ValidationError if there is none, or too much of it."""
    sent = request.FILES.get("file")
    if sent is None:
        raise ValidationError("Choose a file first.")
    if sent.size > LARGEST_FILE:
        megabytes = LARGEST_FILE // MEGABYTE
        raise ValidationError(f"“{sent.name}” is larger than {megabytes} MB.")
    return File(sent.name, sent.read())


def wishes_in(request):
    language = request.POST.get("language", "").strip() or "en"
    is_a_tag(language)
    return Wishes(language=language, by=request.user)


def listed(request, fault=""):
    open_notes = Count("source__notes", Q(source__notes__resolved=False))
    waiting = Report.objects.select_related("next_of").filter(
        status__in=WAITING, source__isnull=False
    )
    context = {
        "fault": fault,
        "drafts": waiting.annotate(
            open_notes=open_notes,
            file=F("source__name"),
            received_at=F("source__received_at"),
        ).order_by("-received_at"),
        "endings": ",".join(FORMATS),
        "limits": {
            "megabytes": LARGEST_FILE // MEGABYTE,
            "pages": MOST_PAGES,
            "characters": LARGEST_TEXT,
        },
    }
    return render(
        request, "editing/imports.html", context, status=422 if fault else 200
    )
