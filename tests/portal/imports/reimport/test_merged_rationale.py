"""A reimport keeps what editors have decided about the statements that led to recommendations."""

import pytest

from portal.content.edits.rationale import DecideRationale
from recommendations.models import RationaleLink
from reports.models import Report
from tests.builders import edits
from tests.builders.imported_reports import import_text, reimport_text
from tests.builders.source_edits import find_block_by_start

pytestmark = pytest.mark.django_db
TEXT = """ARF Seminar on Skills
10 March 2019, Bangkok

Session 1: Skills

1. Skills travel with people, and care is dear everywhere in the region.
2. Fees are high in all ports, and nobody pays them gladly.
3. Participants recommended to:
- lower the fees in all ports;
- train more people for care.
"""
INSERTED = TEXT.replace(
    "2. Fees", "2. Trains and ships were named as well by several speakers.\n3. Fees"
).replace("3. Participants", "4. Participants")


@pytest.fixture
def report():
    report = import_text(TEXT)
    decide(report, "lower", "Fees")
    decide(report, "lower", "Skills", is_confirmed=False)
    decide(report, "train", None)
    return report


def decide(report, recommendation, paragraph, *, is_confirmed=True):
    stored = Report.objects.get(pk=report.pk)
    item = find_block_by_start(report, recommendation).item
    key = paragraph and find_block_by_start(report, paragraph).item.key
    edits.save(stored, stored.version, DecideRationale(item, key, is_confirmed))


def links(report):
    return {
        (one.recommendation.text[:5], one.paragraph and one.paragraph.text[:6], one.status)
        for one in RationaleLink.objects.filter(report=report)
    }


def test_decisions_follow_their_texts_to_other_numbers(report):
    before = links(report)

    newer = reimport_text(Report.objects.get(pk=report.pk), INSERTED)

    assert links(newer) == before
    assert newer.paragraphs.get(text__startswith="Fees").number == "3"


def test_a_decision_goes_with_a_text_that_the_newer_file_lacks(report):
    without = TEXT.replace("2. Fees are high in all ports, and nobody pays them gladly.\n", "")

    newer = reimport_text(Report.objects.get(pk=report.pk), without.replace("3. Part", "2. Part"))

    assert [note.reason for note in newer.notes.filter(code="edit-superseded")] == [
        "An editor had confirmed that “Paragraph 2” led to “2.1 lower the fees in all ports”. The newer version lacks that paragraph: see whether another one "
        "took its place."
    ]
    assert links(newer) == {("lower", "Skills", "rejected"), ("train", None, "confirmed")}
