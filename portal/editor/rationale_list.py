"""The work list of a report: recommendations for which nobody has decided what led to them."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse

from portal.accounts import roles
from portal.accounts.roles import Permission
from portal.content import service
from portal.content.edits.rationale import ConfirmRationale
from portal.content.loader import load_snapshot
from portal.content.rationale import is_decided
from portal.content.refusals import SaveRefusedError
from portal.editor.form_meta import STALE, save_request
from portal.editor.item_page import item_of, item_url
from portal.editor.item_rationale import RationaleView, decision
from portal.editor.messages import add_message, undo_of
from portal.editor.view_decorator import editor_view
from reports.models.optimistic_locking import StaleSaveError

PER_PAGE = 20
NOTHING_CERTAIN = "Every statement to which the text refers has already been decided."


@editor_view(Permission.READ, Permission.CORRECT)
def rationale_list(request, report):
    """Show the undecided recommendations with their suggestions, or do what a button asks for."""
    view = RationaleView(report, load_snapshot(report))
    if request.method == "POST":
        return decide(request, view)
    undecided = undecided_recommendations(view.snapshot)
    page = Paginator(undecided, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "report": report,
        "root": report.root,
        "version": report.version,
        "total": len(view.snapshot.recommendation),
        "undecided": len(undecided),
        "certain": len(certain_pairs(view)),
        "page_obj": page,
        "entries": [entry(view, recommendation) for recommendation in page],
        "may_correct": roles.may(request.user, Permission.CORRECT, report),
    }
    return render(request, "editor/rationale_list.html", context)


def undecided_recommendations(snapshot):
    return [one for one in snapshot.recommendations if not is_decided(snapshot, one.key)]


def entry(view, recommendation):
    """Return a recommendation with its name, its page and its suggestions."""
    return {
        "name": view.label_of(recommendation),
        "text": recommendation.text,
        "url": item_url(view.report, view.snapshot, item_of(recommendation)),
        "section": view.of_recommendation(recommendation),
    }


def certain_pairs(view):
    suggestions = view.suggestions.undecided_certain()
    return tuple((one.recommendation, one.paragraph) for one in suggestions)


def decide(request, view):
    """Save a decision, or all that the text itself says, and show the list again."""
    report, saving = view.report, save_request(request)
    page = request.POST.get("page", "")
    url = reverse("editor:rationale", args=[report.root.slug])
    url += f"?page={page}" if page.isascii() and page.isdigit() else ""
    try:
        edit, message = edit_of(view, request.POST)
        saved = service.save_edit(
            report=report, edit=edit, version=saving.version, by=saving.by, comment=saving.comment
        )
    except SaveRefusedError as error:
        add_message(request, str(error))
    except StaleSaveError:
        add_message(request, STALE)
    else:
        add_message(request, message, undo_of(report, saved, url))
    return redirect(url)


def edit_of(view, data):
    if data.get("do") != "confirm-certain":
        return decision(view.snapshot, data.get("rationale", ""))
    pairs = certain_pairs(view)
    if not pairs:
        raise SaveRefusedError(NOTHING_CERTAIN)
    count = "1 statement was" if len(pairs) == 1 else f"{len(pairs)} statements were"
    return ConfirmRationale(pairs), f"{count} confirmed."
