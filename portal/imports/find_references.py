"""Find references in reports that were imported before references were found."""

from django.db import transaction

from portal.content import draft_version, revisions, service
from portal.content.found_references import with_found_references
from portal.content.loader import load_content
from portal.content.revisions import RevisionMeta
from portal.imports import draft_writer
from portal.imports.known_reports import KnownReports
from reports.models import Report

ACTION = "Cross-references found"


@transaction.atomic
def find_references(report: Report, others: KnownReports) -> int:
    """Suggest what the texts of a report or draft version refer to; return how many are new."""
    draft_version.lock_root(report)
    report = Report.objects.select_related("next_of").get(pk=report.pk)
    before = load_content(report)
    after = with_found_references(before, [*before.paragraphs, *before.recommendations], others)
    count = len(after.cross_reference) - len(before.cross_reference)
    if count:
        revisions.ensure_revision(report)
        is_edited = report.version > report.imported_version
        saved = service.store(report=report, before=before, after=after, meta=RevisionMeta(ACTION))
        if not is_edited:
            draft_writer.reset_edit_baseline(report)
        if report.status == Report.Status.PUBLISHED:
            revisions.mark_published(saved.revision)
    return count
