"""References are found in reports that were imported before references were."""

import pytest
from django.core.management import call_command

from portal.content import draft_version, revisions
from recommendations.models import CrossReference
from reports.models import Report
from tests.builders.imported_reports import import_text

pytestmark = pytest.mark.django_db
TEXT = """ARF Seminar on Skills
10 March 2019, Bangkok

Introduction

1. Skills travel, as paragraph 2 says.
2. Training is dear, as paragraph 1 says.
"""


@pytest.fixture
def report():
    """Return a published report without references, with a draft version."""
    report = import_text(TEXT, publish=True)
    report.cross_references.all().delete()
    draft_version.begin_draft(report)
    return Report.objects.get(pk=report.pk)


def statuses():
    rows = CrossReference.objects.order_by("report", "paragraph__number")
    return [(one.report.next_of_id, one.words, one.status) for one in rows]


def test_references_are_suggested_in_a_report_and_its_draft_version(report, capsys):
    call_command("find_references")

    words = ("paragraph 2", "paragraph 1")
    assert statuses() == [(root, one, "suggested") for root in (None, report.pk) for one in words]
    assert capsys.readouterr().out == "4 references found\n"


def test_what_an_editor_has_rejected_is_not_found_again(report):
    call_command("find_references")
    CrossReference.objects.filter(words="paragraph 2").update(status="rejected")
    before = statuses()

    call_command("find_references")

    assert statuses() == before


def test_the_report_counts_as_unedited_and_its_revision_as_published():
    report = import_text(TEXT, publish=True)
    report.cross_references.all().delete()

    call_command("find_references")

    stored = Report.objects.get(pk=report.pk)
    newest = revisions.revision_at(stored, stored.version)
    assert (stored.version, newest.action) == (stored.imported_version, "Cross-references found")
    assert (newest.published_at is not None, newest.snapshot) == (
        True,
        revisions.current_revision(stored).snapshot,
    )
