"""New records for stretches of the source, under the numbers and levels that it prints."""

import pytest

from portal.correcting import corrections
from portal.correcting.units import units_of
from portal.importing.check import stored_faults
from reports.models import Report
from tests.portal.importing.in_process import imported

pytestmark = pytest.mark.django_db
TEXT = """ARF Seminar on Skills
10 March 2019, Bangkok

Session 1: Training

1. Training is dear. Skills travel with people.
2. Care is work.
"""


@pytest.fixture
def report():
    return imported(TEXT)


def correct(change, report, text, *args):
    report.refresh_from_db()
    (key,) = [one.key for one in units_of(report) if one.text.startswith(text)]
    outcome = change(report, report.version, key, *args)
    assert stored_faults(Report.objects.get(pk=report.pk)) == []
    return outcome


def test_a_number_that_is_kept_with_blanks_is_cut_off_like_any_other(report):
    report.paragraphs.filter(number="1").update(label="1 .")
    report.paragraphs.filter(number="2").update(label="2 .")
    correct(corrections.split, report, "Training is", len("Training is dear. "))
    correct(corrections.join, report, "Skills travel")

    asked = correct(corrections.retype, report, "Care is work", "recommendation")

    assert asked.record.text == "Care is work."
    assert report.parts.get(reason="number of a point").text == "2."


def test_the_words_of_a_heading_may_be_spaced_otherwise_than_printed(report):
    said = ("session", " 1 ", " Session  1:   Training")

    correct(corrections.set_kind, report, "Session 1", *said)

    assert report.sessions.get(number="1").title == "Session 1: Training"
