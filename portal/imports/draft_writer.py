"""Store a parsed draft: its people, its source document, its content and its notes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db import transaction

from portal.content import formatted_texts, writer
from portal.content.formatted_texts import Columns
from portal.content.notes.note_record import note_record
from portal.content.snapshot import Snapshot
from portal.imports import draft_people, source_documents
from portal.imports.parsed_snapshot import ParsedSnapshot, VocabularyKeys
from portal.parsing.parsed_report import ParsedReport
from portal.parsing.source import Note, Source
from reports.models import ImportNote, Report


@dataclass(frozen=True)
class PreparedDraft:
    """What is computed from a draft before anything is locked: its texts, and their rendering."""

    parsed: ParsedSnapshot
    formatted: Columns

    @classmethod
    def of(cls, source: Source, draft: ParsedReport) -> "PreparedDraft":
        parsed = ParsedSnapshot(draft, VocabularyKeys.load())
        return cls(parsed, formatted_texts.render_new(parsed.texts, source))


@transaction.atomic
def write_draft(
    source: Source, content: bytes, prepared: PreparedDraft, report: Report
) -> Snapshot:
    """Store the content of the draft as a new report with the slug and language of `report`."""
    draft = prepared.parsed.draft
    report.title = draft.front.title
    report.save()
    snapshot = prepared.parsed.with_people(draft_people.store_people(None, draft))
    fields = snapshot.report._replace(language=report.language, slug=report.slug)
    document = source_documents.get_or_create_document(report, source, content)
    after = replace(snapshot, report=fields, source=document.pk)
    return writer.write(report, Snapshot(), after, prepared.formatted)


def save_notes(report: Report, notes: Iterable[Note]) -> None:
    """Replace the notes of the report's source."""
    report.notes.delete()
    ImportNote.objects.bulk_create(note_record(note, report.source) for note in notes)


def reset_edit_baseline(report: Report) -> None:
    """Record the current version as the imported one; higher versions are edits."""
    report.imported_version = report.version
    report.save(update_fields=["imported_version"])
