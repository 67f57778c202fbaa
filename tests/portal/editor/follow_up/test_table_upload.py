"""Tables of answers at the desk: download, upload, preview, and the choice of all, some or nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.documents.spreadsheets import delimited_text, xlsx
from portal.editor.follow_up import preview_rows
from recommendations.models import FollowUp, Submission
from tests.builders.editor_forms import words
from tests.builders.follow_up import make_record, make_submission, take_to
from tests.builders.follow_up_tables import csv_file
from tests.builders.records import make_account, make_organization

pytestmark = pytest.mark.django_db
READERS = {"csv": delimited_text.read, "xlsx": xlsx.read}


def of_round(review, name="round-table-upload", *more):
    return reverse(f"editor:{name}", args=[review.slug, *more])


def of_submission(submission, name="submission-table-upload", *more):
    return reverse(f"editor:{name}", args=[submission.pk, *more])


def send(client, url, rows, name="answers.csv"):
    content = rows if isinstance(rows, bytes) else csv_file(rows)
    return client.post(url, {"file": SimpleUploadedFile(name, content)})


def confirm(client, url, preview, **fields):
    data = {"do": "confirm", "answers": preview.context["signed"]} | fields
    return client.post(url, data, follow=True)


def sentences(preview):
    return [line.sentence for line in preview.context["preview"].refused]


def row(body="Thailand", recommendation="1.A", status="Done", side="Governments"):
    return {"Body": body, "Side": side, "Recommendation": recommendation, "Status": status}


@pytest.mark.parametrize("file_type", ["csv", "xlsx"])
def test_a_table_is_downloaded_filled_in_and_recorded(editor, review, thailand, file_type):
    submission = make_submission(review, thailand)
    file = b"".join(editor.get(of_submission(submission, "submission-table", file_type)))
    table = READERS[file_type](f"t.{file_type}", file)
    rows = [dict(zip(table.header, cells, strict=True)) for cells in table.rows]
    filled = [one | {"Status": "Done", "Due": "2030-01-31"} for one in rows]

    preview = send(editor, of_submission(submission), filled)
    done = confirm(editor, of_submission(submission), preview)

    assert "Recorded 2 answers in 1 submission." in words(done)
    assert [one.status for one in submission.records.all()] == ["done", "done"]


def test_good_rows_are_recorded_and_refused_ones_left_out(editor, review, thailand):
    rows = [row(), row(recommendation="1.B", status="finished"), row(body="Siam")]
    rows.append(row(side="Workers"))

    preview = send(editor, of_round(review), rows)
    before = FollowUp.objects.count()
    confirm(editor, of_round(review), preview, comment="By mail.")

    assert sentences(preview) == [
        "Row 3 (Thailand, Governments, 1.B): in the column “Status”, there is no status “finished”. Write Not begun, "
        "Under way, Done or Dropped.",
        "Row 4 (Siam, Governments, 1.A): in the column “Body”, there is no organization “Siam”.",
    ]
    assert ["Record 2 answers" in words(preview), "Record nothing" in words(preview)] == [True] * 2
    assert (before, FollowUp.objects.count(), Submission.objects.count()) == (0, 2, 2)


def test_bodies_without_a_submission_get_one_each(editor, review, thailand):
    make_organization("Vietnam")
    rows = [row(), row(body="Vietnam"), row(side="workers")]

    page = confirm(editor, of_round(review), send(editor, of_round(review), rows))

    assert "Recorded 3 answers in 3 submissions." in words(page)
    assert Submission.objects.count() == 3


def test_a_table_that_comes_back_unchanged_has_nothing_to_record(editor, review, thailand):
    make_record(make_submission(review, thailand), text="=1+1", status="done")
    for file_type in ("csv", "xlsx"):
        file = b"".join(editor.get(of_round(review, "round-table", file_type)))

        page = send(editor, of_round(review), file, f"answers.{file_type}")

        assert "0 answers to record, 1 already recorded, 1 without an answer" in words(page)
        assert "Nothing to record." in words(page)


def test_nothing_is_recorded_if_something_has_changed_since_the_preview(editor, review, thailand):
    rows = [row(), row(recommendation="1.B")]
    preview = send(editor, of_round(review), rows)
    submission = make_submission(review, thailand)
    make_record(submission, status="dropped")

    page = confirm(editor, of_round(review), preview)

    assert (page.status_code, FollowUp.objects.count()) == (409, 1)
    assert sentences(page) == [
        "Row 2 (Thailand, Governments, 1.A): another answer has been recorded since. Upload the table again."
    ]


def test_nothing_is_added_to_a_submission_in_review_meanwhile(editor, review, thailand):
    submission = make_submission(review, thailand)
    make_record(submission, review.reports.get().recommendations.get(reference="1.B"))
    preview = send(editor, of_round(review), [row()])
    take_to(submission, "in_review")

    page = confirm(editor, of_round(review), preview)

    assert (page.status_code, FollowUp.objects.count()) == (409, 1)


def test_a_preview_cannot_be_changed_nor_used_elsewhere(editor, review, thailand):
    submission = make_submission(review, thailand)
    preview = send(editor, of_round(review), [row()])

    forged = editor.post(of_round(review), {"do": "confirm", "answers": "x"})
    elsewhere = confirm(editor, of_submission(submission), preview)

    assert (forged.status_code, elsewhere.status_code, FollowUp.objects.count()) == (422, 422, 0)
    assert "The form is incomplete. Upload the table again." in words(forged)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"Body,Status\nThailand,Done", "has no column “Recommendation”"),
        ("a.pdf", b"%PDF-1.4", "a.pdf"),
        ("a.csv", b"", "a.csv"),
    ],
)
def test_a_file_that_is_no_table_of_answers_is_refused(editor, review, name, content, message):
    page = send(editor, of_round(review), content, name)

    assert (page.status_code, message in words(page)) == (422, True)


def test_an_upload_without_a_file_says_so(editor, review):
    page = editor.post(of_round(review), {})

    assert (page.status_code, "Choose a file first." in words(page)) == (422, True)


def test_a_viewer_downloads_but_does_not_bring_back(client, review, thailand):
    client.force_login(make_account("vera", "viewer"))

    statuses = [
        client.get(of_round(review, "round-table", "csv")).status_code,
        send(client, of_round(review), [row()]).status_code,
    ]

    assert statuses == [200, 403]


def test_all_rows_are_shown_on_request_and_nothing_is_recorded(
    editor, review, thailand, monkeypatch
):
    monkeypatch.setattr(preview_rows, "MAX_SHOWN", 1)
    preview = send(editor, of_round(review), [row(), row(recommendation="1.B")])

    whole = confirm(editor, of_round(review), preview, do="show")

    shown = [(len(page.context["rows"]), page.context["left_out"]) for page in (preview, whole)]
    assert shown == [(1, 1), (2, 0)]
    assert "Show all rows in a new tab" in words(preview)
    assert FollowUp.objects.count() == 0
