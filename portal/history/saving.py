"""What every save of a report begins with: the report held, as the editor saw it, and editable."""

from dataclasses import dataclass

from portal.accounts import roles
from portal.accounts.roles import Deed
from portal.audit.trail import Who
from portal.history import nextdraft, recording
from reports.models import Report
from reports.models.versions import StaleSaveError


@dataclass(frozen=True)
class Saving:
    """On top of which version an editor saves, who it is, and why."""

    version: int
    by: Who = None
    comment: str = ""


EDITABLE = {Report.Status.DRAFT, Report.Status.IN_REVIEW}


class SaveRefusedError(ValueError):
    """What an editor asked for cannot be done; the message says why."""


def held(report: Report, version: int, by: Who = None) -> Report:
    """Lock the report and return it as it is now, if it can be saved on top of the version.

    Call it inside the transaction that saves. Raises StaleSaveError if somebody else has saved
    in between, SaveRefusedError if it is not to be edited, or not by this account.
    """
    nextdraft.hold(report)
    now = Report.objects.select_for_update().filter(pk=report.pk).first()
    if now is None:
        raise SaveRefusedError(
            f"“{report}” is not drafted any more: somebody has published it or given it up."
        )
    if now.status not in EDITABLE:
        raise SaveRefusedError(
            f"“{report}” is {now.get_status_display().lower()}. Begin its next version, and "
            "edit that."
        )
    if by and not roles.may(by, Deed.CORRECT, now):
        raise SaveRefusedError(
            f"“{report}” is {now.get_status_display().lower()}: it is not yours to edit now."
        )
    if now.version != version:
        raise StaleSaveError
    recording.ensure_kept(now)
    return now
