"""Redactions: the list with the form of a proposal, its preview, and the page where it is decided."""

from django.shortcuts import get_object_or_404, redirect, render

from portal.accounts import roles
from portal.accounts.roles import Permission
from portal.editor.messages import add_message
from portal.editor.view_decorator import editor_view
from portal.imports.searched_files import search_files
from portal.redaction import service
from portal.redaction.models import Redaction
from portal.redaction.passages import Matcher
from portal.redaction.preview import places
from portal.redaction.search import find
from portal.redaction.service import Proposal, RedactionRefusedError
from portal.redaction.writing import FILE_MODELS
from reports.models import Person
from reports.one_moment import one_moment
from reports.pk_validation import valid_pk
from reports.text import clean_text, split_lines

MAX_LISTED = 200
MAX_REASON_LENGTH = 1000
MAX_GROUND_LENGTH = 200
LEFT_OUT_WHY = "another redaction has masked a part of them, so the portal can no longer find them"
PROPOSE_REST = "If words around them still have to be masked, propose a redaction of those."
NOTHING_LEFT = (
    "Nothing was masked, and the proposal was closed: another redaction has masked a part of each "
    f"passage. {PROPOSE_REST}"
)


@editor_view(Permission.REDACT, Permission.REDACT)
def redactions(request):
    """List redactions; show what a proposal would change, or store it."""
    if request.method != "POST":
        return render_list(request, {"passages": names_of(request.GET.get("person", ""))})
    typed = {
        "passages": request.POST.get("passages", ""),
        "reason": clean_text(request.POST.get("reason", ""))[:MAX_REASON_LENGTH],
        "legal_ground": clean_text(request.POST.get("legal_ground", ""))[:MAX_GROUND_LENGTH],
    }
    try:
        passages = service.passages_in(typed["passages"])
        if request.POST.get("do") != "propose":
            preview = preview_of(passages, with_files=True)
            service.log_preview(passages, request.user)
            return render_list(request, typed, preview=preview)
        proposal = Proposal(passages, typed["reason"], typed["legal_ground"], chosen_files(request))
        proposed = service.propose(proposal, request.user)
    except RedactionRefusedError as error:
        return render_list(request, typed, error=str(error))
    add_message(request, "Proposed. Another reviewer or administrator must confirm it.")
    return redirect("editor:redaction", proposed.pk)


def names_of(slug):
    """Return the forms of a person's name, one in each line; empty for nobody."""
    person = Person.objects.filter(slug=slug).first()
    if person is None:
        return ""
    names = [person.name, person.sort_name, *person.other_names]
    for participation in person.participations.all():
        names += [participation.printed_name, *split_lines(participation.short_forms)]
    return "\n".join(dict.fromkeys(name for name in names if name))


def chosen_files(request):
    """Return the ticked files as (model, key)."""
    pairs = (value.partition(":") for value in request.POST.getlist("file"))
    return tuple(
        (label, int(key)) for label, _, key in pairs if label in FILE_MODELS and valid_pk(key)
    )


def preview_of(passages, *, with_files=False):
    """Return what a redaction of these passages would change."""
    matcher = Matcher.of(passages)
    # It reads every table, which takes longer than a query of a page may.
    with one_moment():
        findings = find(matcher)
        shown = places(findings)
    files = search_files(findings.report_keys, matcher) if with_files else []
    return {"places": shown, "files": files}


def render_list(request, typed, error="", preview=None):
    context = {
        "typed": typed,
        "error": error,
        "preview": preview,
        "redactions": Redaction.objects.order_by("-pk")[:MAX_LISTED],
    }
    return render(request, "editor/redactions.html", context, status=422 if error else 200)


@editor_view(Permission.REDACT, Permission.CONFIRM_REDACTION)
def redaction(request, key):
    """Show a redaction; another account confirms it, or somebody declines it."""
    stored = get_object_or_404(Redaction, pk=key)
    if request.method != "POST":
        return render_redaction(request, stored)
    try:
        if request.POST.get("do") == "confirm":
            add_message(request, confirmed_text(service.confirm(stored, request.user)))
        elif request.POST.get("do") == "decline":
            service.decline(stored, request.user)
            add_message(request, "Declined. Nothing was changed, and the words were erased.")
    except RedactionRefusedError as error:
        return render_redaction(request, Redaction.objects.get(pk=key), str(error))
    return redirect("editor:redaction", key)


def confirmed_text(decision):
    """Return what a confirmation has done, and what it has left out."""
    if decision.redaction.status != Redaction.Status.APPLIED:
        return NOTHING_LEFT
    if not decision.left_out:
        return "The passage has been masked wherever it was stored."
    number = len(decision.left_out)
    return f"Applied without {number} of the passages ({LEFT_OUT_WHY}). {PROPOSE_REST}"


def render_redaction(request, stored, error=""):
    is_proposed = stored.status == Redaction.Status.PROPOSED
    context = {
        "redaction": stored,
        "is_proposed": is_proposed,
        "is_own": stored.proposed_by_key == request.user.pk,
        "may_decide": roles.may(request.user, Permission.CONFIRM_REDACTION),
        "preview": preview_of(stored.lines) if is_proposed else None,
        "files": [describe_file(label, key) for label, key in stored.files] if is_proposed else [],
        "left_out": f"Left out when this is confirmed ({LEFT_OUT_WHY}). {PROPOSE_REST}",
        "error": error,
    }
    return render(request, "editor/redaction.html", context, status=409 if error else 200)


def describe_file(label, key):
    model = FILE_MODELS[label]
    name = model._base_manager.filter(pk=key).values_list("name", flat=True).first()
    return f"{model._meta.verbose_name}: {name or 'deleted in the meantime'}"
