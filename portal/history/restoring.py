"""The way back: a revision becomes what the report says, as a save like any other."""

from typing import Any

from django.db import transaction

from portal.history import putting, recording, shared
from portal.history.models import Revision
from portal.history.saving import held
from reports.models import Report
from reports.signals import report_changed


@transaction.atomic
def restore(
    report: Report,
    version: int,
    revision: Revision,
    *,
    by: Any = None,
    comment: str = "",
) -> Revision:
    """Save what a revision says on top of the version that the editor saw; return the new revision.

    Raises StaleSaveError if somebody else has saved in between, and SaveRefusedError if the
    report is not to be edited; then nothing has happened.
    """
    now = held(report, version, by)
    putting.put(now, shared.present(revision.data, revision.names))
    made = recording.record(
        now,
        f"Restored revision {revision.number}",
        by=by,
        comment=comment,
        restored=revision.number,
    )
    report.version = now.version
    report_changed.send(sender=Report, report=now)
    return made
