"""Steps of many submissions of a round at the desk: of those that are ticked, or of all that are ready."""

import pytest
from django.urls import reverse

from recommendations.models import Submission
from tests.builders.editor_forms import words
from tests.builders.follow_up import make_record, make_submission, statuses, take_to
from tests.builders.records import make_organization

pytestmark = pytest.mark.django_db


def url(follow_up_round, name="round"):
    return reverse(f"editor:{name}", args=[follow_up_round.slug])


def test_ticked_submissions_are_sent_and_published_together(editor, reviewer, review):
    for number in range(3):
        submission = make_submission(review, make_organization(f"State {number}"))
        if number < 2:
            make_record(submission)
    keys = list(Submission.objects.values_list("pk", flat=True))

    sent = editor.post(
        url(review, "submissions-step"), {"to": "in_review", "submission": keys}, follow=True
    )
    before = statuses()
    reviewer.post(url(review, "submissions-step"), {"to": "published", "submission": keys[:2]})

    assert "2 submissions are now in review." in words(sent)
    assert "“State 2, Governments: Review 2017” has no records yet" in words(sent)
    assert "No submission was changed" not in words(sent)
    assert (before, statuses()) == (
        ["in_review", "in_review", "draft"],
        ["published", "published", "draft"],
    )


def test_all_that_is_ready_is_sent_and_published_without_a_tick(editor, reviewer, review):
    for number in range(3):
        submission = make_submission(review, make_organization(f"State {number}"))
        if number < 2:
            make_record(submission)

    page = words(editor.get(url(review)))
    editor.post(url(review, "submissions-step"), {"to": "all-in_review"})
    sent = statuses()
    published = reviewer.post(url(review, "submissions-step"), {"to": "all-published"}, follow=True)

    assert "Send all ready for review (2)" in page
    assert sent == ["in_review", "in_review", "draft"]
    assert statuses() == ["published", "published", "draft"]
    assert "2 submissions are now published." in words(published)


def test_a_message_sums_up_the_reasons_of_several_submissions(editor, review):
    for number in range(2):
        make_submission(review, make_organization(f"State {number}"))
    keys = list(Submission.objects.values_list("pk", flat=True))

    page = editor.post(
        url(review, "submissions-step"), {"to": "in_review", "submission": keys}, follow=True
    )

    text = words(page)
    assert "2 have no records yet: State 0, Governments; State 1, Governments." in text
    assert "submissions are now" not in text


def test_an_editor_publishes_no_ticked_submission(editor, review):
    submission = make_submission(review)
    make_record(submission)
    take_to(submission, "in_review")

    editor.post(url(review, "submissions-step"), {"to": "published", "submission": submission.pk})

    assert statuses() == ["in_review"]
