"""Submissions: opened once at a time, reviewed as reports are, corrected by later records."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.audit.models import AuditEntry
from portal.content.refusals import SaveRefusedError
from portal.follow_up import record_answers, submissions
from portal.follow_up.answers import Answer
from portal.follow_up.record_answers import OutdatedAnswersError
from portal.follow_up.submissions import OWN_WORK, Reporter
from portal.search.models import IndexChange
from recommendations.models import EvidenceFile, FollowUp, Submission
from tests.builders.follow_up import (
    DONE,
    first_recommendation,
    make_evidence_file,
    make_record,
    make_round,
    make_submission,
    take_to,
)
from tests.builders.records import (
    make_account,
    make_organization,
    make_recommendation,
    make_report,
)

pytestmark = pytest.mark.django_db


def test_a_body_has_one_unfinished_submission_on_each_side():
    thailand, review = make_organization("Thailand"), make_round()
    first = make_submission(review, thailand)

    with pytest.raises(SaveRefusedError) as refusal:
        make_submission(review, thailand)
    make_submission(review, thailand, side="employers")
    make_record(first)
    take_to(first, "published")
    make_submission(review, thailand)

    assert str(refusal.value) == "“Thailand, Governments: Review 1” is draft. Finish it first."
    assert Submission.objects.count() == 3


def test_a_submission_goes_through_review_and_leaves_a_trail():
    submission = make_submission()
    make_record(submission)

    taken = take_to(submission, "withdrawn")

    actions = AuditEntry.objects.filter(target_type="submission").order_by("pk")
    assert (taken.status, bool(taken.published_at)) == ("withdrawn", True)
    assert list(actions.values_list("action", flat=True)) == [
        "Opened",
        "Recorded answers: 1",
        "Draft → In review",
        "In review → Published",
        "Published → Withdrawn",
    ]


@pytest.mark.parametrize(
    ("who", "status", "to"),
    [
        ("viewer", "draft", "in_review"),
        ("editor", "in_review", "published"),
        ("editor", "in_review", "draft"),
        ("editor", "published", "withdrawn"),
        ("editor", "withdrawn", "draft"),
    ],
)
def test_the_roles_are_those_of_reports(who, status, to):
    submission = make_submission()
    make_record(submission)
    take_to(submission, status)

    with pytest.raises(SaveRefusedError, match="Your role does not allow this step"):
        submissions.change_status(submission=submission, to=to, by=make_account("eva", who))

    submission.refresh_from_db()
    assert submission.status == status


def test_who_has_recorded_something_does_not_publish_it(settings):
    rita = make_account("rita", "reviewer")
    submission = make_submission(by=rita)
    make_record(submission, by=rita)
    take_to(submission, "in_review")

    with pytest.raises(SaveRefusedError) as refusal:
        submissions.change_status(submission=submission, to="published", by=rita)
    settings.AUTHORS_MAY_PUBLISH = True
    published = submissions.change_status(submission=submission, to="published", by=rita)

    assert (str(refusal.value), published.status) == (OWN_WORK, "published")


def test_nothing_is_sent_for_review_without_a_record():
    with pytest.raises(SaveRefusedError, match="has no records yet"):
        take_to(make_submission(), "in_review")


def test_a_submission_is_published_after_its_round():
    submission = make_submission(make_round(status="draft"))
    make_record(submission)

    with pytest.raises(SaveRefusedError, match="Publish the round first"):
        take_to(submission, "published")


def test_publication_and_withdrawal_tell_index_and_caches_of_each_public_report():
    public, withdrawn = make_report(status="published"), make_report(status="published")
    wishes = [make_recommendation(report) for report in (public, withdrawn)]
    submission = make_submission(make_round([public, withdrawn]))
    for wish in wishes:
        make_record(submission, wish)
    withdrawn.status = "withdrawn"
    withdrawn.save()
    IndexChange.objects.all().delete()

    take_to(submission, "withdrawn")

    changed = IndexChange.objects.order_by("pk").values_list("report_key", flat=True)
    assert list(changed) == [public.pk, public.pk]


def filled_submissions(review, number):
    bodies = [make_organization(f"Body {key} of {review}") for key in range(number)]
    made = [make_submission(review, body) for body in bodies]
    for one in made:
        make_record(one)
    return made


def test_many_submissions_are_published_in_as_many_queries_as_few():
    rita, numbers = make_account("rita", "reviewer"), []
    for number in (2, 20):
        review = make_round(name=f"Review of {number}")
        made = filled_submissions(review, number)
        with CaptureQueriesContext(connection) as queries:
            for to in ("in_review", "published"):
                submissions.change_statuses(
                    follow_up_round=review, submissions=made, to=to, by=rita, comment="Checked."
                )
        numbers.append(len(queries))
        assert review.submissions.filter(status="published").count() == number

    few, many = numbers
    assert many <= few
    entries = AuditEntry.objects.filter(action="In review → Published", comment="Checked.")
    assert entries.count() == 22


def test_many_submissions_about_one_report_tell_index_and_caches_once():
    review = make_round()
    made = filled_submissions(review, 3)
    submissions.change_statuses(follow_up_round=review, submissions=made, to="in_review")
    IndexChange.objects.all().delete()

    submissions.change_statuses(follow_up_round=review, submissions=made, to="published")

    assert IndexChange.objects.count() == 1


def test_a_submission_of_another_round_is_left_alone():
    review, other = make_round(), make_round()
    made = filled_submissions(other, 1)

    moved, refusals = submissions.change_statuses(
        follow_up_round=review, submissions=made, to="in_review"
    )

    assert (moved, refusals, other.submissions.get().status) == ([], [], "draft")


def test_a_correction_in_a_later_submission_is_current_once_it_is_published():
    review, thailand = make_round(), make_organization("Thailand")
    first = make_submission(review, thailand)
    make_record(first, status="under-way")
    take_to(first, "published")

    second = make_submission(review, thailand)
    make_record(second, status="done")
    before = FollowUp.objects.published().current().get().status
    take_to(second, "published")

    assert (before, FollowUp.objects.published().current().get().status) == ("under-way", "done")


def test_two_sides_that_disagree_are_both_current():
    review, thailand = make_round(), make_organization("Thailand")
    for side, status in (("government", "done"), ("workers", "not-begun")):
        submission = make_submission(review, thailand, side=side)
        make_record(submission, status=status)
        take_to(submission, "published")

    current = FollowUp.objects.published().current().order_by("pk")

    assert [(each.submission.side, each.status) for each in current] == [
        ("government", "done"),
        ("workers", "not-begun"),
    ]


def test_a_draft_with_records_is_set_aside_and_an_empty_one_deleted():
    review, thailand = make_round(), make_organization("Thailand")
    first = make_submission(review, thailand)
    make_record(first)
    submissions.change_status(submission=first, to="withdrawn", by=make_account("ana", "editor"))
    second = make_submission(review, thailand)

    with pytest.raises(SaveRefusedError, match="records are never deleted"):
        submissions.delete_empty(submission=first)
    submissions.delete_empty(submission=second)

    assert Submission.objects.get() == first


def test_a_withdrawn_submission_returns_to_draft_unless_another_is_unfinished():
    review, thailand = make_round(), make_organization("Thailand")
    first = make_submission(review, thailand)
    make_record(first)
    take_to(first, "withdrawn")
    second = make_submission(review, thailand)

    with pytest.raises(SaveRefusedError, match="has another submission, which is draft"):
        submissions.change_status(submission=first, to="draft")
    submissions.delete_empty(submission=second)
    submissions.change_status(submission=first, to="draft")

    make_record(first, status="dropped")
    assert first.records.count() == 2


def test_an_answer_says_something_about_what_the_round_asks():
    submission = make_submission()
    asked, elsewhere = first_recommendation(submission.round), make_recommendation()

    with pytest.raises(SaveRefusedError, match="The answer to R1 says nothing"):
        make_record(submission, asked, evidence_url="https://asean.org")
    with pytest.raises(SaveRefusedError, match="no longer asks about"):
        make_record(submission, elsewhere)

    assert FollowUp.objects.count() == 0


def test_an_answer_that_another_editor_has_not_seen_is_not_buried():
    submission = make_submission()
    asked = first_recommendation(submission.round)
    seen = {asked.pk: None}
    make_record(submission, asked, status="under-way")

    with pytest.raises(OutdatedAnswersError) as refusal:
        record_answers.record(submission=submission, answers={asked.pk: DONE}, seen=seen)

    assert (refusal.value.recommendations, FollowUp.objects.count()) == ({asked.pk}, 1)


def test_a_table_of_many_bodies_needs_a_constant_number_of_queries(django_assert_max_num_queries):
    review = make_round()
    wishes = list(review.reports.get().recommendations.all())
    bodies = [make_organization(f"State {number}") for number in range(8)]
    draft = make_submission(review, bodies[0])
    answers = {
        Reporter(body.pk, side): {wish.pk: Answer(status="done") for wish in wishes}
        for body in bodies
        for side in ("government", "workers")
    }

    with django_assert_max_num_queries(16):
        recorded = record_answers.record_for_round(
            follow_up_round=review, answers=answers, by=make_account("ana", "editor")
        )

    assert (recorded.records, len(recorded.submissions)) == (32, 16)
    assert (draft.records.count(), Submission.objects.count()) == (2, 16)


def test_a_file_is_stored_once_under_each_name_that_submissions_give_it():
    named = [make_evidence_file(name) for name in ("law.txt", "secret draft.txt", "law.txt")]

    assert [file.name for file in named] == ["law.txt", "secret draft.txt", "law.txt"]
    assert EvidenceFile.objects.count() == 2
