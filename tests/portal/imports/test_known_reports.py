"""A text refers to another report by its title, or by series and year, if exactly one fits."""

from datetime import date

import pytest

from recommendations.models import CrossReference
from tests.builders.imported_reports import import_text
from tests.builders.records import make_organization, make_paragraph, make_report

pytestmark = pytest.mark.django_db
TITLE = "ARF Workshop on Safe and Fair Migration"


@pytest.fixture
def other():
    return make_report(status="published", title=TITLE, ends_on=None, starts_on=date(2015, 3, 10))


@pytest.fixture
def paragraph(other):
    return make_paragraph(report=other, number="14")


def references(sentence):
    make_organization("ASEAN Regional Forum", acronym="ARF", kind="process")
    report = import_text(f"ARF Seminar on Skills\n10 March 2019, Bangkok\n\n1. {sentence}\n")
    assert report.series == "ARF"
    return [
        (one.words, one.other_report, one.other_paragraph)
        for one in CrossReference.objects.filter(report=report).order_by("pk")
    ]


def test_a_paragraph_of_a_report_of_the_same_series_is_found_by_the_year(other, paragraph):
    words = "paragraph 14 of the 2015 report"

    assert references(f"Fees fell, as recommended in {words}.") == [(words, other, paragraph)]


def test_nothing_is_found_if_two_reports_of_the_year_fit(paragraph):
    make_report(status="published", ends_on=None, starts_on=date(2015, 6, 1))

    assert references("Fees fell, as paragraph 14 of the 2015 report says.") == []


def test_a_report_of_the_year_that_is_not_published_is_not_found():
    make_paragraph(report=make_report(ends_on=None, starts_on=date(2015, 3, 10)), number="14")

    assert references("Fees fell, as paragraph 14 of the 2015 report says.") == []


def test_a_paragraph_that_the_other_report_does_not_have_is_not_found(other):
    assert references("Fees fell, as paragraph 77 of the 2015 report says.") == []


def test_a_report_is_found_by_its_title(other):
    sentence = f"All recalled the {TITLE.upper()}, held in 2015."

    assert references(sentence) == [(TITLE.upper(), other, None)]


def test_a_paragraph_is_found_by_the_title_of_its_report(other, paragraph):
    words = f"paragraph 14 of the report of the {TITLE}"

    assert references(f"Fees fell, as {words} says.") == [(words, other, paragraph)]


def test_a_title_that_two_reports_have_is_not_found(other):
    make_report(status="published", title=TITLE, ends_on=None, starts_on=date(2016, 3, 10))

    assert references(f"All recalled the {TITLE}.") == []


def test_a_short_title_is_not_found():
    make_report(status="published", title="Fair Migration Today")

    assert references("All spoke of Fair Migration Today.") == []


def test_a_place_in_another_document_is_not_one_of_this_report(paragraph):
    assert references("Fees fell, as paragraph 1 of the Manila Declaration says.") == []
