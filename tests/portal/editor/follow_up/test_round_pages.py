"""Rounds at the desk: creation, publication, steps of several submissions."""

from datetime import date

import pytest
from django.urls import reverse
from lxml import html

from recommendations.models import Round, Submission
from tests.builders.editor_forms import words
from tests.builders.follow_up import (
    make_record,
    make_round,
    make_submission,
    take_to,
)
from tests.builders.records import make_report

pytestmark = pytest.mark.django_db
FIELDS = {
    "name": "Review 2017",
    "series": "ARF",
    "starts_on": "2017-01-01",
    "ends_on": "2017-06-30",
    "questions": "What was done?",
}


def url(follow_up_round, name="round"):
    return reverse(f"editor:{name}", args=[follow_up_round.slug])


def fields_of(stored):
    reports = list(stored.reports.values_list("pk", flat=True))
    return FIELDS | {"reports": reports, "version": stored.version}


def step(client, follow_up_round, to):
    data = {"to": to, "version": follow_up_round.version}
    page = client.post(url(follow_up_round, "round-step"), data, follow=True)
    if Round.objects.filter(pk=follow_up_round.pk):
        follow_up_round.refresh_from_db()
    return words(page)


def test_an_editor_creates_a_round_and_a_reviewer_publishes_it(editor, reviewer):
    report = make_report(status="published")

    page = editor.post(reverse("editor:round-new"), FIELDS | {"reports": [report.pk]}, follow=True)
    created = Round.objects.get()
    refused = editor.post(
        url(created, "round-step"), {"to": "published", "version": 1}, follow=True
    )
    published = step(reviewer, created, "published")

    assert (created.slug, created.status, list(created.reports.all())) == (
        "review-2017",
        "published",
        [report],
    )
    assert "“Review 2017” was created as a draft." in words(page)
    assert "Your role does not allow this step: ask a reviewer." in words(refused)
    assert "“Review 2017” is now published." in published


def test_a_second_round_of_the_same_name_has_an_address_of_its_own(editor):
    report = make_report(status="published")
    for _ in range(2):
        editor.post(reverse("editor:round-new"), FIELDS | {"reports": [report.pk]})

    assert list(Round.objects.order_by("pk").values_list("slug", flat=True)) == [
        "review-2017",
        "review-2017-2",
    ]


def test_only_published_reports_can_be_chosen(editor):
    report = make_report()

    page = editor.post(reverse("editor:round-new"), FIELDS | {"reports": [report.pk]})

    assert (page.status_code, Round.objects.count()) == (422, 0)
    assert "Select a valid choice." in words(page)


def test_what_is_wrong_stands_at_its_field_and_everything_typed_stays(editor):
    page = editor.post(
        reverse("editor:round-new"), FIELDS | {"ends_on": "2016-01-01", "reports": []}
    )

    text = words(page)
    assert page.status_code == 422
    assert ["The last day is before the first." in text, "What was done?" in text] == [True, True]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"reports": ["9" * 30]}, "Select a valid choice."),
        ({"name": "\u200e"}, "This field is required."),
        ({"series": "\u200e"}, "This field is required."),
    ],
)
def test_impossible_keys_and_invisible_names_are_refused_at_their_field(editor, data, message):
    report = make_report(status="published")
    fields = FIELDS | {"reports": [report.pk]}

    page = editor.post(reverse("editor:round-new"), fields | data)

    (name,) = data
    document = html.fromstring(page.content)
    (errors,) = document.xpath(f"//ul[@id='id_{name}_error']")
    described = document.xpath(f"//*[@aria-describedby='id_{name}_error']")
    assert (page.status_code, Round.objects.count(), len(described)) == (422, 0, 1)
    assert errors.text_content().strip().startswith(message)


def test_two_editors_do_not_overwrite_each_other(editor, review):
    make_unpublished(review)
    first = fields_of(review)
    editor.post(url(review, "round-edit"), first | {"name": "Review of 2017"})

    page = editor.post(url(review, "round-edit"), first | {"name": "Mine"})

    assert (page.status_code, Round.objects.get().name) == (409, "Review of 2017")
    assert ["Another editor has saved this round" in words(page), "Mine" in words(page)] == [
        True,
        True,
    ]


