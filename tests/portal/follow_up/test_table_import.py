"""Tables of follow-up go out and come back: what is recorded, and why a row is refused."""

import string
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.follow_up import record_answers
from portal.follow_up.answers import Answer
from portal.follow_up.submissions import Reporter
from portal.follow_up.table_import import TableImport
from portal.follow_up.table_preview import NewAnswer, by_reporter, seen_records
from portal.imports.table_changes import TableRefusedError
from recommendations.models import FollowUp, Submission
from tests.builders.follow_up import (
    first_recommendation,
    make_record,
    make_submission,
    take_to,
)
from tests.builders.follow_up_tables import (
    compare_csv,
    compare_workbook,
    csv_content,
    csv_file,
    reasons_of,
    refused,
    row,
    sentences,
    workbook,
    written_csv,
)
from tests.builders.records import (
    make_organization,
    make_paragraph,
    make_recommendation,
    make_report,
)

pytestmark = pytest.mark.django_db


def test_a_table_has_a_row_for_each_recommendation_of_each_body(review, thailand):
    make_submission(review, thailand)
    make_submission(review, thailand, side="workers")

    rows = written_csv(review)

    assert [(one["Body"], one["Side"], one["Recommendation"], one["Text"]) for one in rows] == [
        ("Thailand", "Governments", "1.A", "Train more people."),
        ("Thailand", "Governments", "1.B", "Compare wages."),
        ("Thailand", "Workers", "1.A", "Train more people."),
        ("Thailand", "Workers", "1.B", "Compare wages."),
    ]
    assert rows[0]["Report"] == "skills-2015"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(data=st.data())
def test_a_table_that_comes_back_unchanged_records_nothing(review, data):
    body = make_organization(f"Body {Submission.objects.count()}")
    submission = make_submission(review, body)
    answers = st.builds(
        Answer,
        response=st.sampled_from(["accepted", "partly", "noted", "not-accepted"]),
        status=st.sampled_from(["", "not-begun", "under-way", "done", "dropped"]),
        responsible=st.sampled_from([None, body.pk]),
        due_on=st.none() | st.dates(date(1950, 1, 1), date(2150, 1, 1)),
        text=st.text(string.printable + "éข=+-@'", max_size=40).map(str.strip),
        evidence_url=st.sampled_from(["", "https://asean.org/law?a=1&b=2"]),
    )
    asked = review.reports.get().recommendations.all()
    record_answers.record(
        submission=submission, answers={one.pk: data.draw(answers) for one in asked}
    )

    previews = [
        compare_csv(review, csv_content(review, [Reporter.of(submission)])),
        compare_workbook(review, workbook(review)),
    ]

    assert [(one.new, one.refused, one.blank) for one in previews] == [((), (), 0)] * 2


def test_labels_and_codes_names_acronyms_and_slugs_are_read(review, thailand):
    ministry = make_organization("Ministry of Labour", acronym="MOL")
    rows = [
        row(Status="Under way", Response="Accepted in part", Due="31 December 2030"),
        row(Body="TH", Side="workers", Status="under-way", Responsible_body="MOL"),
        row(Body="thailand", Side="civil-society", Status="DONE", What_was_done=" A law. "),
    ]
    headings = dict.fromkeys(name for each in rows for name in each)

    preview = compare_csv(review, csv_file([headings | each for each in rows]))

    assert sentences(preview) == []
    assert [(one.reporter.side, one.answer) for one in preview.new] == [
        ("government", Answer("partly", "under-way", due_on=date(2030, 12, 31))),
        ("workers", Answer(status="under-way", responsible=ministry.pk)),
        ("civil-society", Answer(status="done", text="A law.")),
    ]


def test_a_state_is_found_by_other_names_of_its_country(review):
    myanmar = make_organization("Myanmar", kind="state", country="MMR")
    rows = [row(Body=name, Status="Done") for name in ("Burma", "Myanmar (Burma)", "เมียนมา (พม่า)")]

    found = [compare_csv(review, csv_file([one])).new[0].reporter for one in rows]

    assert {one.organization for one in found} == {myanmar.pk}


