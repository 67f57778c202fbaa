"""The next draft of a report that readers have: a report of its own, until it takes the other's place."""

from django.conf import settings
from django.db import connection, transaction

from portal.audit import trail
from portal.audit.trail import Thing, Who
from portal.history import putting, recording, snapshot
from reports.models import Report

# Columns that a draft takes over and gives back, beyond what the report says.
TAKEN_ALONG = ("imported_version",)


def working(report: Report) -> Report:
    """Return what editors work on: the next draft, if there is one, or the report itself."""
    return Report.objects.filter(next_of=report).first() or report


def hold(report: Report) -> Report:
    """Lock the report's root and return it: whoever saves anything of a report holds this."""
    wait_longer()
    return Report.objects.select_for_update().get(pk=report.root.pk)


def wait_longer() -> None:
    """Wait for one's turn as long on PostgreSQL as on SQLite: many may save one report."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for name in ("lock_timeout", "statement_timeout"):
                wait = f"{settings.SAVE_WAIT_SECONDS}s"
                cursor.execute("SELECT set_config(%s, %s, true)", [name, wait])


@transaction.atomic
def begin(report: Report, by: Who = None) -> Report:
    """Return the next draft of a report that readers have; a new one says what they read."""
    root = hold(report)
    if found := Report.objects.filter(next_of=root).first():
        return found
    kept = recording.present(root)
    if root.status == Report.Status.PUBLISHED:
        # Published before revisions were kept, maybe: what goes later is told from here.
        recording.readers_have(kept)
    draft = Report(
        # No address can have a dot in it, so that it has no page.
        slug=f"next.{root.pk}",
        next_of=root,
        version=root.version,
        **{name: getattr(root, name) for name in TAKEN_ALONG},
    )
    putting.put(draft, snapshot.of(root))
    change = (kept.sha256, kept.sha256)
    trail.note(by, "Next version begun", Thing.of(root), change)
    return draft


def take_over(draft: Report) -> Report:
    """Let a next draft take the place of what readers have; return the report, which stays itself.

    Only publishing.move makes this happen, inside its transaction.
    """
    root = hold(draft)
    recording.present(draft)
    data = snapshot.of(draft)
    for name in ("version", *TAKEN_ALONG):
        setattr(root, name, getattr(draft, name))
    draft.delete()
    putting.put(root, data)
    return root


def discard(draft: Report, by: Who = None, comment: str = "") -> None:
    """Give a draft up. The revisions of a next draft stay, and any of them can be restored."""
    change = (recording.newest_fingerprint(draft), "")
    deed = "Next version given up" if draft.next_of_id else "Draft deleted"
    trail.note(by, deed, Thing.of(draft.root), change, comment)
    draft.delete()
