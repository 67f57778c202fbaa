"""The text of a row says which recommendation it is about, where a program has shortened its number."""

import pytest

from tests.builders.follow_up import make_round
from tests.builders.follow_up_tables import (
    compare_csv,
    compare_workbook,
    csv_file,
    reasons_of,
    refused,
    row,
)
from tests.builders.records import make_recommendation, make_report
from tests.builders.workbooks import workbook as workbook_of_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def numbered(thailand):
    """Return a round about recommendations of which two have the same words."""
    report = make_report(status="published", slug="wages-2016")
    for number, text in (("4.1", "First."), ("4.10", "Tenth."), ("4.2", "Same."), ("4.3", "Same.")):
        make_recommendation(report, reference=number, text=text)
    return make_round([report], name="Review 2018")


def test_the_text_finds_the_recommendation_whose_number_lost_its_zero(numbered):
    rows = [
        row(Recommendation="4.1", Text="First.", Status="Done"),
        row(Recommendation="4.1", Text=" tenth. ", Status="Dropped"),
    ]

    preview = compare_csv(numbered, csv_file(rows))

    keys = dict(numbered.reports.get().recommendations.values_list("pk", "reference"))
    found = [(keys[one.recommendation], one.answer.status) for one in preview.new]
    assert found == [("4.1", "done"), ("4.10", "dropped")]
    assert preview.notes == (
        "The text decided which recommendation is meant: row 3 (4.1 is read as 4.10). Spreadsheet "
        "programs drop zeros at the end of a number in a CSV file; an Excel workbook keeps them.",
    )


def test_numbers_that_were_typed_as_numbers_in_a_workbook_are_found_by_their_text(numbered):
    headings = ["Body", "Side", "Recommendation", "Text", "Status"]
    content = workbook_of_rows([headings, ["Thailand", "Governments", 4.1, "Tenth.", "Done"]])

    (answer,) = compare_workbook(numbered, content).new

    tenth = numbered.reports.get().recommendations.get(reference="4.10")
    assert answer.recommendation == tenth.pk


@pytest.mark.parametrize("text", ["Other.", "Same."])
def test_a_number_and_a_text_that_do_not_belong_together_are_refused(numbered, text):
    assert refused(numbered, Recommendation="4.1", Text=text, Status="Done") == [
        "Row 2: “4.1” is not the recommendation that has the text of the row. Correct the column "
        "“Recommendation”, or empty the column “Text”. Spreadsheet programs drop zeros at the end of "
        "a number in a CSV file; an Excel workbook keeps them."
    ]


def test_two_rows_with_a_number_that_may_have_lost_a_zero_say_so(numbered):
    rows = [row(Recommendation="4.1", Status=status) for status in ("Done", "Dropped")]

    first, _second = reasons_of(compare_csv(numbered, csv_file(rows)))

    assert first.endswith("keeps them. Check whether one is meant for 4.10.")
