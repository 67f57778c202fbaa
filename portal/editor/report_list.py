"""The list of all reports for editors, filtered by status and title."""

from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import render

from portal.accounts import roles
from portal.accounts.roles import Permission
from portal.content.models import Revision
from portal.editor.view_decorator import editor_view
from reports.models import ImportNote, Report
from reports.text import clean_line

REPORTS_PER_PAGE = 50
MAX_TITLE_LENGTH = 200
Status = Report.Status


@editor_view()
def report_list(request):
    terms = {
        "status": request.GET.get("status", ""),
        "title": clean_line(request.GET.get("title", "")).strip()[:MAX_TITLE_LENGTH],
    }
    page = Paginator(matching_reports(terms), REPORTS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "search_terms": terms,
        "statuses": Status.choices,
        "may_import": roles.may(request.user, Permission.IMPORT),
    }
    return render(request, "editor/report_list.html", context)


def matching_reports(terms):
    """Return the reports with the status, and all words in title or address; last saved first.

    A report has the status of its published version as well as the status of its next version.
    """
    reports = reports_with_last_save()
    for word in terms["title"].split():
        in_title = Q(title__icontains=word) | Q(next_draft__title__icontains=word)
        reports = reports.filter(in_title | Q(slug__icontains=word))
    if terms["status"] in Status.values:
        reports = reports.filter(Q(status=terms["status"]) | Q(next_draft__status=terms["status"]))
    return reports


def reports_with_last_save():
    """Return every report once, with its last save and the open notes of its newest version."""
    newest = Revision.objects.filter(report=OuterRef("pk")).order_by("-number")
    notes = ImportNote.objects.filter(document=OuterRef("newest_source"), resolved=False)
    note_count = notes.order_by().values("document").annotate(count=Count("pk")).values("count")
    return (
        Report.objects.filter(next_of=None)
        .select_related("next_draft")
        .annotate(
            newest_source=Coalesce("next_draft__source", "source"),
            saved_at=Subquery(newest.values("created_at")[:1]),
            saved_by=Subquery(newest.values("by_name")[:1]),
        )
        .annotate(open_notes=Coalesce(Subquery(note_count), 0))
        .order_by("-saved_at", "-pk")
    )
