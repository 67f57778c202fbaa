"""Uploading a file: it becomes a draft with its workbench, or an error is shown at the field."""

import sqlite3
from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.imports.importer import Upload, import_file
from portal.imports.reimport.policy import ImportRefusedError
from reports.models import Report
from tests.builders.records import make_account
from tests.builders.seminar_texts import BRIEF_SEMINAR

ADDRESS = "/editing/imports/"


def send(client, name="seminar.txt", content=BRIEF_SEMINAR, **fields):
    return client.post(ADDRESS, {"file": SimpleUploadedFile(name, content), **fields})


def test_an_uploaded_file_becomes_a_draft_and_opens_its_workbench(editor):
    answer = send(editor, language="id")

    report = Report.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{ADDRESS}{report.slug}/")
    assert (report.status, report.language) == ("draft", "id")
    page = editor.get(answer["Location"]).content.decode()
    assert "“ARF Seminar on Skills” has been imported." in page


def test_an_upload_by_script_gets_the_workbench_url_with_status_201(editor):
    answer = editor.post(
        ADDRESS,
        {"file": SimpleUploadedFile("seminar.txt", BRIEF_SEMINAR)},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )

    assert answer.status_code == 201
    assert answer["Location"] == f"{ADDRESS}{Report.objects.get().slug}/"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.xlsx", b"PK", "Files ending in .docx, .pdf"),
        ("a.txt", b"a\0b", "contains NUL bytes"),
        ("a.docx", b"PK\x03\x04", "is damaged or incomplete"),
        ("<b>.txt", b"\xff", "“&lt;b&gt;.txt” is not UTF-8 text"),
        ("a.txt", b"a" * (10 * 1024 * 1024 + 1), "is larger than 10 MB"),
    ],
)
def test_a_rejected_file_shows_the_error_at_the_field(editor, name, content, sentence):
    answer = send(editor, name, content)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Report.objects.count() == 0


def test_an_upload_without_a_file_or_with_an_invalid_language_is_rejected(editor):
    assert "Choose a file first." in editor.post(ADDRESS).content.decode()
    assert "is not a language code" in send(editor, language="English").content.decode()


def test_a_file_is_imported_only_once(editor):
    send(editor)

    assert "This file was already imported" in send(editor).content.decode()
    assert Report.objects.count() == 1


def page_text(answer):
    return " ".join(answer.content.decode().split())


def test_no_error_page_mentions_options_of_the_import_command(editor):
    send(editor)
    changed = BRIEF_SEMINAR.replace(b"dear", b"cheap")

    again = page_text(send(editor))
    other = editor.get(send(editor, content=changed)["Location"]).content.decode()

    assert [page for page in (again, other) if "--" in page.partition("<main")[2]] == []
    assert "“arf-seminar-skills-2019” has the same title and date" in other


def test_the_error_of_an_import_outside_the_editor_mentions_the_replace_option(db):
    import_file(Upload("seminar.txt", BRIEF_SEMINAR))

    with pytest.raises(ImportRefusedError, match="Use --replace to import it again"):
        import_file(Upload("seminar.txt", BRIEF_SEMINAR))


def test_a_stored_import_redirects_even_if_the_session_cannot_be_saved(transactional_db, client):
    client.force_login(make_account("ana", "editor"))
    client.get(ADDRESS)

    with sessions_that_cannot_be_stored():
        answer = send(client)

    report = Report.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{ADDRESS}{report.slug}/")
    assert client.get(answer["Location"]).status_code == 200


@contextmanager
def sessions_that_cannot_be_stored():
    """Let the database refuse to save sessions only, as on a disk that has just become full."""
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
        # A new cursor: no connection is kept open while a file is read.
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


def test_a_viewer_cannot_upload_a_file(client, db):
    client.force_login(make_account("ben", "viewer"))

    assert send(client).status_code == 403


def test_drafts_are_listed_with_their_number_of_open_notes(editor, draft):
    page = editor.get(ADDRESS).content.decode()

    assert f'<a href="{ADDRESS}{draft.slug}/">ARF Seminar on Skills</a>' in page
    assert f"{draft.notes.count()} open notes" in page


def test_the_dashboard_links_to_imports_only_with_the_permission_to_import(editor, client):
    link = f'href="{ADDRESS}"'
    assert link in editor.get("/editing/").content.decode()

    client.force_login(make_account("vera", "viewer"))
    assert link not in client.get("/editing/").content.decode()


def query_count(client):
    """Return the number of queries of the list once the index is up to date."""
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as queries:
        client.get(ADDRESS)
    return len(queries)


def test_the_number_of_queries_of_the_import_list_does_not_grow_with_drafts(editor, draft):
    count_for_one = query_count(editor)
    for number in range(3):
        import_file(Upload(f"{number}.txt", b"1. Skills travel. %d" % number))

    assert Report.objects.count() == 4
    assert query_count(editor) == count_for_one


@pytest.mark.parametrize("page", ["", "{slug}/", "{slug}/?part=all"])
def test_no_import_page_loads_the_content_of_a_source_file(editor, draft, page):
    with CaptureQueriesContext(connection) as queries:
        answer = editor.get(ADDRESS + page.format(slug=draft.slug))

    assert answer.status_code == 200
    assert [query for query in queries if '"content"' in query["sql"]] == []
