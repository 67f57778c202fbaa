"""The draft version of a published report: a separate report until it replaces the published one."""

from django.conf import settings
from django.db import connection, transaction

from portal.audit import log
from portal.audit.log import Account, AuditTarget
from portal.content import kept_records, revisions, writer
from portal.content.loader import load_snapshot
from portal.content.refusals import SaveRefusedError
from portal.content.snapshot import Snapshot
from recommendations.models import LineageLink
from reports.models import Report

# Columns that a draft copies and gives back, beyond those of a snapshot.
COPIED_COLUMNS = ("imported_version",)


def current_draft(report: Report) -> Report:
    """Return the report that is edited: the draft version, or the report itself."""
    return Report.objects.filter(next_of=report).first() or report


def lock_root(report: Report) -> Report:
    """Lock the report's root and return it. Every save of a report holds this lock.

    Raises SaveRefusedError if it has since been deleted.
    """
    raise_lock_timeout()
    key = report.next_of_id or report.pk
    root = Report.objects.select_for_update().filter(pk=key).first()
    if root is None:
        raise SaveRefusedError(f"“{report}” no longer exists: another editor has discarded it.")
    return root


def raise_lock_timeout() -> None:
    """Let PostgreSQL wait for a lock as long as SQLite does; SQLite has its own setting."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            timeout = f"{settings.SAVE_WAIT_SECONDS}s"
            cursor.execute(
                "SELECT set_config('lock_timeout', %s, true), "
                "set_config('statement_timeout', %s, true)",
                [timeout, timeout],
            )


@transaction.atomic
def begin_draft(report: Report, by: Account = None) -> Report:
    """Return the draft version of a report; a new one is a copy of the report."""
    root = lock_root(report)
    if draft := Report.objects.filter(next_of=root).first():
        return draft
    revision = revisions.current_revision(root)
    if root.status == Report.Status.PUBLISHED:
        # The report may have been published before revisions existed.
        revisions.mark_published(revision)
    draft = Report(
        # No URL pattern accepts a dot, so the draft has no public page.
        slug=f"next.{root.pk}",
        next_of=root,
        version=root.version,
        **{name: getattr(root, name) for name in COPIED_COLUMNS},
    )
    writer.write(draft, Snapshot(), load_snapshot(root))
    fingerprints = (revision.sha256, revision.sha256)
    log.log(by, "Next version started", AuditTarget.of(root), fingerprints)
    return draft


def publish_draft(draft: Report) -> Report:
    """Replace the published content with that of the draft, delete the draft, return the root.

    Called only by the status transition of the draft, inside its transaction.
    """
    root = lock_root(draft)
    revisions.current_revision(draft)
    content = load_snapshot(draft)
    for name in ("version", *COPIED_COLUMNS):
        setattr(root, name, getattr(draft, name))
    # What the draft adds keeps its key.
    links = list(LineageLink.objects.of_report(draft))
    LineageLink.objects.of_report(draft).delete()
    draft.delete()
    root.save(update_fields=["version", *COPIED_COLUMNS])
    writer.write(root, load_snapshot(root), content)
    LineageLink.objects.bulk_create(links)
    return root


def discard_draft(draft: Report, by: Account = None, comment: str = "") -> None:
    """Delete a draft. The revisions of a draft version remain and can be restored.

    Raises SaveRefusedError if records outside the report refer to a draft that was never published.
    """
    if not draft.next_of_id:
        kept_records.refuse_deletion(draft, load_snapshot(draft))
    fingerprints = (revisions.newest_fingerprint(draft), "")
    action = "Next version discarded" if draft.next_of_id else "Draft deleted"
    log.log(by, action, AuditTarget.of(draft.root), fingerprints, comment)
    LineageLink.objects.of_report(draft).delete()
    draft.delete()
