"""What a reference states beside its fields: the days of the meeting, and a note."""

from datetime import date

import pytest

from tests.builders.citations import cite_report, cite_statement


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2015, 3, 10), date(2015, 3, 11), "10–11 March 2015"),
        (date(2015, 3, 10), None, "10 March 2015"),
        (date(2015, 3, 30), date(2015, 4, 1), "30 March 2015 – 1 April 2015"),
        (None, None, ""),
    ],
)
def test_the_days_of_a_meeting_are_written_as_one_period(first, last, days):
    assert cite_report(starts_on=first, ends_on=last).report.days == days


def test_the_note_says_whose_words_they_are_before_all_else():
    assert cite_statement().note_text == (
        "Voice: Statement by a named speaker. Co-chairs: Myanmar; United States. "
        "Meeting: Nay Pyi Taw, Myanmar, 10–11 March 2015. "
        "Source: Version 2, published 28 November 2026"
    )


def test_the_note_leaves_out_what_is_not_stated():
    fields = {"co_chairs": (), "place": "", "version": None, "published_on": None}

    assert cite_report(**fields).note_text == "Meeting: 10–11 March 2015"


def test_a_doi_names_the_whole_report_and_no_part_of_it():
    report = cite_report(doi="10.1234/arf")

    assert (report.doi, cite_statement(report=report.report).doi) == ("10.1234/arf", "")
