"""Adding a piece that no source printed, and beginning a report by hand."""

from django.db import transaction
from django.shortcuts import redirect, render

from portal.accounts.roles import Deed
from portal.desk import forms, placing, storing
from portal.desk.pieces import PLACES
from portal.history import recording
from portal.history.saving import SaveRefusedError
from portal.importing.intake import free_slug
from portal.views.editing import kept
from portal.views.editing.access import desk
from portal.views.editing.piece import not_found
from portal.views.editing.said import say
from portal.views.editing.sent import STALE, saving_in
from reports.models import Report
from reports.models.versions import StaleSaveError


@desk(Deed.CORRECT, Deed.CORRECT)
def add(request, report, place):
    """Show an empty form, or add what it holds behind the piece that the address names."""
    if place not in placing.KINDS_TO_ADD:
        not_found()
    where = PLACES[place]
    form = where.form(typed(request), report=report, instance=blank(report, where))
    told = ""
    if is_to_be_saved(request):
        if not form.is_valid():
            return shown(request, report, (where, form), status=422)
        told, status = added(request, report, where, form.values)
        if not told:
            say(request, "Added.")
            return redirect("desk-report", report.root.slug)
        return shown(request, report, (where, form), told, status)
    if form.is_bound:
        form.errors.clear()
        told = kept.RETURNED if request.method != "POST" else ""
    return shown(request, report, (where, form), told)


def typed(request):
    return request.POST if request.method == "POST" else kept.given_back(request)


def is_to_be_saved(request):
    return request.method == "POST" and request.POST.get("do", "save") == "save"


def added(request, report, where, fields):
    """Add the piece; return why it was not added, and the status that says so."""
    saving = saving_in(request)
    who = {"by": saving.by, "comment": saving.comment}
    try:
        placing.add(report, saving.version, where, behind(request), fields, **who)
    except SaveRefusedError as fault:
        return str(fault), 422
    except StaleSaveError:
        return STALE, 409
    return "", 200


def blank(report, where):
    row = where.form.Meta.model()
    row.report = report
    return row


def behind(request):
    """Return the place and address of the piece behind which the new one is to stand, or None."""
    place, _, address = request.GET.get("after", "").partition("/")
    return (PLACES[place], address) if place in PLACES and address else None


def shown(request, report, asked, fault="", status=200):
    where, form = asked
    context = {
        "report": report,
        "root": report.root,
        "called": where.called,
        "form": form,
        "rows": list(form.rows()),
        "fault": fault,
        "version": report.version,
        "after": request.GET.get("after", ""),
    }
    return render(request, "editing/adding.html", context, status=status)


@desk(Deed.IMPORT, Deed.IMPORT)
def new(request):
    """Begin a report that came from no file."""
    form, status = forms.ReportForm(typed(request)), 200
    if is_to_be_saved(request):
        if form.is_valid():
            report = begun(form.values, request.user)
            say(
                request,
                f"“{report}” is begun. Add its headings, and under them its paragraphs.",
            )
            return redirect("desk-report", report.slug)
        status = 422
    elif form.is_bound:
        form.errors.clear()
    context = {"form": form, "rows": list(form.rows())}
    return render(request, "editing/new.html", context, status=status)


@transaction.atomic
def begun(fields, account):
    report = Report(
        slug=free_slug(fields["title"], fields["starts_on"]), title=fields["title"]
    )
    report.save()
    storing.store(report, PLACES["about"], report, fields)
    recording.keep(report, "Begun by hand", by=account)
    return report
