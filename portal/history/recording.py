"""Every save is a revision: written in the transaction of the save, or neither is."""

import json
import zlib
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from portal.audit import trail
from portal.audit.trail import LONGEST_DEED, Thing, Who
from portal.history import schema, shared, snapshot
from portal.history.models import Revision
from reports.models import Report

AS_FOUND = "As it stood before its revisions were kept"
PAST_THE_DESK = "Changed without the desk"


def record(
    report: Report,
    deed: str,
    *,
    by: Who = None,
    comment: str = "",
    restored: int | None = None,
) -> Revision:
    """Give the report, or its next draft, its next version, and keep what it says now.

    Call it inside the transaction of the save, with the report's root locked.
    """
    root, before = report.root, report.version
    newest = root.revisions.aggregate(newest=Max("number"))["newest"] or 0
    report.version = 1 + max(newest, root.version, report.version)
    Report.objects.filter(pk=report.pk).update(version=report.version)
    return written_down(report, before, Telling(deed, by, comment, restored))


def keep(report: Report, deed: str, *, by: Who = None) -> Revision:
    """Keep what the report says as the revision of its present version, the first of all."""
    return written_down(report, None, Telling(deed, by))


@dataclass(frozen=True)
class Telling:
    """What a save did, whose it was, and why."""

    deed: str
    by: Who = None
    comment: str = ""
    restored: int | None = None


def written_down(report: Report, after: int | None, told: Telling) -> Revision:
    """Write a revision, and its line in the trail."""
    data = snapshot.of(report)
    text = snapshot.written(data)
    fingerprint = snapshot.fingerprint(text)
    change = (newest_fingerprint(report), fingerprint)
    trail.note(told.by, told.deed, Thing.of(report.root), change, told.comment)
    return Revision.objects.create(
        report=report.root,
        number=report.version,
        after=after,
        restored=told.restored,
        by=told.by,
        by_name=trail.name_of(told.by),
        deed=told.deed[:LONGEST_DEED],
        comment=told.comment,
        content=zlib.compress(text.encode()),
        sha256=fingerprint,
        names=shared.called(data),
    )


def newest_fingerprint(report: Report) -> str:
    """Return the fingerprint of the newest revision: of the draft, or of what it began as."""
    newest = report.root.revisions.order_by("-number")
    return newest.values_list("sha256", flat=True).first() or ""


def readers_have(revision: Revision, at: datetime | None = None) -> None:
    """Mark a revision as published, now or at that time, unless it was before."""
    unmarked = Revision.objects.filter(pk=revision.pk, published_at=None)
    unmarked.update(published_at=at or timezone.now())


def ensure_kept(report: Report) -> Revision:
    """Return the revision of the report's present version; one from before all this is kept now."""
    return revision_at(report, report.version) or keep(report, AS_FOUND)


def present(report: Report) -> Revision:
    """Return the revision of what the report says now.

    What was changed past the desk, as by a program, becomes a revision of its own: nobody is
    given what was not there.
    """
    kept = ensure_kept(report)
    said = snapshot.written(snapshot.of(report))
    return kept if is_said_by(kept, said) else record(report, PAST_THE_DESK)


def is_said_by(kept: Revision, said: str) -> bool:
    """Compare with a revision, in whichever form it was kept: a newer form is no change."""
    if kept.sha256 == snapshot.fingerprint(said):
        return True
    if kept.form == 1:
        said = snapshot.written(schema.without_theme_status(json.loads(said)))
    return snapshot.written(kept.data) == said


def revision_at(report: Report, number: int) -> Revision | None:
    return report.root.revisions.filter(number=number).first()
