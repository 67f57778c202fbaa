"""Sending a file: it becomes a draft with its bench, or a sentence at the field."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.importing.intake import File, take_in_file
from reports.models import Report
from tests.builders import make_account
from tests.portal.views.editing.conftest import TEXT

ADDRESS = "/editing/imports/"


def send(client, name="seminar.txt", content=TEXT, **fields):
    return client.post(ADDRESS, {"file": SimpleUploadedFile(name, content), **fields})


def test_a_file_becomes_a_draft_and_its_bench_opens(editor):
    answer = send(editor, language="id")

    report = Report.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{ADDRESS}{report.slug}/")
    assert (report.status, report.language) == ("draft", "id")
    page = editor.get(answer["Location"]).content.decode()
    assert "“ARF Seminar on Skills” is read:" in page


def test_a_script_is_told_where_to_go(editor):
    answer = editor.post(
        ADDRESS,
        {"file": SimpleUploadedFile("seminar.txt", TEXT)},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )

    assert answer.status_code == 201
    assert answer["Location"] == f"{ADDRESS}{Report.objects.get().slug}/"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.xlsx", b"PK", "Files ending in .docx, .pdf"),
        ("a.txt", b"a\0b", "holds NUL bytes"),
        ("a.docx", b"PK\x03\x04", "is damaged or cut short"),
        ("<b>.txt", b"\xff", "“&lt;b&gt;.txt” is not UTF-8 text"),
        ("a.txt", b"a" * (10 * 1024 * 1024 + 1), "is larger than 10 MB"),
    ],
)
def test_a_file_that_is_refused_says_why_at_the_field(editor, name, content, sentence):
    answer = send(editor, name, content)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Report.objects.count() == 0


def test_a_form_without_a_file_or_with_an_odd_language_says_so(editor):
    assert "Choose a file first." in editor.post(ADDRESS).content.decode()
    assert (
        "is no code of a language" in send(editor, language="English").content.decode()
    )


def test_a_file_comes_once(editor):
    send(editor)

    assert "This file is already here" in send(editor).content.decode()
    assert Report.objects.count() == 1


def test_who_may_only_look_sends_nothing(client, db):
    client.force_login(make_account("ben", "viewer"))

    assert send(client).status_code == 403


def test_drafts_are_listed_with_their_open_notes(editor, draft):
    page = editor.get(ADDRESS).content.decode()

    assert f'<a href="{ADDRESS}{draft.slug}/">ARF Seminar on Skills</a>' in page
    assert f"{draft.notes.count()} open notes" in page


def test_the_desk_leads_to_the_imports_whom_it_lets_import(editor, client):
    link = f'href="{ADDRESS}"'
    assert link in editor.get("/editing/").content.decode()

    client.force_login(make_account("vera", "viewer"))
    assert link not in client.get("/editing/").content.decode()


def questions(client):
    """Return how many questions the list asks once the index knows of all that has changed."""
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as asked:
        client.get(ADDRESS)
    return len(asked)


def test_the_list_asks_the_database_no_more_the_more_drafts_wait(editor, draft):
    for_one = questions(editor)
    for number in range(3):
        take_in_file(File(f"{number}.txt", b"1. Skills travel. %d" % number))

    assert Report.objects.count() == 4
    assert questions(editor) == for_one


@pytest.mark.parametrize("page", ["", "{slug}/", "{slug}/?part=all"])
def test_no_page_reads_the_bytes_of_a_file(editor, draft, page):
    with CaptureQueriesContext(connection) as asked:
        answer = editor.get(ADDRESS + page.format(slug=draft.slug))

    assert answer.status_code == 200
    assert [one for one in asked if '"content"' in one["sql"]] == []
