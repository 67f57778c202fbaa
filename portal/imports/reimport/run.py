"""Reimport a newer version of a document: compare it with its report, and apply it if confirmed."""

from typing import Any

from django.db import transaction

from portal.accounts import roles
from portal.accounts.roles import Permission
from portal.content import draft_version, revisions, workflow
from portal.imports import draft_writer, importer
from portal.imports.importer import ImportOptions, ParsedUpload, Upload
from portal.imports.reimport import alignment, apply, policy
from portal.imports.reimport.alignment import ReimportPlan
from portal.imports.reimport.policy import ImportRefusedError
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
    root = Report.objects.filter(slug=slug).first()
    if root is None:
        raise ImportRefusedError(f"There is no report “{slug}”.")
    report = draft_version.current_draft(root)
    policy.refuse_known_file(report, file.content)
    policy.refuse_uncovered_report(report)
    excluded_keys = list(policy.orphaned_people(report).values_list("pk", flat=True))
    # Parse before locking anything, as it takes long.
    parsed = importer.parse_excluding(file, excluded_keys)
    if not confirmed:
        return alignment.plan_reimport(report, parsed.draft)
    return apply_reimport(report, file, parsed, options)


def apply_reimport(
    report: Report, file: Upload, parsed: ParsedUpload, options: ImportOptions
) -> ReimportPlan:
    """Apply the parsed newer version to a report in one transaction; return the plan."""
    with transaction.atomic():
        target = lock_for_reimport(report, options.by)
        revisions.ensure_revision(target)
        plan = alignment.plan_reimport(target, parsed.draft)
        apply.apply_plan(plan, parsed.source, file.content)
        revisions.save_revision(target, f"Updated to the version in “{file.name}”", by=options.by)
        draft_writer.reset_edit_baseline(target)
        if options.publish:
            workflow.publish(target, by=options.by)
    return plan


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
