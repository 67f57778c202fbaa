"""The stored report is compared with its source: missing, added and moved text is reported."""

import pytest

from portal.content.stored_coverage import find_errors, find_text_errors
from portal.imports.importer import import_path
from recommendations.models import Recommendation
from reports.models import Paragraph, Report
from tests.builders.imported_reports import import_text
from tests.builders.seeded_portal import copy_first_report


@pytest.fixture
def report(db):
    copy_first_report()
    return Report.objects.get()


def test_an_imported_report_has_no_coverage_errors(report):
    assert find_errors(report) == []


def test_a_word_changed_in_a_stored_paragraph_is_reported_as_a_coverage_error(report):
    paragraph = report.paragraphs.get(number="20")
    Paragraph.objects.filter(pk=paragraph.pk).update(
        text=paragraph.text.replace("standardize", "harmonize")
    )

    assert [error.message for error in find_errors(report)] == [
        "Paragraph 20 is missing “standardize”",
        "Paragraph 20 adds “harmonize”",
    ]


def test_a_deleted_recommendation_is_reported_as_a_coverage_error(report):
    Recommendation.objects.get(reference="21.C.2").delete()

    assert [error.message for error in find_errors(report)] == [
        "Not stored: “Standardize recruitment practices and costs”"
    ]


def swap_paragraphs(report):
    first, second = report.paragraphs.filter(number__in=["7", "8"])
    for paragraph, position in ((first, 90), (second, 2), (first, 3)):
        Paragraph.objects.filter(pk=paragraph.pk).update(position=position)


def move_a_paragraph(report):
    elsewhere = report.sessions.get(number="4")
    report.paragraphs.filter(number="7").update(session=elsewhere, position=90)


def retitle_the_report(report):
    Report.objects.filter(pk=report.pk).update(title="Another workshop")


def retitle_a_session(report):
    report.sessions.filter(number="3").update(title="Another topic")


def renumber_a_paragraph(report):
    report.paragraphs.filter(number="7").update(number="70")


def swap_recommendations(report):
    for reference, position in (("21.A.1", 900), ("21.A.2", 1), ("21.A.1", 2)):
        report.recommendations.filter(reference=reference).update(position=position)


def shuffle_the_title(report):
    Report.objects.filter(pk=report.pk).update(title="Workshop ARF")


def move_a_point(report):
    recommendations = report.recommendations
    recommendations.filter(reference="21.C.3.a").update(
        parent=recommendations.get(reference="21.C.2")
    )


def make_a_point_of_a_recommendation(report):
    recommendations = report.recommendations
    recommendations.filter(reference="21.C.2").update(
        parent=recommendations.get(reference="21.C.1")
    )


def set_a_point_free(report):
    report.recommendations.filter(reference="21.C.3.e").update(parent=None)


def point_outside(report):
    report.paragraphs.filter(number="7").update(spans=[[0, 5], [99999, 100000]])


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (swap_paragraphs, "Paragraph 7 comes after Paragraph 8."),
        (move_a_paragraph, "Paragraph 7 comes after Paragraph 20."),
        (retitle_the_report, "The title “Another workshop” is not in the source."),
        (
            retitle_a_session,
            "The title “Another topic” is not in the heading “Session 3: Protection of Migrants in "
            "Countries in Crisis”.",
        ),
        (renumber_a_paragraph, "Paragraph 7. has the number 70."),
        (
            swap_recommendations,
            "Recommendation 21.A.1 comes after Recommendation 21.A.2.",
        ),
        (shuffle_the_title, "The title “Workshop ARF” is not in the source."),
        (move_a_point, "Recommendation 21.C.3.a is nested under 21.C.2."),
        (make_a_point_of_a_recommendation, "Recommendation 21.C.2 is nested under 21.C.1."),
        (set_a_point_free, "Recommendation 21.C.3.e is not nested."),
        (point_outside, "The position of Paragraph 7 is outside the source."),
    ],
)
def test_moved_renamed_or_renumbered_items_are_reported_as_coverage_errors(
    report, change, sentence
):
    change(report)

    assert sentence in [error.message for error in find_errors(Report.objects.get())]


@pytest.mark.django_db
def test_a_report_titled_with_its_file_name_for_lack_of_a_title_has_no_coverage_errors(tmp_path):
    path = tmp_path / "seminar.txt"
    path.write_text("10 March 2019\n\n1. Text.\n", encoding="utf-8")

    report, _ = import_path(path)

    assert (report.title, find_errors(report)) == ("seminar", [])


PROSE = """Workshop on Tides
3 May 2019
Marwick

1. The sea rose. The workshop recommends that all ports publish their fees.

2. It fell.
"""


@pytest.fixture
def quoting_report(db):
    """Return a report whose only recommendation repeats a sentence of its paragraph."""
    return import_text(PROSE)


def test_a_recommendation_that_repeats_a_sentence_of_its_paragraph_is_not_reported(quoting_report):
    (recommendation,) = quoting_report.recommendations.all()

    assert (recommendation.spans, find_text_errors(quoting_report)) == ([], [])


def test_a_recommendation_without_a_place_in_the_source_is_reported_if_its_paragraph_lacks_it(
    quoting_report,
):
    quoting_report.recommendations.update(text="Ports lower all their fees.")

    assert [(error.kind, error.message) for error in find_text_errors(quoting_report)] == [
        ("added", "Recommendation 1.1 adds “Ports lower all their fees.”")
    ]


def test_a_repeated_sentence_is_reported_below_another_paragraph(quoting_report):
    quoting_report.recommendations.update(paragraph=quoting_report.paragraphs.get(number="2"))

    assert [(error.kind, error.message) for error in find_text_errors(quoting_report)] == [
        (
            "added",
            "Recommendation 1.1 adds “The workshop recommends that all ports publish their fees.”",
        )
    ]
