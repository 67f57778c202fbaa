"""The sheet of a body: the whole as one table, one answer, files, faults and conflicts."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.follow_up.answer_columns import HEADINGS
from recommendations.models import EvidenceFile, FollowUp
from tests.builders.editor_forms import words
from tests.builders.follow_up import make_evidence_file, make_record, make_submission, take_to
from tests.builders.records import make_organization, make_paragraph, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(review, thailand):
    return make_submission(review, thailand)


def url(submission, name="submission", *more):
    return reverse(f"editor:{name}", args=[submission.pk, *more])


def typed(page, **changes):
    """Return what a browser sends from the sheet, with changed fields such as status_1."""
    data = {}
    for row in page.context["rows"]:
        key = row.recommendation.pk
        data |= {f"{name}-{key}": row.texts[name] for name in HEADINGS}
        data[f"seen-{key}"] = row.seen or ""
    keys = [row.recommendation.pk for row in page.context["rows"]]
    for name, value in changes.items():
        field, number = name.rsplit("_", 1)
        data[f"{field}-{keys[int(number) - 1]}"] = value
    return data


def save(client, submission, **changes):
    return client.post(url(submission), typed(client.get(url(submission)), **changes), follow=True)


def recorded():
    rows = FollowUp.objects.order_by("pk")
    return list(rows.values_list("recommendation__reference", "status", "text"))


def test_only_changed_rows_become_records(editor, submission):
    make_record(submission, status="under-way", text="A bill.")

    page = save(editor, submission, status_2="Done", text_2="A law.")

    assert "1 answer was recorded." in words(page)
    assert recorded() == [("1.A", "under-way", "A bill."), ("1.B", "done", "A law.")]


def test_a_changed_row_is_a_later_record_with_all_its_values(editor, submission):
    make_record(submission, status="under-way", text="A bill.", due_on=date(2020, 1, 1))

    save(editor, submission, status_1="Done")

    first, second = FollowUp.objects.order_by("pk")
    assert (first.status, second.status, second.text, second.due_on) == (
        "under-way",
        "done",
        "A bill.",
        date(2020, 1, 1),
    )


def test_saving_an_unchanged_sheet_records_nothing(editor, submission):
    later = make_report(status="published", slug="later", starts_on=date(2020, 1, 1), ends_on=None)
    make_record(
        submission,
        response="partly",
        status="under-way",
        text="Line 1\nLine 2",
        due_on=date(2020, 1, 1),
        responsible=submission.organization_id,
        evidence_url="https://asean.org",
        evidence_paragraph=make_paragraph(report=later).pk,
        evidence_file=make_evidence_file().pk,
    )

    page = save(editor, submission)

    assert ("0 answers were recorded." in words(page), FollowUp.objects.count()) == (True, 1)


def test_one_wrong_cell_stops_the_whole_sheet_and_nothing_typed_is_lost(editor, submission):
    page = save(
        editor,
        submission,
        status_1="Done",
        text_1="A law & more.",
        status_2="Under way",
        due_on_2="soon",
        responsible_2="Thailnd",
        evidence_url_2="asean",
    )

    first, second = page.context["rows"]
    assert (page.status_code, recorded()) == (422, [])
    assert (first.texts["text"], first.errors) == ("A law & more.", {})
    assert second.errors == {
        "due_on": "“soon” is not a day. Write it like 2026-12-31.",
        "responsible": "there is no organization “Thailnd”. Did you mean “Thailand”?",
        "evidence_url": "“asean” is not the address of a page. Write it like https://asean.org/page.",
    }
    text = words(page)
    shown = ["There is no organization “Thailnd”", 'value="soon"', "A law &amp; more."]
    assert [one in text for one in shown] == [True] * 3


def test_an_answer_that_is_emptied_is_refused(editor, submission):
    make_record(submission, status="done")

    page = save(editor, submission, status_1="", text_1="")

    assert page.context["rows"][0].errors == {
        "text": "Choose a response or a status, or write what was done."
    }


def test_two_editors_who_answer_the_same_see_each_other(editor, submission):
    opened = editor.get(url(submission))
    make_record(submission, status="dropped", text="No money.")

    conflict = editor.post(url(submission), typed(opened, status_1="Done", status_2="Noted"))
    again = typed(conflict, status_1="Done", status_2="Under way")
    editor.post(url(submission), again)

    row = conflict.context["rows"][0]
    assert (conflict.status_code, row.texts["status"], row.record.status) == (
        422,
        "Done",
        "dropped",
    )
    assert "Another editor has recorded an answer" in words(conflict)
    assert "No money." in words(conflict)
    assert [status for _, status, _ in recorded()] == ["dropped", "done", "under-way"]


def test_a_row_that_only_the_other_editor_has_changed_is_no_conflict(editor, submission):
    opened = editor.get(url(submission))
    make_record(submission, status="dropped")

    page = editor.post(url(submission), typed(opened, status_2="Done"), follow=True)

    assert "1 answer was recorded." in words(page)
    assert [status for _, status, _ in recorded()] == ["dropped", "done"]


def test_what_is_in_review_takes_no_answer_and_keeps_what_was_typed(editor, submission):
    make_record(submission)
    opened = editor.get(url(submission))
    take_to(submission, "in_review")

    page = editor.post(url(submission), typed(opened, text_1="Typed words."))

    assert (page.status_code, FollowUp.objects.count()) == (409, 1)
    assert "is in review, so nothing can be added" in words(page)
    assert page.context["rows"][0].texts["text"] == "Typed words."


def test_a_file_becomes_evidence_and_stays_with_later_records(editor, submission):
    page = editor.get(url(submission))
    key = page.context["rows"][0].recommendation.pk
    file = SimpleUploadedFile("law.txt", b"The law of 2017.")

    editor.post(url(submission), typed(page, status_1="Done") | {f"file-{key}": file})
    save(editor, submission, text_1="In force.")

    stored = EvidenceFile.objects.get()
    answer = editor.get(reverse("editor:evidence-file", args=[stored.pk]))
    files = FollowUp.objects.values_list("evidence_file", flat=True)
    assert (list(files), answer.content) == ([stored.pk] * 2, b"The law of 2017.")
    assert answer["Content-Disposition"] == 'attachment; filename="law.txt"'


def test_a_file_that_may_run_something_is_refused_at_its_row(editor, submission):
    page = editor.get(url(submission))
    key = page.context["rows"][0].recommendation.pk
    file = SimpleUploadedFile("page.html", b"<script>alert(1)</script>")

    refused = editor.post(url(submission), typed(page, status_1="Done") | {f"file-{key}": file})

    assert (list(refused.context["rows"][0].errors), EvidenceFile.objects.count()) == (["file"], 0)


def test_a_file_is_asked_for_again_when_another_cell_is_wrong(editor, submission):
    page = editor.get(url(submission))
    key = page.context["rows"][0].recommendation.pk
    data = typed(page, status_1="Done", due_on_1="soon")

    refused = editor.post(
        url(submission), data | {f"file-{key}": SimpleUploadedFile("law.txt", b"Law.")}
    )

    assert refused.context["rows"][0].errors["file"] == (
        "The file “law.txt” was not saved: choose it again."
    )
    assert EvidenceFile.objects.count() == 0


def test_a_later_record_may_leave_the_file_out(editor, submission):
    make_record(submission, status="done", evidence_file=make_evidence_file().pk)
    page = editor.get(url(submission))

    editor.post(url(submission), typed(page, without_file_1="on"))

    assert FollowUp.objects.order_by("pk").last().evidence_file is None


def test_the_page_of_one_answer_has_its_history_and_what_others_say(editor, submission, review):
    wish = review.reports.get().recommendations.get(reference="1.A")
    make_record(submission, wish, status="under-way", text="A bill.")
    workers = make_submission(review, make_organization("Union"), side="workers")
    make_record(workers, wish, status="not-begun", text="Nothing has happened.")
    page = editor.get(url(submission, "answer", wish.pk))

    saved = editor.post(
        url(submission, "answer", wish.pk), typed(page, status_1="Done"), follow=True
    )

    assert [one.status for one in saved.context["history"]] == ["done", "under-way"]
    assert [one.text for one in saved.context["others"]] == ["Nothing has happened."]


def test_a_submission_is_reviewed_and_published_from_its_page(editor, reviewer, submission):
    save(editor, submission, status_1="Done")

    editor.post(url(submission, "submission-step"), {"to": "in_review"})
    page = reviewer.get(url(submission))
    published = reviewer.post(
        url(submission, "submission-step"), {"to": "published", "comment": "Checked."}, follow=True
    )

    assert [button.label for button in page.context["buttons"]] == [
        "Send back to the editor",
        "Publish",
    ]
    assert "is now published" in words(published)
    assert "open a new submission for this body and side" in words(published)


def test_the_page_says_why_its_author_does_not_publish(reviewer, submission):
    save(reviewer, submission, status_1="Done")
    take_to(submission, "in_review")

    page = words(reviewer.get(url(submission)))

    assert "so another reviewer has to publish it." in page


def test_a_sheet_needs_a_constant_number_of_queries(
    editor, submission, review, django_assert_num_queries, django_assert_max_num_queries
):
    wishes = list(review.reports.get().recommendations.all())
    make_record(submission, wishes[0])
    with django_assert_max_num_queries(22) as queries:
        editor.get(url(submission))
    make_record(submission, wishes[1], status="done", responsible=submission.organization_id)
    make_record(submission, wishes[0], status="done", evidence_file=make_evidence_file().pk)

    with django_assert_num_queries(len(queries)):
        editor.get(url(submission))
