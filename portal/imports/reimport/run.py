"""Reimport a newer version of a document: compare it with its report, and apply it if confirmed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction

from portal.accounts import roles
from portal.accounts.roles import Permission
from portal.content import draft_version, file_values, revisions, service, workflow
from portal.content.loader import load_snapshot
from portal.content.revisions import RevisionMeta
from portal.content.snapshot import Snapshot
from portal.imports import draft_people, draft_writer, importer, source_documents
from portal.imports.importer import ImportOptions, ParsedUpload, Upload
from portal.imports.parsed_snapshot import ParsedSnapshot, VocabularyKeys
from portal.imports.reimport import alignment, policy
from portal.imports.reimport.alignment import ReimportPlan
from portal.imports.reimport.baseline import Baseline
from portal.imports.reimport.merge import Merge
from portal.imports.reimport.policy import ImportRefusedError
from portal.imports.reimport.reserved_urls import ReservedUrls
from portal.imports.reimport.superseded import superseded_edits
from portal.parsing.parsed_report import ParsedReport
from reports.former_slugs import report_by_former_slug
from reports.models import Person, Report
from reports.models.people import UNREVIEWED_VERSION

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
    # Parse before locking anything, as it takes long.
    parsed = importer.parse_excluding(file, excluded_keys)
    if not confirmed:
        return plan(report, parsed.draft)
    return apply_reimport(report, file, parsed, options)


def plan(
    report: Report, draft: ParsedReport, people_keys: Mapping[int, int] | None = None
) -> ReimportPlan:
    """Compare a stored report with a newer draft; without people, nobody takes part in it."""
    parsed = ParsedSnapshot(
        draft, VocabularyKeys.load(), language=report.language, slug=report.root.slug
    )
    newer = parsed.texts if people_keys is None else parsed.with_people(people_keys)
    baseline = Baseline.of(load_snapshot(report), file_values.last_file_values(report))
    return alignment.plan_reimport(baseline, report.source.text, newer)


def apply_reimport(
    report: Report, file: Upload, parsed: ParsedUpload, options: ImportOptions
) -> ReimportPlan:
    """Merge the parsed newer version into a report in one transaction; return the plan."""
    with transaction.atomic():
        target = lock_for_reimport(report, options.by)
        revisions.ensure_revision(target)
        current = plan(target, parsed.draft, draft_people.store_people(target, parsed.draft))
        merge = newer_merge(target, current)
        merged = merge.run()
        resolutions = resolved_notes(target)
        document = source_documents.get_or_create_document(target, parsed.source, file.content)
        service.store(
            report=target,
            before=current.stored,
            after=replace(merged, source=document.pk),
            meta=RevisionMeta(f"Updated to the version in “{file.name}”", options.by),
            file_values=replace(merge.file_values(merged), source=document.pk),
        )
        draft_people.delete_unnamed(gone_people(current.stored, merged))
        superseded = superseded_edits(current, merged)
        draft_writer.save_notes(target, [*parsed.draft.notes, *superseded])
        restore_resolutions(target, resolutions)
        draft_writer.reset_edit_baseline(target)
        if options.publish:
            workflow.publish(target, by=options.by)
    return current


def newer_merge(report: Report, current: ReimportPlan) -> Merge:
    root = report.root
    public = current.stored if report == root else load_snapshot(root)
    removed = root.removed_urls.values_list("path", "text")
    unreviewed = set(
        Person.objects.filter(
            version=UNREVIEWED_VERSION, participations__report=report
        ).values_list("pk", flat=True)
    )
    return Merge(
        current,
        ReservedUrls(current.stored, public, removed),
        is_edited=report.version > report.imported_version,
        removable=frozenset(
            key
            for key, record in current.stored.participation.items()
            if record.person_id in unreviewed
        ),
    )


def gone_people(before: Snapshot, after: Snapshot) -> set[int]:
    people = [
        {record.person_id for record in snapshot.participation.values()}
        for snapshot in (before, after)
    ]
    return people[0] - people[1]


def resolved_notes(report: Report) -> dict[tuple[str, str], bool]:
    """Return what editors have decided about notes, by code and reason."""
    notes = report.notes.filter(by_hand=True)
    return {(note.code, note.reason): note.resolved for note in notes}


def restore_resolutions(report: Report, resolutions: Mapping[tuple[str, str], bool]) -> None:
    for note in report.notes:
        resolution = resolutions.get((note.code, note.reason))
        if resolution is not None:
            note.resolved, note.by_hand = resolution, True
            note.save()


def lock_for_reimport(report: Report, by: Any) -> Report:
    """Lock the report and return it; for a published one, return a new draft version."""
    root = draft_version.lock_root(report)
    current = draft_version.current_draft(root)
    if (current.pk, current.version, current.status) != (
        report.pk,
        report.version,
        report.status,
    ):
        raise ImportRefusedError(
            f"“{root.slug}” was changed while the file was being read. Compare again."
        )
    is_public = current.status == Report.Status.PUBLISHED
    if by and not roles.may(by, Permission.BEGIN if is_public else Permission.CORRECT, current):
        raise ImportRefusedError(
            f"“{root.slug}” is {current.get_status_display().lower()}: your role may not reimport it in this status."
        )
    return draft_version.begin_draft(current, by) if is_public else current
