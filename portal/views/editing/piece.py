"""One piece of a report as a form: typed, searched, previewed, saved, and merged with others' saves."""

from dataclasses import dataclass, field

from django.db import OperationalError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator

from portal.accounts.roles import Deed
from portal.desk import pieces, placing, saves, telling
from portal.desk.pieces import PLACES
from portal.failures import failure_of
from portal.history import presence
from portal.history.saving import SaveRefusedError
from portal.views.editing import failing, kept
from portal.views.editing.access import desk
from portal.views.editing.said import say
from portal.views.editing.sent import STALE, saving_in, version_of
from reports.markup import MarkupError, to_html
from reports.models.versions import StaleSaveError

CONFLICT = (
    "{name} has saved the same fields since you opened this page. Nothing was saved, and nothing "
    "is lost: above each of these fields stands what it was and what {name} made of it. Yours "
    "stands in the form. Make of both what it should be, and save again."
)


@dataclass
class Page:
    """What the page shows besides the form."""

    place: str
    address: str = ""
    fault: str = ""
    conflicts: list = field(default_factory=list)
    preview: str = ""
    version: int = 0
    comment: str = ""
    status: int = 200


@desk(Deed.CORRECT, Deed.CORRECT)
def piece(request, report, place, address=""):
    """Show the form of a piece, or do with it what the button says."""
    where = PLACES.get(place) or not_found()
    try:
        row = pieces.row_at(report, where, address)
    except SaveRefusedError as fault:
        return lost(request, report, str(fault))
    page = Page(place, address, version=report.version)
    if request.method == "POST":
        return posted(request, report, row, page)
    returned = kept.given_back(request)
    if returned:
        page.fault = kept.RETURNED
        page.version = version_of(returned)
    presence.note(report.root, request.user, name_of(where, row))
    return shown(request, report, form_for(report, where, row, returned), page)


def not_found():
    raise Http404


def name_of(where, row):
    return "the report’s own page" if where.kind == "report" else str(row)


def form_for(report, where, row, data=None):
    fields = pieces.fields_at(report, where, row)
    return where.form(data, instance=row, initial=fields, report=report)


def posted(request, report, row, page):
    where, do = PLACES[page.place], request.POST.get("do", "save")
    page.version, page.comment = saving_in(request).version, saving_in(request).comment
    if do in ORDERS:
        return ordered(request, report, page, do)
    form = form_for(report, where, row, request.POST)
    if do != "save":
        page.preview = preview_of(request.POST) if do == "preview" else ""
        return shown(request, report, form, page, searching=True)
    if not form.is_valid():
        page.status = 422
        return shown(request, report, form, page)
    return saved(request, report, form, page)


def preview_of(sent):
    try:
        return to_html(sent.get("summary", ""))
    except MarkupError:
        # The form says so at the field.
        return ""


def saved(request, report, form, page):
    where = PLACES[page.place]
    try:
        theirs = saves.save(
            report, (where, page.address), form.values, saving_in(request)
        )
    except saves.ConflictError as conflict:
        return in_conflict(request, report, form, page, conflict)
    except SaveRefusedError as fault:
        page.fault, page.status = str(fault), 422
        return shown(request, report, form, page)
    except OperationalError as error:
        failure = failure_of(error)
        if failure is None:
            raise
        page.fault = failing.told(failure, failing.BELOW)
        page.status = failure.status
        return shown(request, report, form, page)
    presence.leave(report.root, request.user)
    kept_too = (
        f" What others changed meanwhile ({names_of(theirs)}) is kept."
        if theirs
        else ""
    )
    say(request, f"Saved.{kept_too}")
    return redirect(place_of(report, page))


def names_of(fields):
    return ", ".join(one.name.replace("_", " ") for one in fields)


def place_of(report, page):
    there = reverse("desk-report", args=[report.root.slug])
    return f"{there}#{page.place}-{page.address}" if page.address else there


def in_conflict(request, report, form, page, conflict):
    """Show base, theirs and mine of each field in which both differ; nothing typed is lost."""
    name = conflict.by_name or "Somebody"
    page.fault, page.status = CONFLICT.format(name=name), 409
    page.version = conflict.version
    data = telling.with_theirs(request.POST, conflict.fields)
    fresh = form_for(report, PLACES[page.place], form.instance, data)
    page.conflicts = telling.told(fresh, conflict.fields)
    return shown(request, report, fresh, page)


def shown(request, report, form, page, *, searching=False):
    if searching:
        # What is half typed is no fault yet.
        form.errors.clear()
    where = PLACES[page.place]
    context = {
        "report": report,
        "root": report.root,
        "called": where.called,
        "name": Truncator(name_of(where, form.instance)).chars(80),
        "is_searched": searching,
        "form": form,
        "rows": list(form.rows()),
        "page": page,
        "others": presence.others(report.root, request.user),
        "is_ordered": where.kind in {"session", "paragraph", "recommendation"},
        "above": placing.above(form.instance),
        "is_by_hand": where.kind != "report"
        and not getattr(form.instance, "spans", None),
        "unit_key": unit_key(report, where, form.instance),
    }
    return render(request, "editing/piece.html", context, status=page.status)


UNITS = {
    "session": "heading",
    "paragraph": "paragraph",
    "recommendation": "recommendation",
}


def unit_key(report, where, row):
    """Return the key under which the bench knows the piece, if it does."""
    has_place = report.source_id and getattr(row, "spans", None)
    return f"{UNITS[where.kind]}-{row.pk}" if has_place and where.kind in UNITS else ""


def lost(request, report, fault):
    context = {
        "report": report,
        "root": report.root,
        "fault": fault,
        "typed": kept.texts(request.POST),
    }
    return render(
        request,
        "editing/lost.html",
        context,
        status=404 if request.method != "POST" else 409,
    )


def ordered(request, report, page, do):
    """Move the piece, put it under another, or take it away."""
    where = (PLACES[page.place], page.address)
    saving = saving_in(request)
    who = {"by": saving.by, "comment": saving.comment}
    steps = {"up": -1, "down": 1}
    try:
        if do in steps:
            placing.move(report, saving.version, where, steps[do], **who)
        elif do == "nest":
            under = request.POST.get("under", "")
            placing.nest(report, saving.version, where, under, **who)
        else:
            placing.remove(report, saving.version, where, **who)
        say(request, "Removed." if do == "remove" else "Moved.")
    except SaveRefusedError as fault:
        say(request, str(fault))
    except StaleSaveError:
        say(request, STALE)
    return redirect(place_of(report, page))


ORDERS = {"up", "down", "nest", "remove"}
