"""Create revisions. Every save of a report writes one, in the same transaction."""

import zlib
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from portal.audit import log
from portal.audit.log import MAX_ACTION_LENGTH, Account, AuditTarget
from portal.content import entity_references, formatted_texts, snapshot
from portal.content.models import Revision
from reports.models import Report

FIRST_REVISION = "State before revisions were recorded"
UNTRACKED_CHANGE = "Changed outside the editor"


def save_revision(
    report: Report,
    action: str,
    *,
    by: Account = None,
    comment: str = "",
    restored_from: int | None = None,
) -> Revision:
    """Give the report or its draft version the next number, and store a revision of it.

    Call it inside the transaction of the save, with the report's root locked.
    """
    root, base_number = report.root, report.version
    newest = root.revisions.aggregate(newest=Max("number"))["newest"] or 0
    report.version = 1 + max(newest, root.version, report.version)
    Report.objects.filter(pk=report.pk).update(version=report.version)
    meta = RevisionMeta(action, by, comment, restored_from)
    return create_revision(report, base_number, meta)


def save_first_revision(report: Report, action: str, *, by: Account = None) -> Revision:
    """Store the first revision of a report, under its current version."""
    return create_revision(report, None, RevisionMeta(action, by))


@dataclass(frozen=True)
class RevisionMeta:
    """What a save did, who made it, and why."""

    action: str
    by: Account = None
    comment: str = ""
    restored_from: int | None = None


def create_revision(report: Report, base_number: int | None, meta: RevisionMeta) -> Revision:
    """Store a revision and its audit entry, and bring formatted texts up to date."""
    formatted_texts.update(report)
    data = snapshot.take_snapshot(report)
    text = snapshot.serialize(data)
    fingerprint = snapshot.fingerprint(text)
    fingerprints = (newest_fingerprint(report), fingerprint)
    target = AuditTarget.of(report.root)
    log.log(meta.by, meta.action, target, fingerprints, meta.comment)
    return Revision.objects.create(
        report=report.root,
        number=report.version,
        base_number=base_number,
        restored_from=meta.restored_from,
        by=meta.by,
        by_name=log.account_name(meta.by),
        action=meta.action[:MAX_ACTION_LENGTH],
        comment=meta.comment,
        content=zlib.compress(text.encode()),
        sha256=fingerprint,
        names=entity_references.names_by_key(data),
    )


def newest_fingerprint(report: Report) -> str:
    """Return the fingerprint of the newest revision of the report or its draft, or ""."""
    newest = report.root.revisions.order_by("-number")
    return newest.values_list("sha256", flat=True).first() or ""


def mark_published(revision: Revision, at: datetime | None = None) -> None:
    """Mark a revision as published at that time, or now, unless it is marked already."""
    unmarked = Revision.objects.filter(pk=revision.pk, published_at=None)
    unmarked.update(published_at=at or timezone.now())


def ensure_revision(report: Report) -> Revision:
    """Return the revision of the report's version; store the first one if there is none."""
    return revision_at(report, report.version) or save_first_revision(report, FIRST_REVISION)


def current_revision(report: Report) -> Revision:
    """Return a revision that equals what is stored now.

    A change made outside the editor, as by a program, is stored as a revision of its own first.
    """
    revision = ensure_revision(report)
    text = snapshot.serialize(snapshot.take_snapshot(report))
    return revision if is_same_snapshot(revision, text) else save_revision(report, UNTRACKED_CHANGE)


def is_same_snapshot(revision: Revision, text: str) -> bool:
    """Compare a revision with a serialized snapshot, also if its schema is an earlier one."""
    return (
        revision.sha256 == snapshot.fingerprint(text) or snapshot.serialize(revision.data) == text
    )


def revision_at(report: Report, number: int) -> Revision | None:
    return report.root.revisions.filter(number=number).first()
