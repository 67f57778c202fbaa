"""Reimport a newer version of a document: compare it with its report, and apply it if confirmed."""

from typing import Any

from django.db import transaction

from portal.accounts import roles
from portal.accounts.roles import Permission
from portal.content import draft_version, revisions, service, workflow
from portal.content.revisions import RevisionMeta
from portal.content.service import ImportedFile
from portal.content.snapshot import Snapshot
from portal.imports import draft_people, draft_writer, importer, source_documents
from portal.imports.importer import ImportOptions, ParsedUpload, Upload
from portal.imports.reimport import note_resolutions, policy
from portal.imports.reimport.alignment import ReimportPlan
from portal.imports.reimport.policy import ImportRefusedError
from portal.imports.reimport.prepared import PreparedReimport, make_plan
from reports.former_slugs import report_by_former_slug
from reports.models import Report

DEFAULT_OPTIONS = ImportOptions()


def reimport_file(
    file: Upload,
    slug: str,
    options: ImportOptions = DEFAULT_OPTIONS,
    *,
    confirmed: bool = False,
) -> ReimportPlan:
    """Compare a newer version with its report and, if confirmed, apply it; return the plan.

    For a published report, the draft version is changed. Raises one of REFUSALS, and then changes
    nothing.
    """
    root = Report.objects.filter(slug=slug).first() or report_by_former_slug(slug)
    if root is None:
        raise ImportRefusedError(f"There is no report “{slug}”.")
    report = draft_version.current_draft(root)
    policy.refuse_known_file(report, file.content)
    policy.refuse_uncovered_report(report)
    excluded_keys = list(policy.orphaned_people(report).values_list("pk", flat=True))
    # Parse before locking anything, as it takes a while.
    parsed = importer.parse_excluding(file, excluded_keys)
    if not confirmed:
        return make_plan(report, parsed.draft)
    with importer.counted_import():
        return apply_reimport(report, file, parsed, options)


def apply_reimport(
    report: Report, file: Upload, parsed: ParsedUpload, options: ImportOptions
) -> ReimportPlan:
    """Merge the parsed newer version into a report, store it in one transaction; return the plan."""
    with transaction.atomic():
        lock_unchanged(report, options.by)
        importer.refuse_unscreened(parsed)
    # Without the lock, as it takes a while; a report that changes meanwhile is refused below.
    prepared = PreparedReimport.of(report, parsed)
    with transaction.atomic():
        target = lock_unchanged(report, options.by)
        importer.refuse_unscreened(parsed)
        if target.status == Report.Status.PUBLISHED:
            target = draft_version.begin_draft(target, options.by)
        revisions.ensure_revision(target)
        resolutions = note_resolutions.resolved_notes(target)
        document = source_documents.get_or_create_document(target, parsed.source, file.content)
        before, (after, values) = prepared.plan.stored, prepared.stored_with(document.pk)
        service.store(
            report=target,
            before=before,
            after=after,
            meta=RevisionMeta(f"Updated to the version in “{file.name}”", options.by),
            file=ImportedFile(values, prepared.formatted),
        )
        draft_people.delete_unnamed(gone_people(before, after))
        draft_writer.save_notes(target, prepared.notes)
        note_resolutions.restore_resolutions(target, resolutions)
        draft_writer.reset_edit_baseline(target)
        if options.publish:
            workflow.publish(target, by=options.by)
    return prepared.plan


def gone_people(before: Snapshot, after: Snapshot) -> set[int]:
    people = [
        {record.person_id for record in snapshot.participation.values()}
        for snapshot in (before, after)
    ]
    return people[0] - people[1]


def lock_unchanged(report: Report, by: Any) -> Report:
    """Lock the report and return it. Raises ImportRefusedError if it has another version now."""
    root = draft_version.lock_root(report)
    current = draft_version.current_draft(root)
    seen = (report.pk, report.version, report.status)
    if (current.pk, current.version, current.status) != seen:
        raise ImportRefusedError(
            f"“{root.slug}” was changed while the file was being read. Compare again."
        )
    is_public = current.status == Report.Status.PUBLISHED
    if by and not roles.may(by, Permission.BEGIN if is_public else Permission.CORRECT, current):
        raise ImportRefusedError(
            f"“{root.slug}” is {current.get_status_display().lower()}: your role may not reimport it in this status."
        )
    return current
