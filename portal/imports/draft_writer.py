"""Store a parsed draft: its people, its source document, its content and its notes."""

from dataclasses import replace

from django.db import transaction

from portal.content import writer
from portal.content.notes.note_record import note_record
from portal.content.snapshot import Snapshot
from portal.imports import people, source_documents
from portal.imports.parsed_snapshot import ParsedSnapshot, VocabularyKeys
from portal.parsing.parsed_report import ParsedReport
from portal.parsing.source import Source
from reports.models import ImportNote, Report


@transaction.atomic
def write_draft(source: Source, content: bytes, draft: ParsedReport, report: Report) -> Snapshot:
    """Store the draft as a new report with the slug and language of `report`."""
    report.title = draft.front.title
    report.save()
    parsed = ParsedSnapshot(
        draft,
        VocabularyKeys.load(),
        people.store_people(None, draft),
        language=report.language,
        slug=report.slug,
    )
    document = source_documents.get_or_create_document(report, source, content)
    after = replace(parsed.snapshot, source=document.pk)
    stored = writer.write(report, Snapshot(), after)
    save_notes(report, draft)
    return stored


def save_notes(report: Report, draft: ParsedReport) -> None:
    """Replace the notes of the report's source with those of the draft."""
    report.notes.delete()
    ImportNote.objects.bulk_create(note_record(note, report.source) for note in draft.notes)


def reset_edit_baseline(report: Report) -> None:
    """Record the current version as the imported one; higher versions are edits."""
    report.imported_version = report.version
    report.save(update_fields=["imported_version"])
