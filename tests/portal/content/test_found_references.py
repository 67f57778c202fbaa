"""An import and a save find what a text refers to, if the place exists."""

import pytest

from portal.content.entity_references import names_by_key
from portal.content.found_references import MAX_IN_TEXT
from portal.content.loader import load_snapshot
from portal.content.publication_dates import contents
from portal.content.snapshot_text import SnapshotText
from recommendations.models import CrossReference
from tests.builders.imported_reports import import_text
from tests.builders.item_forms import PARAGRAPH, save_form

pytestmark = pytest.mark.django_db
TEXT = """ARF Seminar on Skills
10 March 2019, Bangkok

Introduction

1. The list of participants is in Annex 1. The points stand under paragraph 4 below.
2. Paragraphs 1 and 3 to 5 were noted, and paragraph 99 was not. See paragraph 2.

Session 1: Training

3. Training is dear, as paragraph 5 of the Manila Declaration says.
4. Participants recommended to:
- train more, as section 2 says;
- ask employers (see recommendation 4.1).

Session 2: Closing

5. All agreed with Session 1 and Session 2.
"""


@pytest.fixture
def report():
    return import_text(TEXT)


def references(report):
    """Return (source, words, target, status) of each reference."""
    return [
        (
            reference.source.anchor if reference.paragraph else reference.source.reference,
            reference.words,
            str(reference.target_place.localized_name),
            reference.status,
        )
        for reference in CrossReference.objects.filter(report=report).for_listing()
    ]


def test_an_import_suggests_the_places_that_exist_and_are_not_the_text_itself(report):
    assert sorted(references(report)) == sorted(
        (source, words, target, "suggested")
        for source, words, target in [
            ("p1", "Annex 1", "Annex 1 (list of participants)"),
            ("p1", "paragraph 4 below", "Paragraph 4"),
            ("p2", "1", "Paragraph 1"),
            ("p2", "3 to 5", "Paragraph 3"),
            ("p2", "3 to 5", "Paragraph 4"),
            ("p2", "3 to 5", "Paragraph 5"),
            ("4.1", "section 2", "Session 2: Closing"),
            ("4.2", "recommendation 4.1", "Recommendation 4.1"),
            ("p5", "Session 1", "Session 1: Training"),
        ]
    )


def test_a_number_that_several_paragraphs_have_means_the_one_outside_annexes():
    report = import_text(
        "ARF Seminar on Skills\n10 March 2019, Bangkok\n\nIntroduction\n\n"
        "1. First words.\n2. See paragraph 1.\n\nAnnex 1: Statement\n\n1. Other words.\n"
        "2. It is as paragraph 1 says.\n"
    )

    assert [reference.target.text for reference in report.cross_references.order_by("pk")] == [
        "First words.",
        "Other words.",
    ]


def test_a_save_suggests_what_new_words_refer_to(report):
    report.cross_references.all().delete()

    save_form(report, PARAGRAPH, text="Training is dear, as in paragraph 1.")

    assert references(report) == [("p3", "paragraph 1", "Paragraph 1", "suggested")]


def test_a_reference_whose_words_an_editor_removes_goes(report):
    save_form(report, (PARAGRAPH[0], "p1"), text="The list of participants is in Annex 1.")

    found = [reference[:2] for reference in references(report) if reference[0] == "p1"]
    assert found == [("p1", "Annex 1")]


def test_the_references_of_a_text_are_limited_and_a_very_long_phrase_is_left_alone():
    paragraphs = "".join(f"{number}. Point {number}.\n" for number in range(2, 60))
    ranges = " ".join(f"See paragraphs {number} to 59." for number in range(2, 20))
    phrase = f"paragraphs {', '.join(str(number) for number in range(2, 150))}"
    report = import_text(
        f"ARF Seminar\n10 March 2019, Rome\n\nOne\n\n1. {ranges}\n{paragraphs}60. See {phrase}.\n"
    )

    sources = report.cross_references.values_list("paragraph__number", flat=True)
    assert (len(sources), set(sources)) == (MAX_IN_TEXT, {"1"})


def test_the_history_shows_the_references_of_a_text_and_their_status(report):
    content = load_snapshot(report)
    text = SnapshotText(content, names_by_key(content)).items()

    (first, *_) = content.paragraphs
    assert text["paragraph"][first.key][1]["cross_references"] == (
        "Annex 1 → Annex 1 (suggested); paragraph 4 below → Paragraph 4 (suggested)"
    )


def test_a_confirmed_reference_is_no_change_of_its_record_in_feeds(report):
    before = load_snapshot(report)
    (one, *_) = before.cross_reference.values()
    after = before.with_records(one._replace(status="confirmed"))

    assert contents(report, before) == contents(report, after)
