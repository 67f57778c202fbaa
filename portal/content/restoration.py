"""Restore a revision, as a save like any other."""

from typing import Any

from django.db import transaction

from portal.content import entity_references, revisions, writer
from portal.content.locking import lock_for_save
from portal.content.models import Revision
from reports.models import Report
from reports.signals import report_changed


@transaction.atomic
def restore_revision(
    report: Report,
    version: int,
    revision: Revision,
    *,
    by: Any = None,
    comment: str = "",
) -> Revision:
    """Save the content of a revision on top of the given version; return the new revision.

    Raises StaleSaveError if the report was saved in between, SaveRefusedError if it may not be
    edited; then nothing is changed.
    """
    stored = lock_for_save(report, version, by)
    writer.apply_snapshot(
        stored, entity_references.resolve_references(revision.data, revision.names)
    )
    new_revision = revisions.save_revision(
        stored,
        f"Restored revision {revision.number}",
        by=by,
        comment=comment,
        restored_from=revision.number,
    )
    report.version = stored.version
    report_changed.send(sender=Report, report=stored)
    return new_revision
