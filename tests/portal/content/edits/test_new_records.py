"""New records for spans of the source, with the numbers and levels that it prints."""

import pytest

from portal.content.stored_coverage import find_text_errors
from reports.models import Report
from tests.builders import edits
from tests.builders.edits import blocks_of
from tests.builders.imported_reports import import_text

pytestmark = pytest.mark.django_db
TEXT = """ARF Seminar on Skills
10 March 2019, Bangkok

Session 1: Training

1. Training is dear. Skills travel with people.
2. Care is work.
"""


@pytest.fixture
def report():
    return import_text(TEXT)


def apply_edit(operation, report, text, *args):
    report.refresh_from_db()
    (key,) = [block.key for block in blocks_of(report) if block.text.startswith(text)]
    outcome = operation(report, report.version, key, *args)
    assert find_text_errors(Report.objects.get(pk=report.pk)) == []
    return outcome


def test_retyping_a_paragraph_discards_its_number_even_if_stored_with_spaces(report):
    report.paragraphs.filter(number="1").update(label="1 .")
    report.paragraphs.filter(number="2").update(label="2 .")
    apply_edit(edits.split, report, "Training is", len("Training is dear. "))
    apply_edit(edits.join, report, "Skills travel")

    recommendation = apply_edit(edits.retype, report, "Care is work", "recommendation")

    assert recommendation.record.text == "Care is work."
    assert report.parts.get(reason="number of a point").text == "2."


def test_a_session_title_may_differ_from_its_heading_in_spaces(report):
    kind_values = ("session", " 1 ", " Session  1:   Training")

    apply_edit(edits.set_kind, report, "Session 1", *kind_values)

    assert report.sessions.get(number="1").title == "Session 1: Training"
