"""A place is uncertain while the note about it is open."""

import pytest

from portal.content.notes import status
from portal.content.uncertain_places import UncertainPlace, uncertain_places
from portal.search.models import IndexChange
from reports.models import ImportNote
from tests.builders.imported_reports import import_text
from tests.builders.uncertain_reports import REASON, import_uncertain

pytestmark = pytest.mark.django_db
TEXT = "ARF Seminar\n10 March 2019\n\nSession 1: Training\n\n1. Participants recommended to:\n- train more;\n"


def names(report, words):
    """Return the name of the place of a note about the words."""
    start = report.source.text.index(words)
    ImportNote.objects.create(
        document=report.source,
        code="extraction-differs",
        reason="It differs.",
        start=start,
        end=start + len(words),
    )
    return [place.name for place in uncertain_places(report)]


def resolve(report, *, resolved=True):
    note = report.notes.get(code="extraction-differs")
    status.set_resolved(report, note.pk, resolved=resolved)


def test_a_place_has_its_reason_its_page_and_its_paragraph():
    report = import_uncertain()

    assert uncertain_places(report) == [
        UncertainPlace(REASON, "1", report.paragraphs.get(number="3"))
    ]


def test_a_report_whose_file_agrees_has_no_uncertain_place():
    assert uncertain_places(import_text(TEXT)) == []


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("recommended", "Paragraph 1"),
        ("train more", "Recommendation 1.1"),
        ("Session 1", "Session 1: Training"),
        ("ARF Seminar", ""),
        ("Training\n\n1. Participants", "Session 1: Training"),
    ],
)
def test_a_place_is_named_after_the_first_record_in_it(words, name):
    assert names(import_text(TEXT), words) == [name]


def test_a_place_that_an_editor_has_compared_is_certain_until_its_note_is_opened_again():
    report = import_uncertain()

    resolve(report)
    assert uncertain_places(report) == []

    resolve(report, resolved=False)
    assert [place.page for place in uncertain_places(report)] == ["1"]


@pytest.mark.parametrize(("publish", "changes"), [(True, 1), (False, 0)])
def test_pages_for_readers_change_with_the_note_of_a_published_report_only(publish, changes):
    report = import_uncertain(publish=publish)
    before = IndexChange.objects.count()

    resolve(report)

    assert IndexChange.objects.count() - before == changes
