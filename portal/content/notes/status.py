"""Resolve import notes: by an editor, or automatically when their cause disappears or returns."""

import logging
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from portal.audit import log
from portal.audit.log import AuditTarget
from portal.content import draft_version, uncertain_places
from portal.content.notes import conditions
from portal.content.notes.report_facts import ReportFacts
from portal.content.refusals import SaveRefusedError
from reports.models import ImportNote, Person, Report
from reports.signals import record_saved, report_changed
from reports.text import split_lines

logger = logging.getLogger(__name__)

Row = dict[str, Any]

# Only a published report gets a draft version, and while it has one, it does not become a draft itself.
NEVER_REVISED = {Report.Status.DRAFT, Report.Status.IN_REVIEW}
CLOSED_AUTOMATICALLY = "Note resolved automatically: its cause no longer exists"
REOPENED_AUTOMATICALLY = "Note reopened automatically: its cause is back"


@transaction.atomic
def set_resolved(report: Report, number: int, *, resolved: bool, by: Any = None) -> ImportNote:
    """Resolve or reopen a note. From then on it is not changed automatically."""
    note = report.notes.filter(pk=number).first()
    if note is None:
        raise SaveRefusedError("This note no longer exists.")
    note.resolved, note.by_hand = resolved, True
    note.save(update_fields=["resolved", "by_hand"])
    action = "Note resolved" if resolved else "Note reopened"
    log.log(by, action, AuditTarget.of(report.root), comment=note.reason)
    if note.code == uncertain_places.CODE and note.document_id == report.root.source_id:
        # Readers of a published report see where its text is uncertain.
        report_changed.send(sender=Report, report=report.root)
    return note


def is_out_of_date(facts: ReportFacts, note: ImportNote) -> bool:
    try:
        return conditions.still_applies(facts, note) == note.resolved
    except DatabaseError:
        raise
    except Exception:
        # A defect in a condition must not fail the editor's save: the note stays as it is.
        logger.exception("Note %s could not be checked.", note.code)
        return False


@receiver(report_changed, sender=Report)
def review_notes(sender: Any, report: Report, **signal: Any) -> None:
    """Resolve the notes whose cause is gone, and reopen those whose cause is back.

    Runs inside the transaction of the save. Notes that an editor has set are left alone. While
    a report has a draft version, its notes are about the draft.
    """
    has_no_draft_version = report.next_of_id is not None or report.status in NEVER_REVISED
    facts = ReportFacts(report if has_no_draft_version else draft_version.current_draft(report))
    notes = facts.report.notes.filter(by_hand=False, code__in=conditions.CAUSES)
    # A file may have a note for every line: keep only the changed ones in memory.
    changed = [note for note in notes.iterator() if is_out_of_date(facts, note)]
    for note in changed:
        note.resolved = not note.resolved
        note.save(update_fields=["resolved"])
        action = CLOSED_AUTOMATICALLY if note.resolved else REOPENED_AUTOMATICALLY
        log.log(None, action, AuditTarget.of(report.root), comment=note.reason)


@receiver(record_saved, sender=Person)
def review_namesake_notes(
    sender: Any, before: Row | None, after: Row | None, **signal: Any
) -> None:
    """Review the notes about the old and new names of a saved person."""
    names = {
        name
        for row in (before, after)
        if row
        for name in (row["name"], *split_lines(row["aliases"]))
    }
    review_notes_about(names)


@receiver(post_delete, sender=Person)
def review_notes_of_deleted(sender: Any, instance: Person, **signal: Any) -> None:
    review_notes_about({instance.name, *instance.other_names})


def review_notes_about(names: set[str]) -> None:
    notes = ImportNote.objects.filter(code="person-ambiguous", by_hand=False, about__in=names)
    for report in Report.objects.filter(source__notes__in=notes).distinct():
        review_notes(Report, report)
