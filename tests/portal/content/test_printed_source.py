"""What the file has where a text stands: its page, its words, and what editors changed in them."""

import pytest

from portal.content.printed_source import pages_of, printed_source
from tests.builders.item_forms import PARAGRAPH, save_fields
from tests.builders.records import make_paragraph, make_report
from tests.builders.seminar import seminar

pytestmark = pytest.mark.django_db


def paragraph_of(report, anchor):
    return report.paragraphs.get(anchor=anchor)


def test_an_unchanged_paragraph_has_the_words_of_the_file():
    report = seminar()

    printed = printed_source(report, paragraph_of(report, "p3"))

    assert (printed.text.strip(), printed.changes) == ("3. Training is dear.", [])
    assert "paid for (Annex 1)." in printed.before
    assert printed.after.strip().startswith("4. Participants recommended to:")


def test_words_that_an_editor_changed_are_compared_with_the_file():
    report = seminar()
    save_fields(report, PARAGRAPH, {"text": "Training is cheap."})
    report.refresh_from_db()

    printed = printed_source(report, paragraph_of(report, "p3"))

    assert [(change.kind, change.text) for change in printed.changes] == [
        ("same", "Training is "),
        ("out", "dear"),
        ("in", "cheap"),
        ("same", "."),
    ]


def test_a_paragraph_that_an_editor_added_has_no_place_in_the_file():
    assert printed_source(seminar(), make_paragraph(report=make_report())) is None


def test_a_paragraph_of_a_report_without_a_file_has_no_place():
    paragraph = make_paragraph(report=make_report(), spans=[[0, 5]])

    assert printed_source(paragraph.report, paragraph) is None


@pytest.mark.parametrize(
    ("start", "end", "pages"),
    [(0, 5, [1]), (0, 10, [1]), (0, 11, [1, 2]), (10, 12, [2]), (25, 99, [3])],
)
def test_the_pages_of_a_passage_are_those_of_its_characters(start, end, pages):
    assert list(pages_of([0, 10, 20], start, end)) == pages


def test_a_file_without_pages_has_no_page_numbers():
    assert list(pages_of([], 3, 9)) == []
