"""Sending a file: it becomes a draft with its bench, or a sentence at the field."""

import sqlite3
from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.importing.intake import File, take_in_file
from portal.importing.replacing import ImportRefusedError
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


def words(answer):
    return " ".join(answer.content.decode().split())


def test_no_page_tells_of_options_of_the_command(editor):
    send(editor)
    changed = TEXT.replace(b"dear", b"cheap")

    again, other = words(send(editor)), words(send(editor, content=changed))

    assert [page for page in (again, other) if "--" in page.partition("<main")[2]] == []
    assert (
        "“arf-seminar-skills-2019” (draft). If this is its newer version, open" in other
    )


def test_the_command_tells_of_its_options(db):
    take_in_file(File("seminar.txt", TEXT))

    with pytest.raises(ImportRefusedError, match="Use --replace to read it anew"):
        take_in_file(File("seminar.txt", TEXT))


def test_an_import_that_is_stored_is_told_as_stored_though_the_session_is_not(
    transactional_db, client
):
    client.force_login(make_account("ana", "editor"))
    client.get(ADDRESS)

    with sessions_that_cannot_be_stored():
        answer = send(client)

    report = Report.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{ADDRESS}{report.slug}/")
    assert client.get(answer["Location"]).status_code == 200


@contextmanager
def sessions_that_cannot_be_stored():
    """Have the database refuse sessions alone, as a disk that is full by then does."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        connection.connection.set_authorizer(refuse_sessions)
        yield
        connection.connection.set_authorizer(None)
        return
    with connection.cursor() as cursor:
        cursor.execute(REFUSE_SESSIONS)
    try:
        yield
    finally:
        # Another one: no connection is held while a file is read.
        with connection.cursor() as cursor:
            cursor.execute("DROP FUNCTION refuse_sessions() CASCADE")


def refuse_sessions(action, table, *rest):
    is_stored = action in {sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_INSERT}
    is_refused = is_stored and table == "django_session"
    return sqlite3.SQLITE_DENY if is_refused else sqlite3.SQLITE_OK


REFUSE_SESSIONS = """
CREATE FUNCTION refuse_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER refuse_sessions BEFORE INSERT OR UPDATE ON django_session
FOR EACH ROW EXECUTE FUNCTION refuse_sessions();
"""


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
