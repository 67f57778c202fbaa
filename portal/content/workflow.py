"""Status transitions of a report by editors: permissions, versions, and the four-eyes rule."""

from django.db import transaction

from portal.accounts import roles
from portal.accounts.reviewers import reviewers
from portal.accounts.roles import Permission
from portal.audit import log
from portal.audit.log import Account
from portal.content import draft_version, revisions
from portal.content.locking import SaveRequest
from portal.content.notes import status
from portal.content.refusals import SaveRefusedError
from reports import publishing
from reports.models import Report
from reports.models.optimistic_locking import StaleSaveError

OWN_WORK = "You edited this version, so another reviewer has to publish it."


@transaction.atomic
def transition(report: Report, to: str, saving: SaveRequest) -> Report:
    """Move the report to another status; return it, or the root that its draft has replaced.

    Raises StaleSaveError if it was saved since the account saw it, SaveRefusedError if the
    account may not do it, publishing.TransitionNotAllowedError if the status does not allow it.
    """
    root = draft_version.lock_root(report)
    target = transition_target(root, to)
    if target.version != saving.version:
        raise StaleSaveError
    permission = roles.TRANSITION_PERMISSIONS.get((target.status, to))
    if permission is None:
        raise publishing.TransitionNotAllowedError(
            f"“{root}” is {target.get_status_display().lower()}: this step is not possible."
        )
    if not roles.may(saving.by, permission, target):
        raise SaveRefusedError(f"Your role does not allow this step: {permission.label.lower()}.")
    if permission == Permission.PUBLISH and not may_publish(target, saving.by):
        raise SaveRefusedError(OWN_WORK)
    publishing.transition(
        target,
        to,
        by=saving.by,
        comment=saving.comment,
        replace_published=draft_version.publish_draft,
    )
    return Report.objects.get(pk=root.pk)


def publish(report: Report, *, by: Account = None) -> None:
    """Publish a report or a draft version without review, as an import does."""
    publishing.publish(report, by=by, replace_published=draft_version.publish_draft)


def transition_target(root: Report, to: str) -> Report:
    """Return the report that a transition applies to: the root for a withdrawal, else the draft."""
    return root if to == Report.Status.WITHDRAWN else draft_version.current_draft(root)


def may_publish(report: Report, account: Account) -> bool:
    """Return whether the account has no unpublished saves, or may publish its own work."""
    return roles.may_publish_own_work() or account.pk not in authors(report)


def others_who_may_publish(report: Report) -> list[str]:
    """Return the names of the reviewers without unpublished saves."""
    excluded = authors(report)
    return [log.account_name(account) for account in reviewers() if account.pk not in excluded]


def authors(report: Report, *, is_just_published: bool = False) -> set[int]:
    """Return the keys of the accounts that made the unpublished (or just published) saves.

    Follows each revision to the one it was based on and the one it restored, up to published
    ones: the author of restored content is an author of the result.
    """
    revisions_by_number = {
        revision.number: revision
        for revision in report.root.revisions.only(
            *("number", "base_number", "restored_from", "by", "published_at", "report")
        )
    }
    author_keys: set[int] = set()
    waiting, seen = [report.version], set()
    while waiting:
        number = waiting.pop()
        revision = revisions_by_number.get(number)
        is_first = is_just_published and number == report.version
        if revision is None or number in seen or (revision.published_at and not is_first):
            continue
        seen.add(number)
        author_keys |= {revision.by_id} - {None}
        origins = (revision.base_number, revision.restored_from)
        waiting += [origin for origin in origins if origin]
    return author_keys


@transaction.atomic
def begin(report: Report, by: Account) -> Report:
    """Begin and return the draft version of a published report; SaveRefusedError if not allowed."""
    root = draft_version.lock_root(report)
    if not roles.may(by, Permission.BEGIN, root):
        raise SaveRefusedError(
            f"“{root}” is {root.get_status_display().lower()}: it has no next version."
        )
    return draft_version.begin_draft(root, by)


@transaction.atomic
def discard(report: Report, saving: SaveRequest) -> None:
    """Delete the draft version, or a draft that was never published.

    Raises StaleSaveError or SaveRefusedError as `transition` does.
    """
    root = draft_version.lock_root(report)
    draft = draft_version.current_draft(root)
    if root.published_at and draft == root:
        raise SaveRefusedError(f"“{root}” has no draft of a next version.")
    if draft.version != saving.version:
        raise StaleSaveError
    if not roles.may(saving.by, Permission.DISCARD, draft):
        raise SaveRefusedError("Your role may not discard this version.")
    revisions.ensure_revision(draft)
    draft_version.discard_draft(draft, saving.by, saving.comment)
    if draft != root:
        # Notes that only the draft had resolved apply again.
        status.review_notes(Report, report=root)
