"""Days as people and spreadsheet programs write them."""

from datetime import date

import pytest

from tests.builders.follow_up_tables import compare_csv, csv_file, refused, row

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026/12/31", "2026-12-31"),
        ("31/12/2026", "2026-12-31"),
        ("12/31/2026", "2026-12-31"),
        ("31.12.2026", "2026-12-31"),
        ("5/5/2027", "2027-05-05"),
    ],
)
def test_days_are_read_as_spreadsheet_programs_write_them(review, thailand, cell, day):
    (answer,) = compare_csv(review, csv_file([row(Status="Done", Due=cell)])).new

    assert answer.answer.due_on == date.fromisoformat(day)


def test_a_day_that_may_be_two_is_refused_with_both(review, thailand):
    (reason,) = refused(review, Status="Done", Due="03/04/2027")

    assert reason == (
        "Row 2: in the column “Due”, “03/04/2027” may be 3 April 2027 or 4 March 2027. Write it like "
        "2027-04-03, or use an Excel workbook, which keeps days as days."
    )
