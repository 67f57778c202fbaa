"""The next steps of a submission, each as a form of its page, and the view that takes them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.shortcuts import redirect, render

from portal.accounts import roles
from portal.accounts.roles import Permission
from portal.audit.log import Account
from portal.content.refusals import SaveRefusedError
from portal.editor.follow_up.look_up import comment_of, get_submission
from portal.editor.messages import add_message
from portal.editor.view_decorator import editor_view
from portal.follow_up import submissions
from recommendations.models import Submission

Status = Submission.Status
DELETED = "deleted"
# Label and explanation of each step, by permission.
LABELS = {
    Permission.SUBMIT: ("Send for review", "A reviewer will check and publish it."),
    Permission.TAKE_BACK: ("Send back to the editor", "Tell the editor what to change."),
    Permission.PUBLISH: ("Publish", "Readers will see these answers immediately."),
    Permission.WITHDRAW: ("Withdraw", "Readers will no longer see these answers."),
    Permission.REOPEN: (
        "Return to draft",
        "Editors can then add corrections and publish it again.",
    ),
    Permission.DISCARD: (
        "Set aside",
        "Nobody will review this draft. Its records stay in the history; a new submission can be "
        "opened for the body.",
    ),
}


@dataclass(frozen=True)
class StepButton:
    """A step that the account may take; `reason` says why it is not offered."""

    to: str
    label: str
    question: str
    is_dangerous: bool = False
    reason: str = ""


def step_buttons(account: Account, submission: Submission) -> Iterator[StepButton]:
    has_records = submission.records.exists()
    for (before, to), permission in submissions.TRANSITION_PERMISSIONS.items():
        if before != submission.status or not roles.may(account, permission, submission):
            continue
        if permission == Permission.DISCARD and not has_records:
            yield StepButton(DELETED, "Delete the draft", "It has no records yet.", True)
            continue
        label, question = LABELS[permission]
        reason = ""
        if permission == Permission.SUBMIT and not has_records:
            reason = "It can be sent for review once an answer is recorded."
        elif permission == Permission.PUBLISH:
            reason = reason_against_publication(account, submission)
        yield StepButton(to, label, question, to == Status.WITHDRAWN, reason)


def reason_against_publication(account: Account, submission: Submission) -> str:
    is_own = submission.records.filter(recorded_by_key=account.pk).exists()
    refusal = submissions.refusal_of_publication(submission, is_own=is_own)
    return refusal.sentence if refusal else ""


@editor_view(None, Permission.READ)
def submission_step(request, key):
    """Take the requested step, or say why it is refused."""
    submission, to = get_submission(key), request.POST.get("to", "")
    is_withdrawal = (submission.status, to) == (Status.PUBLISHED, Status.WITHDRAWN)
    if is_withdrawal and request.POST.get("confirmed") != "yes":
        return confirm_withdrawal(request, submission)
    try:
        if to == DELETED:
            submissions.delete_empty(submission=submission, by=request.user)
            add_message(request, f"“{submission}” was deleted.")
            return redirect("editor:round", submission.round.slug)
        moved = submissions.change_status(
            submission=submission, to=to, by=request.user, comment=comment_of(request)
        )
        add_message(request, f"“{moved}” is now {moved.get_status_display().lower()}.")
    except SaveRefusedError as error:
        add_message(request, str(error))
    return redirect("editor:submission", submission.pk)


def confirm_withdrawal(request, submission):
    """Ask before readers lose something that they have seen."""
    context = {
        "submission": submission,
        "follow_up_round": submission.round,
        "comment": comment_of(request),
        "record_count": submission.records.count(),
    }
    return render(request, "editor/follow_up/withdraw.html", context)
