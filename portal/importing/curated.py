"""Curated themes of a report that was imported before anybody kept whose word a theme is."""

import hashlib
from pathlib import Path

from django.db import transaction
from django.db.models import F

from portal.history import nextdraft, recording
from portal.importing import assignments, save
from recommendations.models import RecommendationTheme
from reports.models import ParagraphTheme, Report, ThemeStatus
from reports.signals import report_changed

DEED = f"Themes of {assignments.FILE_NAME} confirmed"


@transaction.atomic
def confirm(source: Path) -> int:
    """Confirm the suggested themes that the curation file beside a source gives; return how many.

    A report that an editor has changed since its import is left to its editors.
    """
    curated = source.with_name(assignments.FILE_NAME)
    sha256 = hashlib.sha256(source.read_bytes()).hexdigest()
    found = Report.objects.filter(next_of=None, source__sha256=sha256)
    unedited = found.filter(version=F("imported_version"), next_draft=None)
    report = unedited.first() if curated.exists() else None
    if report is None:
        return 0
    report = nextdraft.hold(report)
    number = confirm_in(report, assignments.read(curated))
    if number:
        made = recording.record(report, DEED)
        save.count_edits_from_here(report)
        if report.status == Report.Status.PUBLISHED:
            recording.readers_have(made)
        report_changed.send(sender=Report, report=report)
    return number


def confirm_in(report: Report, given: dict) -> int:
    asked = RecommendationTheme.objects.filter(recommendation__report=report)
    said = ParagraphTheme.objects.filter(paragraph__report=report)
    number = 0
    for key, one in given.get("recommendations", {}).items():
        number += confirmed(asked.filter(recommendation__reference=key), one)
    for key, one in given.get("paragraphs", {}).items():
        number += confirmed(said.filter(paragraph__anchor=f"p{key}"), one)
    return number


def confirmed(assigned, given: dict) -> int:
    right = assigned.suggested().filter(theme__slug__in=given.get("themes", []))
    return right.update(status=ThemeStatus.CONFIRMED)
