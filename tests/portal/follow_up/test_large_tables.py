"""A table of many bodies is compared and recorded at once."""

import pytest

from portal.follow_up import record_answers
from portal.follow_up.table_preview import by_reporter, seen_records
from recommendations.models import FollowUp, Submission
from tests.builders.follow_up import make_round
from tests.builders.follow_up_tables import compare_csv, csv_file, sentences
from tests.builders.records import make_organization, make_recommendation, make_report

pytestmark = pytest.mark.django_db
SIDES = ("government", "employers", "workers", "civil-society", "secretariat")


def row(body, side, number):
    return {
        "Body": body,
        "Side": side,
        "Recommendation": f"R{number}",
        "Status": "Done",
        "Due": "2030-01-31",
    }


def test_two_thousand_rows_with_forty_bad_ones(django_assert_max_num_queries):
    report = make_report(status="published")
    for number in range(20):
        make_recommendation(report, reference=f"R{number}")
    review = make_round([report])
    bodies = [make_organization(f"State {number:02}").name for number in range(20)]
    rows = [row(body, side, number) for body in bodies for side in SIDES for number in range(20)]
    for index in range(0, 2000, 50):
        rows[index] |= {"Due": f"day {index}"}

    with django_assert_max_num_queries(10):
        preview = compare_csv(review, csv_file(rows))
    # SQLite takes 76 rows at once.
    with django_assert_max_num_queries(40):
        record_answers.record_for_round(
            follow_up_round=review,
            answers=by_reporter(preview.new),
            seen=seen_records(preview.new),
        )
    again = compare_csv(review, csv_file(rows))

    assert sentences(preview) == [
        f"Row {index + 2} ({rows[index]['Body']}, {rows[index]['Side']}, {rows[index]['Recommendation']}): in the column “Due”, “day {index}” is not a day. Write it like 2026-12-31."
        for index in range(0, 2000, 50)
    ]
    assert (FollowUp.objects.count(), Submission.objects.count()) == (1960, 100)
    assert (len(again.new), again.unchanged, len(again.refused)) == (0, 1960, 40)
