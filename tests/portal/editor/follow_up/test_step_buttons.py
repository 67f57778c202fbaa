"""The steps of one submission at the desk, and what its reviewer sees."""

import pytest
from django.urls import reverse

from recommendations.models import Submission
from tests.builders.editor_forms import words
from tests.builders.follow_up import make_record, make_submission, take_to
from tests.builders.records import make_organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(review, thailand):
    return make_submission(review, thailand)


def url(submission, name="submission"):
    return reverse(f"editor:{name}", args=[submission.pk])


def test_the_reviewer_of_a_correction_sees_what_it_corrects(reviewer, submission, review):
    make_record(submission, status="under-way", text="A bill.")
    take_to(submission, "published")
    correction = make_submission(review, submission.organization)
    make_record(correction, status="done", text="A law.")
    take_to(correction, "in_review")

    page = reviewer.get(url(correction))

    shown = [(row.record.text, row.published.text) for row in page.context["rows"] if row.record]
    assert shown == [("A law.", "A bill.")]
    assert "It corrects what readers see:" in words(page)


def test_a_submission_is_withdrawn_once_that_is_confirmed(reviewer, submission):
    make_record(submission)
    take_to(submission, "published")
    step = {"to": "withdrawn", "comment": "An error."}

    asked = reviewer.post(url(submission, "submission-step"), step)
    before = Submission.objects.get().status
    reviewer.post(url(submission, "submission-step"), step | {"confirmed": "yes"})

    assert "Readers will no longer see this answer" in words(asked)
    assert 'value="An error."' in words(asked)
    assert (before, Submission.objects.get().status) == ("published", "withdrawn")


def test_an_empty_draft_is_deleted_and_one_with_records_set_aside(editor, submission, review):
    empty = make_submission(review, make_organization("Vietnam"))
    make_record(submission)

    editor.post(url(empty, "submission-step"), {"to": "deleted"})
    editor.post(url(submission, "submission-step"), {"to": "withdrawn"})

    assert [one.status for one in review.submissions.all()] == ["withdrawn"]
