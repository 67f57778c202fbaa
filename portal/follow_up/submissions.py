"""Open a submission, and move it from draft through review to publication and withdrawal.

A submission has the states and permissions of a report. What was reviewed stays as it was: a
correction is a record in the same draft, or in a later submission of the same body and side.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from portal.accounts import roles
from portal.accounts.roles import Permission
from portal.audit import log
from portal.audit.log import Account, AuditTarget
from portal.content.draft_version import raise_lock_timeout
from portal.content.refusals import SaveRefusedError
from portal.content.transition_actions import transition_action
from portal.follow_up.step_refusals import Refusal
from recommendations.models import FollowUp, Round, Side, Submission
from reports import publishing
from reports.models import Organization, Report
from reports.references import notify_changed

Status = Submission.Status
UNFINISHED = frozenset({Status.DRAFT, Status.IN_REVIEW})
# Those of a report; also, a draft that was begun in error can be withdrawn: its records stay, and
# nobody reads them.
TRANSITIONS = {
    **publishing.TRANSITIONS,
    Status.DRAFT: {*publishing.TRANSITIONS[Report.Status.DRAFT], Status.WITHDRAWN},
}
TRANSITION_PERMISSIONS = {
    **roles.TRANSITION_PERMISSIONS,
    (Status.DRAFT, Status.WITHDRAWN): Permission.DISCARD,
}
OWN_WORK = "You recorded parts of this submission, so another reviewer has to publish it."


@dataclass(frozen=True)
class Reporter:
    """Who reports: a body on one side. A State and its employers are two reporters."""

    organization: int
    side: str

    @classmethod
    def of(cls, submission: Submission) -> "Reporter":
        return cls(submission.organization_id, submission.side)


@transaction.atomic
def open_submission(
    *, follow_up_round: Round, organization: Organization, side: str, by: Account = None
) -> Submission:
    """Return a new draft. Raises SaveRefusedError if one of this body and side is unfinished."""
    lock_round(follow_up_round)
    refuse_role(by, Permission.RECORD, Status.DRAFT)
    reporter = Reporter(organization.pk, side)
    if unfinished := unfinished_submissions(follow_up_round, [reporter]).get(reporter):
        raise SaveRefusedError(
            f"“{unfinished}” is {unfinished.get_status_display().lower()}. Finish it first."
        )
    opened = create_submissions(follow_up_round, [reporter], by)[reporter]
    log.log(by, "Opened", AuditTarget.of(opened))
    return opened


@transaction.atomic
def open_submissions(
    *, follow_up_round: Round, reporters: Iterable[Reporter], by: Account = None
) -> list[Submission]:
    """Return new drafts of those who have no unfinished submission."""
    stored = lock_round(follow_up_round)
    refuse_role(by, Permission.RECORD, Status.DRAFT)
    wanted = list(dict.fromkeys(reporters))
    unfinished = unfinished_submissions(stored, wanted)
    new = [reporter for reporter in wanted if reporter not in unfinished]
    if new:
        log.log(by, f"Submissions opened: {len(new):,}", AuditTarget.of(stored))
    return list(create_submissions(stored, new, by).values())


def create_submissions(
    follow_up_round: Round, reporters: Iterable[Reporter], by: Account
) -> dict[Reporter, Submission]:
    """Return new drafts. The caller has locked the round, and none of them is unfinished."""
    name = log.account_name(by)
    created = Submission.objects.bulk_create(
        Submission(
            round=follow_up_round,
            organization_id=reporter.organization,
            side=Side(reporter.side),
            created_by=name,
        )
        for reporter in reporters
    )
    return {Reporter.of(submission): submission for submission in created}


def unfinished_submissions(
    follow_up_round: Round, reporters: Iterable[Reporter]
) -> dict[Reporter, Submission]:
    """Return the draft or submission in review of each reporter that has one; the newest of two.

    There are two only where two bodies have turned out to be one.
    """
    wanted = set(reporters)
    rows = follow_up_round.submissions.unfinished().select_related("organization", "round")
    found = {Reporter.of(submission): submission for submission in rows.order_by("pk")}
    return {reporter: found[reporter] for reporter in wanted & found.keys()}


@transaction.atomic
def change_status(
    *, submission: Submission, to: str, by: Account = None, comment: str = ""
) -> Submission:
    """Move a submission to another status, tell index and caches, and return it as stored.

    Raises SaveRefusedError if its status, its content or the account's role does not allow this.
    """
    stored = lock_submission(submission)
    for refusal in move_all([stored], to, by, comment):
        refusal.raise_error()
    return stored


@transaction.atomic
def change_statuses(
    *,
    follow_up_round: Round,
    submissions: Iterable[Submission],
    to: str,
    by: Account = None,
    comment: str = "",
) -> tuple[list[Submission], list[Refusal]]:
    """Move all submissions of a round that may take the step; return them, and why others may not.

    Each report is announced to index and caches only once: doing so for each of 50 submissions
    about one report would be most of the work.
    """
    lock_round(follow_up_round)
    rows = Submission.objects.select_for_update(of=("self",)).order_by("pk")
    stored = list(
        rows.filter(round=follow_up_round, pk__in=[one.pk for one in submissions]).select_related(
            "round", "organization"
        )
    )
    refusals = move_all(stored, to, by, comment)
    refused = {refusal.submission.pk for refusal in refusals}
    return [one for one in stored if one.pk not in refused], refusals


def move_all(submissions: list[Submission], to: str, by: Account, comment: str) -> list[Refusal]:
    """Move locked submissions, all but those that are refused."""
    contents = Contents.of(submissions, by)
    found = [refusal_of(submission, to, by, contents) for submission in submissions]
    moving = [one for one, refusal in zip(submissions, found, strict=True) if refusal is None]
    earlier = {one.pk: Status(one.status) for one in moving}
    for submission in moving:
        submission.status = Status(to)
        if to == Status.PUBLISHED and submission.published_at is None:
            # Keep the date of the first publication.
            submission.published_at = timezone.now()
    Submission.objects.bulk_update(moving, ["status", "published_at"], batch_size=500)
    log.log_each(
        by,
        [(transition_action(earlier[one.pk], to), AuditTarget.of(one)) for one in moving],
        comment=comment,
    )
    shown = [one for one in moving if Status.PUBLISHED in (earlier[one.pk], to)]
    if shown:
        notify_changed(public_reports(shown))
    return [refusal for refusal in found if refusal]


@dataclass(frozen=True)
class Contents:
    """The keys of submissions with any records, and of submissions with records by the account."""

    filled: frozenset[int]
    own: frozenset[int]

    @classmethod
    def of(cls, submissions: Iterable[Submission], by: Account) -> "Contents":
        keys = [submission.pk for submission in submissions]
        records = FollowUp.objects.filter(submission__in=keys).order_by()
        filled = records.values_list("submission", flat=True).distinct()
        own = filled.filter(recorded_by_key=by.pk) if by else ()
        return cls(frozenset(filled), frozenset(own))


def refusal_of(submission: Submission, to: str, by: Account, contents: Contents) -> Refusal | None:
    """Return why a submission may not take the step, or None."""
    before = Status(submission.status)
    label = before.label.lower()
    if to not in TRANSITIONS[before]:
        sentence = f"“{submission}” is {label}: this step is not possible."
        return Refusal(submission, sentence, f"are {label}, so this step is not possible")
    permission = TRANSITION_PERMISSIONS[before, Status(to)]
    if by and not roles.may(by, permission, submission):
        return Refusal(
            submission, role_refused(permission), "are left: your role does not allow it"
        )
    if to == Status.IN_REVIEW and submission.pk not in contents.filled:
        sentence = f"“{submission}” has no records yet, so there is nothing to review."
        return Refusal(submission, sentence, "have no records yet")
    if to == Status.PUBLISHED:
        return refusal_of_publication(submission, is_own=submission.pk in contents.own)
    if (before, to) == (Status.WITHDRAWN, Status.DRAFT):
        return refusal_of_second(submission)
    return None


def refusal_of_publication(submission: Submission, *, is_own: bool) -> Refusal | None:
    """Return why a submission may not be published yet, or None.

    `is_own` says whether the account has recorded parts of it.
    """
    if submission.round.status != Round.Status.PUBLISHED:
        sentence = f"“{submission.round}” is a draft. Publish the round first."
        return Refusal(submission, sentence, "wait for their round: publish it first")
    if is_own and not roles.may_publish_own_work():
        several = "have parts that you recorded, so another reviewer has to publish them"
        return Refusal(submission, OWN_WORK, several)
    return None


def refusal_of_second(submission: Submission) -> Refusal | None:
    reporter = Reporter.of(submission)
    other = unfinished_submissions(submission.round, [reporter]).get(reporter)
    if other is None:
        return None
    sentence = (
        f"“{submission}” has another submission, which is {other.get_status_display().lower()}. "
        "Finish that first."
    )
    return Refusal(submission, sentence, "have another submission that is unfinished")


@transaction.atomic
def delete_empty(*, submission: Submission, by: Account = None) -> None:
    """Delete a draft without records. Raises SaveRefusedError for any other."""
    stored = lock_submission(submission)
    refuse_role(by, Permission.DISCARD, stored.status)
    if stored.status != Status.DRAFT or stored.records.exists():
        raise SaveRefusedError(f"“{stored}” has records, and records are never deleted.")
    log.log(by, "Draft deleted", AuditTarget.of(stored))
    stored.delete()


def refuse_role(by: Account, permission: Permission, status: str) -> None:
    """Raise SaveRefusedError unless the account has the permission in that status."""
    if by and not roles.may(by, permission, Submission(status=status)):
        raise SaveRefusedError(role_refused(permission))


def role_refused(permission: Permission) -> str:
    return f"Your role does not allow this step: {permission.label.lower()}."


def public_reports(submissions: Iterable[Submission]) -> list[Report]:
    """Return the public reports whose recommendations the submissions are about."""
    keys = [submission.pk for submission in submissions]
    about = FollowUp.objects.filter(submission__in=keys).values("recommendation__report")
    return list(Report.objects.published().filter(pk__in=about))


def lock_round(follow_up_round: Round) -> Round:
    """Lock the round and return it as stored: submissions of it are opened one after the other."""
    raise_lock_timeout()
    stored = Round.objects.select_for_update().filter(pk=follow_up_round.pk).first()
    if stored is None:
        raise SaveRefusedError(f"“{follow_up_round}” no longer exists.")
    return stored


def lock_submission(submission: Submission) -> Submission:
    """Lock the round, then the submission; return it as stored."""
    lock_round(submission.round)
    rows = Submission.objects.select_for_update(of=("self",)).filter(pk=submission.pk)
    stored = rows.select_related("round", "organization").first()
    if stored is None:
        raise SaveRefusedError(f"“{submission}” no longer exists: another editor has deleted it.")
    return stored