def make_unpublished(review):
    review.status, review.published_at = "draft", None
    review.save()


def test_a_report_with_records_stays_in_the_round(reviewer, review):
    make_record(make_submission(review))
    other = make_report(status="published")

    page = reviewer.post(url(review, "round-edit"), fields_of(review) | {"reports": [other.pk]})

    assert page.status_code == 422
    assert "“Workshop on Skills” stays in the round: there are records" in words(page)


def test_an_editor_does_not_change_a_published_round(editor, review):
    page = editor.post(url(review, "round-edit"), fields_of(review) | {"name": "Other"})

    assert (page.status_code, Round.objects.get().name) == (422, "Review 2017")
    assert "Ask a reviewer." in words(page)


def test_hiding_a_round_hides_what_was_published_in_it(reviewer, review):
    submission = make_submission(review)
    make_record(submission)
    take_to(submission, "published")

    step(reviewer, review, "draft")

    assert (review.status, list(Submission.objects.published())) == ("draft", [])


def test_a_draft_that_nobody_was_asked_for_is_deleted(editor, review):
    make_unpublished(review)

    page = step(editor, review, "deleted")

    assert ("“Review 2017” was deleted." in page, Round.objects.count()) == (True, 0)


def test_a_draft_that_was_published_is_not_deleted(reviewer, review):
    step(reviewer, review, "draft")

    page = step(reviewer, review, "deleted")

    assert (Round.objects.get(), "Delete the round" in page) == (review, False)
    assert "“Review 2017” has been published or has submissions, so it cannot be deleted." in page


def test_the_page_of_a_published_round_links_to_what_readers_see(editor, review):
    assert f'href="{review.get_absolute_url()}"' in words(editor.get(url(review)))


def test_the_page_of_a_round_says_who_has_answered_and_what_is_overdue(editor, review, thailand):
    submission = make_submission(review, thailand)
    make_record(submission, status="under-way", due_on=date(2016, 1, 1))

    page = editor.get(url(review))

    (row,) = page.context["progress"]
    assert (row.organization, row.answered, row.missing) == ("Thailand", 1, 1)
    assert "due 1 January 2016" in words(page)


def test_an_answer_of_an_earlier_round_that_is_entered_late_hides_no_overdue_one(editor, thailand):
    later = make_round(name="Review 2019", starts_on=date(2019, 1, 1), ends_on=date(2019, 6, 30))
    earlier = make_round(later.reports.all(), name="Review 2017")
    make_record(make_submission(later, thailand), status="under-way", due_on=date(2019, 12, 31))
    make_record(make_submission(earlier, thailand), status="done")

    page = editor.get(reverse("editor:overdue"))

    assert [one.submission.round for one in page.context["page_obj"]] == [later]


def test_the_page_of_a_round_needs_a_constant_number_of_queries(
    editor, review, django_assert_num_queries, django_assert_max_num_queries
):
    make_record(make_submission(review))
    with django_assert_max_num_queries(20) as queries:
        editor.get(url(review))
    for _ in range(5):
        make_record(make_submission(review))

    with django_assert_num_queries(len(queries)):
        editor.get(url(review))


def test_the_desk_shows_overdue_answers_and_rounds_that_end(editor, review, thailand):
    ended = make_submission(review, thailand)
    make_record(ended, status="under-way", due_on=date(2016, 1, 1))
    make_round(name="Current", ends_on=date.today())  # noqa: DTZ011 -- the last day is included

    page = words(editor.get(reverse("editor:dashboard")))

    shown = [
        "ended on 30 June 2017, with unfinished submissions",
        ">Current</a>",
        "due 1 January 2016 · Thailand, Governments",
    ]
    assert [text in page for text in shown] == [True] * 3


def test_what_a_later_round_says_is_done_is_not_overdue(editor, review, thailand):
    make_record(make_submission(review, thailand), status="under-way", due_on=date(2016, 1, 1))
    before = words(editor.get(reverse("editor:overdue")))
    later = make_round(review.reports.all(), name="Review 2019")
    make_record(make_submission(later, thailand), status="done")

    after = words(editor.get(reverse("editor:overdue")))

    assert ["1.A Train more people." in page for page in (before, after)] == [True, False]
    assert "Nothing is overdue." in after