def test_a_paragraph_of_a_later_report_is_evidence(review, thailand):
    later = make_report(
        status="published", slug="skills-2019", starts_on=date(2019, 1, 1), ends_on=None
    )
    paragraph = make_paragraph(report=later)
    addresses = [
        "skills-2019#p1",
        "https://portal.example/reports/skills-2019/#p1",
        "/th/reports/skills-2019/paragraphs/p1/",
    ]

    answers = [
        compare_csv(review, csv_file([row(Status="done", Paragraph=address)])).new[0].answer
        for address in addresses
    ]

    assert {answer.evidence_paragraph for answer in answers} == {paragraph.pk}


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"Body": "Thailnd"}, "in the column “Body”, there is no organization “Thailnd”. Did you mean “Thailand”?"),
        ({"Body": ""}, "the column “Body” is empty."),
        ({"Side": "Gouvernment"}, "in the column “Side”, there is no side “Gouvernment”. Write Governments, Employers, Workers, Civil society, International organizations or Secretariat."),
        ({"Recommendation": "1.C"}, "the round does not ask about a recommendation “1.C”."),
        ({"Recommendation": ""}, "the column “Recommendation” is empty."),
        ({"Report": "skills-2014"}, "the round does not ask about a report “skills-2014”. Did you mean “skills-2015”?"),
        ({"Status": "finished"}, "in the column “Status”, there is no status “finished”. Write Not begun, Under way, Done or Dropped."),
        ({"Response": "Accept"}, "in the column “Response”, there is no response “Accept”. Write Accepted, Accepted in part, Noted or Not accepted."),
        ({"Due": "31/12/30"}, "in the column “Due”, “31/12/30” is not a day. Write it like 2026-12-31."),
        ({"Due": "1066-10-14"}, "in the column “Due”, 1066-10-14 is not between 1945 and 2199. Check the year."),
        ({"Responsible": "Siam"}, "in the column “Responsible body”, there is no organization “Siam”."),
        ({"Link": "asean"}, "in the column “Link”, “asean” is not the address of a page. Write it like https://asean.org/page."),
        ({"Paragraph": "p1"}, "in the column “Paragraph of a report”, “p1” is not the address of a paragraph. Paste the address, or write REPORT#p12."),
        ({"Paragraph": "other#p1"}, "in the column “Paragraph of a report”, no public report has the paragraph “other#p1”."),
        ({"File": "law.pdf"}, "a table cannot add a file. Add it on the page of the submission."),
        ({"Status": "", "Link": "https://asean.org"}, "the row has neither a response nor a status nor what was done. Fill in one of them, or empty the row."),
    ],
)  # fmt: skip
def test_a_refused_row_is_named_with_its_reason(review, thailand, cells, reason):
    assert refused(review, **{"Status": "Done"} | cells) == [f"Row 2: {reason}"]


def test_a_refused_row_names_body_side_and_recommendation_as_it_has_them(review, thailand):
    preview = compare_csv(review, csv_file([row(Status="finished")]))

    assert sentences(preview)[0].startswith("Row 2 (Thailand, Governments, 1.A): in the column")


def test_all_that_is_wrong_in_a_row_is_said_at_once(review):
    assert refused(review, Side="", Recommendation="", Status="Done") == [
        "Row 2: in the column “Body”, there is no organization “Thailand”. the column “Side” is "
        "empty. the column “Recommendation” is empty."
    ]


def test_two_rows_about_the_same_are_both_refused(review, thailand):
    preview = compare_csv(review, csv_file([row(Status="Done"), row(Status="Dropped")]))

    assert (preview.new, reasons_of(preview)) == (
        (),
        [
            "Row 2: this recommendation is also answered in row 3. Delete all but one.",
            "Row 3: this recommendation is also answered in row 2. Delete all but one.",
        ],
    )


