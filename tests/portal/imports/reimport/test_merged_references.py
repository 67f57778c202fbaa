"""A reimport keeps what editors have decided about references, and takes the others from the file."""

import pytest

from portal.content.edits.cross_references import AddReference, DecideReference
from portal.content.edits.fields import SetFields
from portal.content.loader import load_snapshot
from portal.content.schema import Item
from recommendations.models import CrossReference
from reports.models import Report
from tests.builders import edits
from tests.builders.imported_reports import import_text, reimport_text

pytestmark = pytest.mark.django_db
TEXT = """ARF Seminar on Skills
10 March 2019, Bangkok

Introduction

1. Skills travel, as paragraph 3 says, and care is dear, as paragraph 2 says.
2. Fees are high everywhere, says paragraph 1, and nobody pays them gladly.
3. Training is dear. Pay is low.
"""
INSERTED = (
    TEXT.replace("2. Fees", "2. Trains and ships were named as well by several speakers.\n3. Fees")
    .replace("3. Training", "4. Training")
    .replace("as paragraph 3", "as paragraph 4")
    .replace("as paragraph 2", "as paragraph 3")
)


@pytest.fixture
def report():
    return import_text(TEXT)


def references(report):
    """Return {(start of the source, words): (start of the target, status)}."""
    return {
        (one.source.text[:6], one.words): (one.target.text[:6], one.status)
        for one in CrossReference.objects.filter(report=report)
    }


def save(report, edit):
    stored = Report.objects.get(pk=report.pk)
    edits.save(stored, stored.version, edit)


def reimport(report, text):
    return reimport_text(Report.objects.get(pk=report.pk), text)


def decide(report, words, *, is_confirmed):
    snapshot = load_snapshot(Report.objects.get(pk=report.pk))
    (one,) = [one for one in snapshot.cross_reference.values() if one.words == words]
    save(
        report,
        DecideReference(Item("paragraph", one.paragraph), one.key, is_confirmed=is_confirmed),
    )


def test_a_reimport_keeps_decisions_about_what_the_newer_version_prints_as_well(report):
    decide(report, "paragraph 3", is_confirmed=True)
    decide(report, "paragraph 1", is_confirmed=False)

    reimport(report, TEXT.replace("Pay is low.", "Pay is very low."))

    assert references(report) == {
        ("Skills", "paragraph 3"): ("Traini", "confirmed"),
        ("Skills", "paragraph 2"): ("Fees a", "suggested"),
        ("Fees a", "paragraph 1"): ("Skills", "rejected"),
    }


def test_other_numbers_in_the_newer_version_are_other_words_for_the_same_places(report):
    decide(report, "paragraph 1", is_confirmed=True)

    reimport(report, INSERTED)

    assert references(report) == {
        ("Skills", "paragraph 4"): ("Traini", "suggested"),
        ("Skills", "paragraph 3"): ("Fees a", "suggested"),
        ("Fees a", "paragraph 1"): ("Skills", "confirmed"),
    }


def test_a_reference_added_by_an_editor_stays_as_long_as_its_words(report):
    training = report.paragraphs.get(number="3")
    save(report, AddReference(Item("paragraph", training.pk), "Pay is low", "paragraph 1"))

    reimport(report, TEXT.replace("Fees are high", "Fees are very high"))
    kept = references(report)["Traini", "Pay is low"]
    reimport(report, TEXT.replace("Pay is low.", "Wages are low."))

    assert kept == ("Skills", "confirmed")
    assert ("Traini", "Pay is low") not in references(report)


def test_the_draft_version_of_a_published_report_has_references_of_its_own():
    report = import_text(TEXT, publish=True)
    published = references(report)

    draft = reimport(report, TEXT.replace("says paragraph 1", "says everyone"))

    assert references(report) == published
    assert references(draft) == {
        place: target for place, target in published.items() if place[0] == "Skills"
    }
    assert {one.target.report for one in draft.cross_references.all()} == {draft}


def test_what_was_found_in_a_text_that_an_editor_has_changed_stays(report):
    second = load_snapshot(Report.objects.get(pk=report.pk)).paragraphs[1]
    text = f"{second.text} Training helps, as paragraph 3 says."
    save(report, SetFields(Item("paragraph", second.key), {"text": text}))
    before = references(report)

    reimport(report, TEXT.replace("Pay is low.", "Pay is poor."))

    assert references(report) == before
    assert before["Fees a", "paragraph 3"] == ("Traini", "suggested")
