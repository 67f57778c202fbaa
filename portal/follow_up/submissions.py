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
from recommendations.models import FollowUp, Round, Side, Submission
from reports import publishing
from reports.models import Organization, Report
from reports.references import notify_changed

Status = Submission.Status
UNFINISHED = frozenset({Status.DRAFT, Status.IN_REVIEW})
# Those of a report, and a draft that was begun in error: its records stay, and nobody reads them.
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
    """Return the draft, or what is in review, of each reporter that has one; the newest of two.

    Two are there only where two bodies have turned out to be one.
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

    Raises SaveRefusedError if its status, its content or the role of the account excludes it.
    """
    stored = lock_submission(submission)
    before = Status(stored.status)
    validate_transition(stored, to, by)
    stored.status = Status(to)
    if to == Status.PUBLISHED and stored.published_at is None:
        # Keep the date of the first publication.
        stored.published_at = timezone.now()
    stored.save(update_fields=["status", "published_at"])
    action = transition_action(before, to)
    log.log(by, action, AuditTarget.of(stored), comment=comment)
    if Status.PUBLISHED in (before, to):
        notify_changed(public_reports(stored))
    return stored


def validate_transition(submission: Submission, to: str, by: Account) -> None:
    before = Status(submission.status)
    if to not in TRANSITIONS[before]:
        raise SaveRefusedError(
            f"“{submission}” is {before.label.lower()}: this step is not possible."
        )
    refuse_role(by, TRANSITION_PERMISSIONS[before, Status(to)], before)
    if to == Status.IN_REVIEW and not submission.records.exists():
        raise SaveRefusedError(f"“{submission}” has no records yet, so there is nothing to review.")
    if to == Status.PUBLISHED:
        refuse_publication(submission, by)
    if (before, to) == (Status.WITHDRAWN, Status.DRAFT):
        refuse_second(submission)


def refuse_publication(submission: Submission, by: Account) -> None:
    if submission.round.status != Round.Status.PUBLISHED:
        raise SaveRefusedError(f"“{submission.round}” is a draft. Publish the round first.")
    if by and not may_publish(submission, by):
        raise SaveRefusedError(OWN_WORK)


def refuse_second(submission: Submission) -> None:
    reporter = Reporter.of(submission)
    others = unfinished_submissions(submission.round, [reporter])
    if other := others.get(reporter):
        raise SaveRefusedError(
            f"“{submission}” has another submission, which is "
            f"{other.get_status_display().lower()}. Finish that first."
        )


def may_publish(submission: Submission, account: Account) -> bool:
    """Return whether the account has recorded nothing in it, or may publish its own work."""
    if roles.may_publish_own_work():
        return True
    return not submission.records.filter(recorded_by_key=account.pk).exists()


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
        raise SaveRefusedError(f"Your role does not allow this step: {permission.label.lower()}.")


def public_reports(submission: Submission) -> list[Report]:
    """Return the public reports whose recommendations the submission is about."""
    about = FollowUp.objects.filter(submission=submission).values("recommendation__report")
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
