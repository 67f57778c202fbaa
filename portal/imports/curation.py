"""Confirm what a curation file says about a report that was imported before the file was read."""

import hashlib
from pathlib import Path
from typing import NamedTuple

from django.db import transaction
from django.db.models import F

from portal.content import draft_version, revisions
from portal.imports import curation_file, draft_writer
from recommendations.models import RationaleLink, Recommendation, RecommendationTheme
from reports.models import ParagraphTheme, Report, ThemeStatus
from reports.signals import report_changed

ACTION = f"Confirmed by {curation_file.FILE_NAME}"


class Confirmed(NamedTuple):
    """How many themes were confirmed, and for how many recommendations statements were stored."""

    themes: int = 0
    recommendations: int = 0


@transaction.atomic
def confirm_curation(source: Path) -> Confirmed:
    """Confirm the suggested themes and the statements of the curation file; return their counts.

    Skip a report that was edited since its import.
    """
    curation_path = source.with_name(curation_file.FILE_NAME)
    sha256 = hashlib.sha256(source.read_bytes()).hexdigest()
    reports = Report.objects.filter(next_of=None, source__sha256=sha256)
    unedited = reports.filter(version=F("imported_version"), next_draft=None)
    report = unedited.first() if curation_path.exists() else None
    if report is None:
        return Confirmed()
    report = draft_version.lock_root(report)
    curation = curation_file.read_curation_file(curation_path)
    confirmed = Confirmed(confirm_in_report(report, curation), add_statements(report, curation))
    if any(confirmed):
        revision = revisions.save_revision(report, ACTION)
        draft_writer.reset_edit_baseline(report)
        if report.status == Report.Status.PUBLISHED:
            revisions.mark_published(revision)
        report_changed.send(sender=Report, report=report)
    return confirmed


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


def add_statements(report: Report, curation: dict) -> int:
    """Store which statements led to the recommendations; return the count of these."""
    curated = {
        key: subjects[curation_file.STATEMENTS]
        for key, subjects in curation.get("recommendations", {}).items()
        if curation_file.STATEMENTS in subjects
    }
    undecided = report.recommendations.filter(rationale_links=None, reference__in=curated)
    paragraphs = {one.anchor.removeprefix("p"): one for one in report.paragraphs.all()}
    links = [
        RationaleLink(
            report=report, recommendation=recommendation, paragraph=paragraph, status="confirmed"
        )
        for recommendation in undecided
        for paragraph in curated_paragraphs(recommendation, curated, paragraphs)
    ]
    RationaleLink.objects.bulk_create(links)
    return len({link.recommendation_id for link in links})


def curated_paragraphs(recommendation: Recommendation, curated: dict, paragraphs: dict) -> list:
    """Return the paragraphs that led to a recommendation; [None] if the file says that none did.

    An earlier version of the portal may have read other paragraphs from the file: if the report
    lacks one of these, the list is empty.
    """
    keys = [str(key) for key in curated[recommendation.reference]]
    if not keys:
        return [None]
    return [paragraphs[key] for key in keys] if paragraphs.keys() >= set(keys) else []
