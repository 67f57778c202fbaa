"""The notes of an import: settled by an editor, or closed when their cause is gone and open when it is back."""

import logging
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from portal.audit import trail
from portal.audit.trail import Thing
from portal.correcting import causes
from portal.correcting.stored import Stored
from portal.history import nextdraft
from portal.history.saving import SaveRefusedError
from reports.models import ImportNote, Person, Report
from reports.signals import record_saved, report_changed
from reports.text import lines_of

logger = logging.getLogger(__name__)

Row = dict[str, Any]

CLOSED = "Note closed by itself: its cause is gone"
OPENED = "Note opened again by itself: its cause is back"


@transaction.atomic
def settle(
    report: Report, number: int, *, resolved: bool, by: Any = None
) -> ImportNote:
    """Tick a doubt off, or open it again; from then on it does neither by itself."""
    note = report.notes.filter(pk=number).first()
    if note is None:
        raise SaveRefusedError("This note is not there any more.")
    note.resolved, note.by_hand = resolved, True
    note.save(update_fields=["resolved", "by_hand"])
    deed = "Note settled" if resolved else "Note opened again"
    trail.note(by, deed, Thing.of(report.root), comment=note.reason)
    return note


def is_out_of_date(stored: Stored, note: ImportNote) -> bool:
    try:
        return causes.holds(stored, note) == note.resolved
    except DatabaseError:
        raise
    except Exception:
        # An editor's work is not lost over a note: it stays as it is.
        logger.exception("Whether note %s still holds could not be told.", note.code)
        return False


@receiver(report_changed, sender=Report)
def look_again(sender: Any, report: Report, **signal: Any) -> None:
    """Close the notes whose cause a save has taken away, and open those whose cause it brought back.

    It happens inside the transaction of the save. What an editor has settled or opened stays so.
    The notes of a report whose next version is drafted are about the draft.
    """
    stored = Stored(nextdraft.working(Report.objects.get(pk=report.root.pk)))
    notes = stored.report.notes.filter(by_hand=False, code__in=causes.CAUSES)
    # There may be one for every line of a file: only those that change are held at once.
    changed = [note for note in notes.iterator() if is_out_of_date(stored, note)]
    for note in changed:
        note.resolved = not note.resolved
        note.save(update_fields=["resolved"])
        deed = CLOSED if note.resolved else OPENED
        trail.note(None, deed, Thing.of(report.root), comment=note.reason)


@receiver(record_saved, sender=Person)
def look_at_namesakes(
    sender: Any, before: Row | None, after: Row | None, **signal: Any
) -> None:
    """Look again at the notes about people of a name that somebody bears no more, or does now."""
    names = {
        name
        for row in (before, after)
        if row
        for name in (row["name"], *lines_of(row["aliases"]))
    }
    look_at_notes_about(names)


@receiver(post_delete, sender=Person)
def look_at_namesakes_left(sender: Any, instance: Person, **signal: Any) -> None:
    look_at_notes_about({instance.name, *instance.other_names})


def look_at_notes_about(names: set[str]) -> None:
    notes = ImportNote.objects.filter(
        code="person-ambiguous", by_hand=False, about__in=names
    )
    for report in Report.objects.filter(source__notes__in=notes).distinct():
        look_again(Report, report)
