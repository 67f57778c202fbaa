"""Lock a report for a save, and check that it may be saved."""

from dataclasses import dataclass

from portal.accounts import roles
from portal.accounts.roles import Permission
from portal.audit.log import Account
from portal.content import draft_version, revisions
from portal.content.refusals import SaveRefusedError
from reports.models import Report


@dataclass(frozen=True)
class SaveRequest:
    """The version that an editor saves on top of, the account, and the comment."""

    version: int
    by: Account = None
    comment: str = ""


EDITABLE = {Report.Status.DRAFT, Report.Status.IN_REVIEW}


def lock_for_save(report: Report, by: Account = None) -> Report:
    """Lock the report and return it as stored.

    Call it inside the transaction of the save. Raises SaveRefusedError if the report may not be
    edited, or not by this account.
    """
    root = draft_version.lock_root(report)
    stored = root if report.pk == root.pk else Report.objects.filter(pk=report.pk).first()
    if stored and stored.next_of_id:
        stored.next_of = root
    if stored is None:
        raise SaveRefusedError(
            f"“{report}” is no longer a draft: another editor has published or discarded it."
        )
    if stored.status not in EDITABLE:
        raise SaveRefusedError(
            f"“{report}” is {stored.get_status_display().lower()}. Start a new version and "
            "edit that."
        )
    if by and not roles.may(by, Permission.CORRECT, stored):
        raise SaveRefusedError(
            f"“{report}” is {stored.get_status_display().lower()}: your role may not edit it in this status."
        )
    revisions.ensure_revision_of_locked(stored)
    return stored