def test_a_paragraph_of_an_earlier_or_hidden_report_is_refused(review, thailand):
    make_paragraph(
        report=make_report(status="published", slug="old", starts_on=date(2009, 1, 1), ends_on=None)
    )
    make_paragraph(report=make_report(slug="hidden", starts_on=date(2019, 1, 1), ends_on=None))

    reasons = [refused(review, Status="Done", Paragraph=one) for one in ("old#p1", "hidden#p1")]

    assert reasons == [
        [
            "Row 2: in the column “Paragraph of a report”, “old#p1” dates from 2009-01-01, the "
            "recommendation from 2015-03-10. Name a later report."
        ],
        [
            "Row 2: in the column “Paragraph of a report”, no public report has the paragraph "
            "“hidden#p1”."
        ],
    ]


def test_a_row_of_several_reports_names_its_report(review, thailand):
    other = make_report(status="published", slug="wages-2016")
    make_recommendation(other, reference="1.A")
    review.reports.add(other)

    without = refused(review, Status="Done")
    (answer,) = compare_csv(review, csv_file([row(Status="Done", Report="wages-2016")])).new

    assert without == [
        "Row 2: several reports have a recommendation “1.A”: fill in the column “Report”."
    ]
    assert answer.recommendation == other.recommendations.get().pk


def test_the_table_of_one_submission_is_about_no_other_body_or_side(review, thailand):
    submission = make_submission(review, thailand)
    make_organization("Vietnam")
    nobody = [{"Recommendation": "1.A", "Status": "Done"}]

    wrong = [refused(review, submission, Status="Done", **cells) for cells in WRONG]
    (own,) = compare_csv(review, csv_file(nobody), submission).new

    assert wrong == [
        ["Row 2: the row is about Vietnam, Governments; this table is for Thailand, Governments."],
        ["Row 2: the row is about Thailand, Workers; this table is for Thailand, Governments."],
    ]
    assert own.reporter == Reporter.of(submission)


WRONG = ({"Body": "Vietnam"}, {"Side": "Workers"})


def test_nothing_is_added_to_what_is_in_review(review, thailand):
    submission = make_submission(review, thailand)
    make_record(submission, status="under-way")
    take_to(submission, "in_review")

    assert refused(review, Status="Done") == [
        "Row 2: “Thailand, Governments: Review 2017” is in review. Ask a reviewer to send it back."
    ]


def test_an_empty_row_takes_nothing_back_and_a_missing_column_keeps_its_value(review, thailand):
    submission = make_submission(review, thailand)
    make_record(submission, status="under-way", text="A bill.", due_on=date(2020, 1, 1))

    empty = compare_csv(review, csv_file([row()]))
    (changed,) = compare_csv(review, csv_file([row(Status="Done")])).new

    assert (empty.blank, empty.new, empty.refused) == (1, (), ())
    assert changed.answer == Answer(status="done", text="A bill.", due_on=date(2020, 1, 1))


def test_a_table_without_recommendations_is_refused_as_a_whole(review):
    with pytest.raises(TableRefusedError, match="has no column “Recommendation”"):
        compare_csv(review, csv_file([{"Body": "Thailand", "Status": "Done"}]))


def test_a_column_that_is_not_read_is_named(review, thailand):
    preview = compare_csv(review, csv_file([row(Status="Done", Statsu="x")]))

    assert preview.notes == ("The column “Statsu” was not read.",)


def test_what_was_recorded_meanwhile_is_not_buried(review, thailand):
    (answer,) = compare_csv(review, csv_file([row(Status="Done")])).new
    submission = make_submission(review, thailand)
    make_record(submission, first_recommendation(review), status="dropped")

    again = TableImport(review).compare_again([NewAnswer.from_json(answer.to_json())])
    with pytest.raises(record_answers.OutdatedAnswersError):
        record_answers.record_for_round(
            follow_up_round=review, answers=by_reporter([answer]), seen=seen_records([answer])
        )

    assert sentences(again) == [
        "Row 2 (Thailand, Governments, 1.A): another answer has been recorded since. Upload the table again."
    ]
    assert FollowUp.objects.count() == 1
