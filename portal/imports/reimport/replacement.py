"""Replace an unedited import: a reimport that keeps the keys of records that match, nothing else."""

from dataclasses import replace

from portal.audit.log import Account
from portal.content import service, writer
from portal.content.edits.renumber import without_dangling_links
from portal.content.loader import load_snapshot
from portal.content.revisions import RevisionMeta
from portal.content.service import ImportedFile
from portal.content.snapshot import Snapshot
from portal.imports import draft_people, draft_writer, source_documents
from portal.imports.parsed_snapshot import ParsedSnapshot, VocabularyKeys
from portal.imports.reimport import alignment, policy
from portal.imports.reimport.aligned_keys import keep_keys
from portal.imports.reimport.baseline import Baseline
from portal.parsing.parsed_report import ParsedReport
from portal.parsing.source import Source
from reports.models import Report


def replace_content(
    *, report: Report, draft: ParsedReport, source: Source, content: bytes, by: Account
) -> None:
    """Store the draft in place of the report's content; the caller holds the lock."""
    text = report.source.text if report.source else ""
    stored = without_orphans(report)
    parsed = ParsedSnapshot(
        draft,
        VocabularyKeys.load(),
        language=report.language,
        slug=report.slug,
    )
    newer = parsed.with_people(draft_people.store_people(None, draft))
    plan = alignment.plan_reimport(Baseline(stored, None), text, newer)
    document = source_documents.get_or_create_document(report, source, content)
    content = replace(keep_keys(plan), source=document.pk)
    service.store(
        report=report,
        before=stored,
        after=content,
        meta=RevisionMeta(f"Read from “{source.name}”", by),
        file=ImportedFile(content),
    )
    draft_writer.save_notes(report, draft.notes)


def without_orphans(report: Report) -> Snapshot:
    """Take the people that only this import has created out of the report, and delete them.

    They are created again under the names that the file has now.
    """
    stored = load_snapshot(report)
    orphans = {person.pk for person in policy.orphaned_people(report)}
    participations = [
        record for record in stored.participation.values() if record.person_id in orphans
    ]
    remaining = without_dangling_links(stored.without_records(*participations))
    writer.write(report, stored, remaining)
    draft_people.delete_unnamed(orphans)
    return remaining
