"""Steps that many submissions of a round take together: those that are ticked, or all that are ready."""

from typing import NamedTuple

from django.shortcuts import redirect

from portal.accounts import roles
from portal.accounts.roles import Permission
from portal.editor.follow_up.look_up import comment_of, get_round
from portal.editor.messages import add_message
from portal.editor.view_decorator import editor_view
from portal.follow_up import submissions
from portal.follow_up.step_refusals import sentences_about
from recommendations.models import Submission
from reports.pk_validation import valid_pk

Status = Submission.Status


class BulkStep(NamedTuple):
    """A step of many submissions: who may take it, and its buttons."""

    permission: Permission
    label: str
    label_of_all: str


# The steps that submissions can take together: the ticked ones, or all that wait for the step.
BULK_STEPS = {
    Status.IN_REVIEW: BulkStep(
        Permission.SUBMIT, "Send ticked submissions for review", "Send all ready for review"
    ),
    Status.PUBLISHED: BulkStep(
        Permission.PUBLISH, "Publish ticked submissions", "Publish all in review"
    ),
}
# The prefix of the status on the button that means all submissions.
ALL = "all-"
NOTHING_CHOSEN = (
    "No submission was changed: none was ticked, or none is ready. Tick those to change; only drafts "
    "with an answer can be sent for review, and only those in review can be published."
)


def offered_steps(account, follow_up_round):
    """Return (status, label, label for all, number waiting) of each step the account may take."""
    return [
        (to, step.label, step.label_of_all, waiting_for(follow_up_round, to).count())
        for to, step in BULK_STEPS.items()
        if roles.may(account, step.permission)
    ]


@editor_view(None, Permission.SUBMIT)
def submissions_step(request, round_slug):
    """Move the ticked submissions, or all that are ready, to a status, except those refused."""
    stored, to = get_round(round_slug), request.POST.get("to", "")
    chosen = chosen_submissions(request, stored)
    to = to.removeprefix(ALL)
    if to not in BULK_STEPS or not chosen:
        add_message(request, NOTHING_CHOSEN)
        return redirect("editor:round", stored.slug)
    moved, refusals = submissions.change_statuses(
        follow_up_round=stored,
        submissions=chosen,
        to=to,
        by=request.user,
        comment=comment_of(request),
    )
    sentences = [moved_sentence(len(moved), Status(to).label.lower())] if moved else []
    add_message(request, " ".join([*sentences, *sentences_about(refusals)]))
    return redirect("editor:round", stored.slug)


def chosen_submissions(request, stored):
    """Return the ticked submissions, or, if the button means all, those that wait for the step."""
    to = request.POST.get("to", "")
    if to.startswith(ALL):
        return list(waiting_for(stored, to.removeprefix(ALL)))
    keys = [key for key in request.POST.getlist("submission") if valid_pk(key)]
    return list(stored.submissions.filter(pk__in=keys))


def waiting_for(stored, to):
    """Return the submissions that could take the step: filled drafts, and those in review."""
    match to:
        case Status.IN_REVIEW:
            filled = stored.submissions.filter(status=Status.DRAFT, records__isnull=False)
            return filled.distinct()
        case Status.PUBLISHED:
            return stored.submissions.filter(status=Status.IN_REVIEW)
    return stored.submissions.none()


def moved_sentence(number, label):
    return (
        f"1 submission is now {label}."
        if number == 1
        else f"{number:,} submissions are now {label}."
    )
