"""The page of a round: who has sent what, what is missing, and the next steps."""

from dataclasses import dataclass
from typing import Any

from django.shortcuts import redirect, render

from portal.accounts import roles
from portal.accounts.roles import Permission
from portal.content.refusals import SaveRefusedError
from portal.editor.follow_up.ask_form import AskForm
from portal.editor.follow_up.bulk_steps import offered_steps
from portal.editor.follow_up.look_up import STALE_ROUND, get_round
from portal.editor.form_meta import base_version
from portal.editor.messages import add_message
from portal.editor.view_decorator import editor_view
from portal.follow_up import rounds, submissions
from portal.follow_up.current_records import recommendations_of
from portal.follow_up.progress import overdue_records, progress_by_reporter
from portal.notifications.models import today
from recommendations.models import Round
from reports.models.optimistic_locking import StaleSaveError

MAX_OVERDUE_LISTED = 20


@dataclass(frozen=True)
class RoundPage:
    """The forms of the page as they were sent, and why one was refused."""

    ask: Any = None
    error: str = ""
    table_error: str = ""
    status: int = 200


@editor_view()
def round_page(request, round_slug):
    return render_page(request, get_round(round_slug), RoundPage())


@editor_view(None, Permission.RECORD)
def ask_bodies(request, round_slug):
    """Open a submission for each body and side; for a single one, go to its sheet."""
    stored = get_round(round_slug)
    form = AskForm(request.POST)
    if not form.is_valid():
        return render_page(request, stored, RoundPage(form, status=422))
    reporters = form.reporters()
    try:
        opened = submissions.open_submissions(
            follow_up_round=stored, reporters=reporters, by=request.user
        )
    except SaveRefusedError as error:
        return render_page(request, stored, RoundPage(form, str(error), status=409))
    add_message(request, message_about(len(opened), len(reporters) - len(opened)))
    if len(opened) == len(reporters) == 1:
        return redirect("editor:submission", opened[0].pk)
    return redirect("editor:round", stored.slug)


def message_about(opened, existing):
    message = "1 submission was opened." if opened == 1 else f"{opened} submissions were opened."
    if existing:
        message += f" {existing} {'is' if existing == 1 else 'are'} already open."
    return message


@editor_view(None, Permission.ROUNDS)
def round_step(request, round_slug):
    """Publish the round, make it a draft again, or delete it."""
    stored, version, to = get_round(round_slug), base_version(request), request.POST.get("to", "")
    try:
        if to == "deleted":
            rounds.delete(follow_up_round=stored, version=version, by=request.user)
            add_message(request, f"“{stored}” was deleted.")
            return redirect("editor:rounds")
        moved = rounds.change_status(
            follow_up_round=stored, version=version, to=to, by=request.user
        )
        add_message(request, f"“{moved}” is now {moved.get_status_display().lower()}.")
    except SaveRefusedError as error:
        add_message(request, str(error))
    except StaleSaveError:
        add_message(request, STALE_ROUND.partition(";")[0] + ".")
    return redirect("editor:round", stored.slug)


def render_page(request, stored, page):
    user, is_public = request.user, stored.status == Round.Status.PUBLISHED
    progress = progress_by_reporter(stored)
    overdue = overdue_records(today()).filter(submission__round=stored)
    steps = offered_steps(user, stored)
    context = {
        "follow_up_round": stored,
        "reports": stored.reports.newest_first(),
        "asked_count": recommendations_of(stored).count(),
        "progress": progress,
        "answered_count": sum(row.answered for row in progress),
        "missing_count": sum(row.missing for row in progress),
        "overdue": overdue[:MAX_OVERDUE_LISTED],
        "overdue_count": overdue.count(),
        "ask": page.ask or AskForm(),
        "error": page.error,
        "table_error": page.table_error,
        "has_unknown_body": bool(page.ask and page.ask.has_unknown_body),
        "bulk_steps": steps if progress else [],
        "may_edit": roles.may(user, Permission.ROUNDS, stored),
        "may_record": roles.may(user, Permission.RECORD),
        "may_publish": roles.may(user, Permission.PUBLISH),
        "is_public": is_public,
    }
    return render(request, "editor/follow_up/round.html", context, status=page.status)
