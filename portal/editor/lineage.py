"""Pages on which editors decide which earlier and later recommendations say the same thing."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from portal.accounts import roles
from portal.accounts.roles import Permission
from portal.content.id_mapping import IdMap
from portal.content.refusals import SaveRefusedError
from portal.editor import lineage_section
from portal.editor.lineage_section import section_of
from portal.editor.messages import add_message, next_url
from portal.editor.view_decorator import editor_view
from portal.lineage import decisions, work_list
from recommendations.models import Recommendation

# The newest recommendations without a decision that are compared at once, and shown on one page.
MOST_COMPARED = 200
MOST_SHOWN = 20


@editor_view(Permission.LINK)
def lineage_list(request):
    """List the newest recommendations of all reports without a decision."""
    return render_list(request, work_list.newest_recommendations(), report=None)


@editor_view(Permission.LINK, of_root=True)
def report_lineage(request, report):
    """List the recommendations of one report without a decision."""
    return render_list(request, work_list.recommendations_of(report), report=report)


def render_list(request, records, report):
    candidates = list(work_list.without_confirmed(records)[: MOST_COMPARED + 1])
    open_records = work_list.work_list(candidates[:MOST_COMPARED])
    page = Paginator(open_records, MOST_SHOWN).get_page(request.GET.get("page"))
    context = {
        "report": report,
        "root": report,
        "total": records.count(),
        "open_count": len(open_records),
        "is_cut": len(candidates) > MOST_COMPARED,
        "most_compared": MOST_COMPARED,
        "page_obj": page,
        "sections": [
            section_of(one, request.get_full_path(), most=lineage_section.MOST_IN_LIST)
            for one in page
        ],
        "decided": work_list.with_decisions(records) if report else [],
    }
    return render(request, "editor/lineage_list.html", context)


@editor_view(Permission.LINK, Permission.LINK, of_root=True)
def recommendation_lineage(request, report, key):
    """Show one recommendation with its candidates and decisions; store a decision."""
    record = find_record(report, key)
    if request.method == "POST":
        return handle_decision(request, record)
    return render_recommendation(request, record)


def find_record(report, key):
    """Return a recommendation of the report, or one that its draft version adds."""
    own = Q(report=report) | Q(report__next_of=report)
    rows = work_list.with_reports(Recommendation.objects.filter(own))
    record = get_object_or_404(rows, pk=key)
    if IdMap(record.report).published("recommendation", record.pk) != record.pk:
        # The row of a draft version: the published one stands for it.
        raise Http404
    return record


def render_recommendation(request, record, error="", status=200):
    (examined,) = work_list.examine([record])
    context = {
        "report": record.report.root,
        "root": record.report.root,
        "section": section_of(examined, request.path),
        "may_correct": roles.may(request.user, Permission.CORRECT, record.report),
        "error": error,
    }
    return render(request, "editor/lineage_recommendation.html", context, status=status)


def handle_decision(request, record):
    try:
        message, undo = perform(request, record)
    except SaveRefusedError as error:
        return render_recommendation(request, record, str(error), 422)
    next_page = next_url(request, request.path)
    add_message(request, message, (request.path, {**undo, "next": next_page}))
    return redirect(next_page)


def perform(request, record):
    """Store the decision of the pressed button; return the message, and the form that undoes it."""
    # "confirm:12", or "none" and "not-none" about the recommendation alone.
    action, _, key = request.POST.get("do", "").partition(":")
    if action in {"none", "not-none"}:
        return decide_none(request, record, is_none=action == "none")
    kind = request.POST.get(f"kind-{key}", "")
    values = {"confirm": kind, "reject": decisions.REJECTED, "undo": decisions.UNDECIDED}
    if action not in values or (action == "confirm" and kind not in decisions.KINDS):
        raise SaveRefusedError("Choose how the two relate.")
    other, value = find_other(key), values[action]
    before = decisions.decide(record, other, value, by=request.user)
    return describe(record, other, value), undo_form(other, before)


def decide_none(request, record, *, is_none):
    decisions.decide_none_later(record, is_none=is_none, by=request.user)
    if is_none:
        return f"No later recommendation says the same as {record.number}.", {"do": "not-none"}
    return f"Whether a later one says the same as {record.number} is open again.", {"do": "none"}


def find_other(key):
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        raise Http404
    rows = Recommendation.objects.filter(report__next_of=None)
    return get_object_or_404(work_list.with_reports(rows), pk=int(key))


def undo_form(other, before):
    """Return the fields of the form that restores the previous decision."""
    key = other.pk
    if before in decisions.KINDS:
        return {"do": f"confirm:{key}", f"kind-{key}": before}
    if before == decisions.REJECTED:
        return {"do": f"reject:{key}"}
    return {"do": f"undo:{key}"}


def describe(record, other, value):
    place = f"{record.number} and {other.number} of “{other.report}”"
    if value in decisions.KINDS:
        return f"{place}: {str(decisions.KINDS[value]).lower()}."
    return f"{place}: {'not the same' if value else 'undecided again'}."
