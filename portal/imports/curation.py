"""Confirm curated themes of a report that was imported before themes had a status."""

import hashlib
from pathlib import Path

from django.db import transaction
from django.db.models import F

from portal.content import draft_version, revisions
from portal.imports import curation_file, draft_writer
from recommendations.models import RecommendationTheme
from reports.models import ParagraphTheme, Report, ThemeStatus
from reports.signals import report_changed

ACTION = f"Themes of {curation_file.FILE_NAME} confirmed"


@transaction.atomic
def confirm_curated_themes(source: Path) -> int:
    """Confirm the suggested themes that are in the curation file; return their count.

    Skip a report that was edited since its import.
    """
    curation_path = source.with_name(curation_file.FILE_NAME)
    sha256 = hashlib.sha256(source.read_bytes()).hexdigest()
    reports = Report.objects.filter(next_of=None, source__sha256=sha256)
    unedited = reports.filter(version=F("imported_version"), next_draft=None)
    report = unedited.first() if curation_path.exists() else None
    if report is None:
        return 0
    report = draft_version.lock_root(report)
    count = confirm_in_report(report, curation_file.read_curation_file(curation_path))
    if count:
        revision = revisions.save_revision(report, ACTION)
        draft_writer.reset_edit_baseline(report)
        if report.status == Report.Status.PUBLISHED:
            revisions.mark_published(revision)
        report_changed.send(sender=Report, report=report)
    return count


def confirm_in_report(report: Report, curation: dict) -> int:
    recommendation_themes = RecommendationTheme.objects.filter(recommendation__report=report)
    paragraph_themes = ParagraphTheme.objects.filter(paragraph__report=report)
    count = 0
    for key, subjects in curation.get("recommendations", {}).items():
        count += confirm_themes(
            recommendation_themes.filter(recommendation__reference=key), subjects
        )
    for key, subjects in curation.get("paragraphs", {}).items():
        count += confirm_themes(paragraph_themes.filter(paragraph__anchor=f"p{key}"), subjects)
    return count


def confirm_themes(assignments, subjects: dict) -> int:
    curated = assignments.suggested().filter(theme__slug__in=subjects.get("themes", []))
    return curated.update(status=ThemeStatus.CONFIRMED)
