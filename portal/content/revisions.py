"""Create revisions. Every save of a report writes one, in the same transaction."""

import zlib
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from portal.audit import log
from portal.audit.log import MAX_ACTION_LENGTH, Account, AuditTarget
from portal.content import entity_references
from portal.content.loader import load_snapshot
from portal.content.models import Revision
from portal.content.snapshot import Snapshot, fingerprint, serialize
from reports.models import Report

FIRST_REVISION = "State before revisions were recorded"
UNTRACKED_CHANGE = "Changed outside the editor"
# The attribute of a locked report with its newest revision, which saves a query.
NEWEST = "newest_revision_of_locked"


@dataclass(frozen=True)
class RevisionMeta:
    """What a save did, who made it, and why."""

    action: str
    by: Account = None
    comment: str = ""
    restored_from: int | None = None


def save_revision(
    report: Report, action: str, *, by: Account = None, content: Snapshot | None = None
) -> Revision:
    """Store a revision of a report or draft version under the next number.

    `content` is what was stored just now; without it, the stored report is read.
    """
    return add_revision(report, RevisionMeta(action, by), content)


def add_revision(report: Report, meta: RevisionMeta, content: Snapshot | None = None) -> Revision:
    """Give the report the next number, and store a revision of it.

    Call it inside the transaction of the save, with the report's root locked.
    """
    root, base_number = report.root, report.version
    newest = report.__dict__.pop(NEWEST, None) or newest_revision(report)
    report.version = 1 + max(newest.number, root.version, report.version)
    Report.objects.filter(pk=report.pk).update(version=report.version)
    return create_revision(report, (newest, base_number), meta, content)


def save_first_revision(
    report: Report, action: str, *, by: Account = None, content: Snapshot | None = None
) -> Revision:
    """Store the first revision of a report, under its current version."""
    newest = newest_revision(report)
    return create_revision(report, (newest, None), RevisionMeta(action, by), content)


def create_revision(
    report: Report,
    origin: tuple[Revision, int | None],
    meta: RevisionMeta,
    content: Snapshot | None,
) -> Revision:
    """Store a revision and its audit entry.

    `origin` is the newest revision so far and the number of the one on which the save was based,
    or None for a first revision.
    """
    content = content or load_snapshot(report)
    newest, base_number = origin
    text = serialize(content)
    sha256 = fingerprint(text)
    target = AuditTarget.of(report.root)
    log.log(meta.by, meta.action, target, (newest.sha256, sha256), meta.comment)
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
        sha256=sha256,
        names=entity_references.names_by_key(content),
    )


def newest_revision(report: Report) -> Revision:
    """Return the newest revision (number and fingerprint only), or one with number 0 if none."""
    revisions = report.root.revisions.order_by("-number")
    # With `report` deferred, Django would read it again for each revision.
    newest = revisions.only("number", "report", "sha256").first()
    return newest or Revision(number=0, sha256="")


def newest_fingerprint(report: Report) -> str:
    return str(newest_revision(report).sha256)


def mark_published(revision: Revision, at: datetime | None = None) -> None:
    """Mark a revision as published at that time, or now, unless it is marked already."""
    unmarked = Revision.objects.filter(pk=revision.pk, published_at=None)
    unmarked.update(published_at=at or timezone.now())


def ensure_revision(report: Report) -> None:
    """Store the first revision of a report if its version has none."""
    if not report.root.revisions.filter(number=report.version).exists():
        save_first_revision(report, FIRST_REVISION)


def ensure_revision_of_locked(report: Report) -> None:
    """Do what `ensure_revision` does, and keep the newest revision for `add_revision`."""
    newest = newest_revision(report)
    if newest.number == report.version:
        # Nobody else can add one while the report is locked.
        report.__dict__[NEWEST] = newest
    else:
        ensure_revision(report)


def current_revision(report: Report) -> Revision:
    """Return a revision that equals what is stored now.

    A change made outside the editor, as by a program, is stored as a revision of its own first.
    """
    ensure_revision(report)
    revision = report.root.revisions.get(number=report.version)
    content = load_snapshot(report)
    if is_same(revision, content):
        return revision
    return save_revision(report, UNTRACKED_CHANGE, content=content)


def is_same(revision: Revision, content: Snapshot) -> bool:
    """Compare a revision with a snapshot, even if its schema is an earlier one."""
    return revision.sha256 == fingerprint(serialize(content)) or revision.snapshot == content


def revision_at(report: Report, number: int) -> Revision | None:
    return report.root.revisions.filter(number=number).first()
