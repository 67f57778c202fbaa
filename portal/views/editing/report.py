"""A report on the desk: the reading view with a way to edit each piece, and its next steps."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render

from portal import reading
from portal.accounts import roles
from portal.accounts.roles import Deed
from portal.correcting.confirming import assigned_in, confirm_all, suggested_in
from portal.desk import steps
from portal.history import presence
from portal.history.saving import SaveRefusedError, Saving
from portal.importing import check
from portal.views.editing import kept
from portal.views.editing.access import desk
from portal.views.editing.said import said, say
from portal.views.editing.sent import STALE, saving_in, version_in
from reports import publishing
from reports.models import Contribution, Report
from reports.models.versions import StaleSaveError

Status = Report.Status


@dataclass(frozen=True)
class Step:
    """What the account may do next with the report, and what the button says."""

    to: str
    label: str
    question: str
    version: int
    reason: str = ""
    # Who could take it instead.
    others: tuple[str, ...] = ()


LABELS = {
    Deed.SUBMIT: ("Send to review", "A reviewer reads it and publishes it."),
    Deed.TAKE_BACK: ("Send back to its editor", "Say in the comment what is missing."),
    Deed.PUBLISH: ("Publish", "Readers get this version at once, and whole."),
    Deed.WITHDRAW: ("Withdraw …", "Readers will no longer see this report."),
    Deed.REOPEN: ("Draft again", "It becomes a draft, which an editor corrects."),
}


@desk()
def report(request, report):
    root = report.root
    returned = kept.given_back(request)
    context = {
        "typed": kept.texts(returned) if returned else [],
        "report": report,
        "root": root,
        "sessions": reading.draft_sessions(report),
        "elsewhere": reading.headlines().filter(report=report, paragraph=None),
        "participations": report.participations.with_affiliations().as_listed(),
        "annexes": report.annexes.order_by("label"),
        "co_chairs": report.co_chairs.order_by("name"),
        "faults": check.stored_faults(report),
        "open_notes": report.notes.filter(resolved=False).count(),
        "suggested_themes": suggested_in(report),
        "assigned_themes": assigned_in(report),
        "steps": list(steps_for(request.user, report)),
        "may_accounts": roles.may(request.user, Deed.ACCOUNTS),
        "may_correct": roles.may(request.user, Deed.CORRECT, report),
        "may_begin": report == root and roles.may(request.user, Deed.BEGIN, report),
        "may_discard": (report != root or not root.published_at)
        and roles.may(request.user, Deed.DISCARD, report),
        "others": presence.others(root, request.user),
        "said": said(request),
    }
    return render(request, "editing/report.html", context)


def steps_for(account, report):
    for (before, to), deed in roles.STEPS.items():
        now = steps.subject(report.root, to)
        if before != now.status or not roles.may(account, deed, now):
            continue
        label, question = LABELS[deed]
        is_own = deed == Deed.PUBLISH and not steps.may_publish(now, account)
        reason = steps.OWN_WORK if is_own else ""
        others = steps.others_who_may_publish(now) if is_own else ()
        yield Step(to, label, question, now.version, reason, tuple(others))


@desk(None, Deed.READ)
def step(request, report):
    """Take the step that is asked for; with notes open, to review only if the editor says so."""
    to, slug = request.POST.get("to", ""), report.root.slug
    now = steps.subject(report.root, to)
    deed = roles.STEPS.get((now.status, to))
    if deed and not roles.may(request.user, deed):
        raise PermissionDenied
    waiting = report.notes.filter(resolved=False).count()
    if to == Status.IN_REVIEW and waiting and "open_notes" not in request.POST:
        say(request, f"{waiting} notes are open. Tick the box if they may stay so.")
        return redirect("desk-report", slug)
    if deed == Deed.WITHDRAW and "confirmed" not in request.POST:
        return asked_once_more(request, now)
    return done(request, report, lambda: moved(report, to, saving_in(request)))


def asked_once_more(request, report):
    """Ask whether readers are really to lose the report, before they do."""
    said_there = Contribution.objects.filter(paragraph__report=report)
    context = {
        "root": report.root,
        "version": version_in(request),
        "comment": request.POST.get("comment", ""),
        "recommendations": report.recommendations.count(),
        "contributions": said_there.count(),
    }
    return render(request, "editing/withdraw.html", context)


def moved(report, to, saving):
    now = steps.take(report, to, saving)
    return f"“{now}” is {Status(to).label.lower()} now."


@desk(None, Deed.CORRECT)
def confirm_themes(request, report):
    return done(request, report, lambda: confirmed(report, saving_in(request)))


def confirmed(report, saving: Saving):
    number = confirm_all(report, saving.version, by=saving.by, comment=saving.comment)
    themes = "1 suggested theme is" if number == 1 else f"{number} suggested themes are"
    return f"{themes} confirmed."


@desk(None, Deed.BEGIN)
def begin(request, report):
    return done(request, report, lambda: begun(report, request.user))


def begun(report, account):
    steps.begin(report, account)
    return (
        "This is its next version. Readers keep what they have until it is published."
    )


@desk(None, Deed.DISCARD)
def discard(request, report):
    """Give a draft up, if whoever asks has ticked that it is meant."""
    if "meant" not in request.POST:
        say(request, "Nothing was given up: tick the box if you mean it.")
        return redirect("desk-report", report.root.slug)
    return done(request, report, lambda: given_up(report, saving_in(request)))


def given_up(report, saving: Saving):
    steps.discard(report, saving)
    if report.next_of_id:
        return "The next version is given up. Its revisions stay in the history."
    return f"“{report}” is deleted."


def done(request, report, deed):
    """Do it, say what came of it, and show the report."""
    try:
        say(request, deed())
    except (SaveRefusedError, publishing.MoveNotAllowedError) as fault:
        say(request, str(fault))
    except StaleSaveError:
        say(request, STALE)
    is_there = Report.objects.filter(pk=report.root.pk).exists()
    return redirect("desk-report", report.root.slug) if is_there else redirect("desk")
