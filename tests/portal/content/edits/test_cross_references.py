"""References follow their words and places through edits; what an editor decides stays."""

import pytest

from portal.content.edits.cross_references import AddReference, DecideReference
from portal.content.loader import load_snapshot
from portal.content.refusals import SaveRefusedError
from portal.content.schema import Item
from recommendations.models import CrossReference
from reports.models import Report
from tests.builders import edits
from tests.builders.imported_reports import import_text
from tests.builders.records import make_paragraph, make_report
from tests.builders.source_edits import edit, find_block_by_start

pytestmark = pytest.mark.django_db
FIRST = "Skills travel, as paragraph 3 says. "
TEXT = f"""ARF Seminar on Skills
10 March 2019, Bangkok

Introduction

1. {FIRST}Care is dear, see Annex 1.
2. Fees are high, says paragraph 1.
3. Training is dear. Pay is low.

Annex 1: List of participants

Nobody.
"""


@pytest.fixture
def report():
    return import_text(TEXT)


def references(report):
    """Return (text of the source, words, text or label of the target, status)."""
    return {
        (
            reference.source.text[:12],
            reference.words,
            getattr(reference.target, "text", str(reference.target))[:12],
            reference.status,
        )
        for reference in CrossReference.objects.filter(report=report)
    }


def decide(report, words, *, is_confirmed):
    stored = Report.objects.get(pk=report.pk)
    (one,) = [one for one in load_snapshot(stored).cross_reference.values() if one.words == words]
    item = Item("paragraph", one.paragraph)
    edits.save(stored, stored.version, DecideReference(item, one.key, is_confirmed=is_confirmed))
    return one.key


def add(report, start, *arguments):
    stored = Report.objects.get(pk=report.pk)
    item = find_block_by_start(report, start).item
    return edits.save(stored, stored.version, AddReference(item, *arguments))


IN_FIRST = ("Skills trave", "paragraph 3", "Training is ")
TO_FIRST = ("Fees are hig", "paragraph 1", "Skills trave")


def test_a_confirmed_and_a_rejected_reference_are_kept_with_the_decision(report):
    decide(report, "paragraph 3", is_confirmed=True)
    decide(report, "paragraph 1", is_confirmed=False)

    assert references(report) == {
        (*IN_FIRST, "confirmed"),
        ("Skills trave", "Annex 1", "Annex 1", "suggested"),
        (*TO_FIRST, "rejected"),
    }


def test_the_halves_of_a_split_text_keep_the_references_that_they_print(report):
    decide(report, "Annex 1", is_confirmed=True)

    edit(edits.split, report, find_block_by_start(report, "Skills").key, len(FIRST))

    assert references(report) == {
        (*IN_FIRST, "suggested"),
        ("Care is dear", "Annex 1", "Annex 1", "confirmed"),
        (*TO_FIRST, "suggested"),
    }


def test_joined_texts_keep_the_references_of_both_and_none_to_themselves(report):
    decide(report, "paragraph 3", is_confirmed=True)

    edit(edits.join, report, find_block_by_start(report, "Fees").key)

    assert references(report) == {
        (*IN_FIRST, "confirmed"),
        ("Skills trave", "Annex 1", "Annex 1", "suggested"),
    }


def test_what_refers_to_a_joined_text_refers_to_the_whole(report):
    decide(report, "paragraph 3", is_confirmed=True)

    edit(edits.join, report, find_block_by_start(report, "Training").key)

    assert ("Skills trave", "paragraph 3", "Fees are hig", "confirmed") in references(report)


def test_a_reference_goes_with_its_target_and_the_words_stay(report):
    block = find_block_by_start(report, "Training")

    edit(edits.retype, report, block.key, "discard", "repeated")

    assert {reference[1] for reference in references(report)} == {"Annex 1", "paragraph 1"}
    assert FIRST in report.paragraphs.get(number="1").text


def test_any_words_may_refer_to_a_place_that_is_named_as_texts_do(report):
    add(report, "Training", "Pay is low", "paragraphs 1 and 2")

    added = {reference for reference in references(report) if reference[0] == "Training is "}
    assert added == {
        ("Training is ", "Pay is low", "Skills trave", "confirmed"),
        ("Training is ", "Pay is low", "Fees are hig", "confirmed"),
    }


def test_words_may_refer_to_another_report_and_its_paragraph(report):
    other = make_paragraph(report=make_report(status="published"))

    add(report, "Training", "Pay is low", "", (other.report_id, other.pk))

    (reference,) = CrossReference.objects.exclude(other_report=None)
    assert (reference.target, reference.other_report) == (other, other.report)


@pytest.mark.parametrize(
    ("words", "place", "refusal"),
    [
        ("No such words", "paragraph 1", "does not have the words"),
        ("Pay is low", "paragraph 99", "has no place"),
        ("Pay is low", "the first one", "has no place"),
    ],
)
def test_a_reference_needs_words_of_the_text_and_a_place_that_exists(report, words, place, refusal):
    with pytest.raises(SaveRefusedError, match=refusal):
        add(report, "Training", words, place)


def test_a_reference_that_was_removed_meanwhile_cannot_be_confirmed(report):
    item = find_block_by_start(report, "Training").item
    stored = Report.objects.get(pk=report.pk)

    with pytest.raises(SaveRefusedError, match="has since been removed"):
        edits.save(stored, stored.version, DecideReference(item, 999, is_confirmed=True))


def test_restoring_a_revision_brings_back_its_references(report):
    decide(report, "paragraph 3", is_confirmed=True)
    before, revision = references(report), report.revisions.latest("number")
    edit(edits.retype, report, find_block_by_start(report, "Training").key, "discard", "repeated")
    stored = Report.objects.get(pk=report.pk)

    edits.restore_revision(stored, stored.version, revision)

    assert references(report) == before


def test_restoring_drops_a_reference_to_a_report_that_is_gone(report):
    other = make_report(status="published")
    add(report, "Training", "Pay is low", "", (other.pk, None))
    stored = Report.objects.get(pk=report.pk)
    revision, version = stored.revisions.latest("number"), stored.version
    other.delete()

    edits.restore_revision(stored, version, revision)

    assert "Pay is low" not in {reference[1] for reference in references(report)}
