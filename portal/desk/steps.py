"""The steps of a report, taken by people: who may, on top of what they saw, and never alone."""

from django.db import transaction

from portal.accounts import roles
from portal.accounts.reviewers import reviewers
from portal.accounts.roles import Deed
from portal.audit import trail
from portal.audit.trail import Who
from portal.correcting import notes
from portal.history import nextdraft, recording
from portal.history.saving import SaveRefusedError, Saving
from reports import publishing
from reports.models import Report
from reports.models.versions import StaleSaveError

OWN_WORK = "You edited this version, so another reviewer has to publish it."


@transaction.atomic
def take(report: Report, to: str, saving: Saving) -> Report:
    """Move the report as publishing.move does; return it, or the one that it has become.

    Raises StaleSaveError if it was saved since the account saw it, SaveRefusedError if the
    step is not this account's, publishing.MoveNotAllowedError if it is nobody's.
    """
    root = nextdraft.hold(report)
    now = subject(root, to)
    if now.version != saving.version:
        raise StaleSaveError
    deed = roles.STEPS.get((now.status, to))
    if deed is None:
        raise publishing.MoveNotAllowedError(
            f"“{root}” is {now.get_status_display().lower()}: that step does not follow."
        )
    if not roles.may(saving.by, deed, now):
        raise SaveRefusedError(f"To {deed.label.lower()} is not yours here.")
    if deed == Deed.PUBLISH and not may_publish(now, saving.by):
        raise SaveRefusedError(OWN_WORK)
    publishing.move(now, to, by=saving.by, comment=saving.comment)
    return Report.objects.get(pk=root.pk)


def subject(root: Report, to: str) -> Report:
    """Return what a step is about: what readers have is withdrawn, all else is done to the draft."""
    return root if to == Report.Status.WITHDRAWN else nextdraft.working(root)


def may_publish(report: Report, account: Who) -> bool:
    """Say whether the account has no part in what would be published, or need not care."""
    return roles.may_publish_own_work() or account.pk not in authors(report)


def others_who_may_publish(report: Report) -> list[str]:
    """Return the names of the accounts that could publish what this account may not."""
    own = authors(report)
    return [trail.name_of(one) for one in reviewers() if one.pk not in own]


def authors(report: Report) -> set[int]:
    """Return the keys of the accounts whose saves readers have not got yet."""
    revisions = {
        one.number: one
        for one in report.root.revisions.only(
            *("number", "after", "restored", "by", "published_at", "report")
        )
    }
    found: set[int] = set()
    waiting, seen = [report.version], set()
    while waiting:
        number = waiting.pop()
        one = revisions.get(number)
        if one is None or one.published_at or number in seen:
            continue
        seen.add(number)
        found |= {one.by_id} - {None}
        # Whoever wrote what was brought back has written this as well.
        waiting += [number for number in (one.after, one.restored) if number]
    return found


@transaction.atomic
def begin(report: Report, by: Who) -> Report:
    """Return the next draft of what readers have."""
    root = nextdraft.hold(report)
    if not roles.may(by, Deed.BEGIN, root):
        raise SaveRefusedError(
            f"“{root}” is {root.get_status_display().lower()}: it has no next version."
        )
    return nextdraft.begin(root, by)


@transaction.atomic
def discard(report: Report, saving: Saving) -> None:
    """Give the next draft up, of which the revisions stay; or a draft that never had readers, whole."""
    root = nextdraft.hold(report)
    now = nextdraft.working(root)
    if root.published_at and now == root:
        raise SaveRefusedError(f"No next version of “{root}” is drafted.")
    if now.version != saving.version:
        raise StaleSaveError
    if not roles.may(saving.by, Deed.DISCARD, now):
        raise SaveRefusedError("To give this version up is not yours here.")
    recording.ensure_kept(now)
    nextdraft.discard(now, saving.by, saving.comment)
    if now != root:
        # What its next version had put right is open again.
        notes.look_again(Report, report=root)
