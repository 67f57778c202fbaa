"""The pages on which editors attach files to a report, describe, move and remove them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.content import draft_version
from reports.models import Attachment
from tests.builders import attachments as files
from tests.builders.hostile_files.attachments import FILES as HOSTILE
from tests.builders.records import make_account, make_annex, make_attachment, make_report
from tests.builders.seminar import fill, seminar
from tests.builders.xss_vectors import TRIED_VECTORS
from tests.portal.editor.test_escaping import structure

PDF = "application/pdf"


@pytest.fixture
def draft(db):
    return make_report()


def list_url(report):
    return reverse("editor:attachments", args=[report.slug])


def form_url(stored):
    return reverse("editor:attachment", args=[stored.report.slug, stored.pk])


def send(client, report, name="slides.pdf", content=None, **fields):
    content = files.FILES[PDF]() if content is None else content
    data = {"file": SimpleUploadedFile(name, content), "kind": "other", "title": ""}
    return client.post(list_url(report), data | fields, follow=True)


def words(page):
    return " ".join(page.content.decode().split())


def test_an_uploaded_file_is_attached_and_can_be_downloaded_by_editors(editor, draft):
    make_annex(draft, label="Annex 1")

    page = send(editor, draft, title="Day 2", kind="slides", annex_label="Annex 1")

    stored = Attachment.objects.get()
    assert "“Day 2” has been attached." in words(page)
    assert (stored.kind, stored.annex_label, stored.added_by) == ("slides", "Annex 1", "ana")
    url = reverse("editor:attached-file", args=[draft.slug, stored.pk])
    assert f'href="{url}">Day 2</a>' in words(page)
    answer = editor.get(url)
    assert (answer.content, answer["Content-Type"]) == (files.FILES[PDF](), PDF)
    assert answer["Content-Disposition"] == 'attachment; filename="slides.pdf"'
    assert editor.get(reverse("editor:report", args=[draft.slug])).content.count(b"Day 2") == 1


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("drawing.svg", "HTML, SVG or XML"),
        ("macros.pptx", "contains macros"),
        ("script.pdf", "contains scripts or programs"),
        ("empty.pdf", "“empty.pdf” is empty."),
        ("too-large.txt", "is larger than 10 MB"),
    ],
)
def test_a_refused_file_shows_the_reason_at_the_field_and_keeps_the_entries(
    editor, draft, name, sentence
):
    page = send(editor, draft, name, HOSTILE[name](), title="My <title>", kind="slides")

    assert page.status_code == 422
    assert sentence in words(page)
    assert 'value="My &lt;title&gt;"' in words(page)
    assert '<option value="slides" selected>' in words(page)
    assert Attachment.objects.count() == 0


def test_an_upload_without_a_file_or_with_an_unknown_kind_is_refused(editor, draft):
    without = editor.post(list_url(draft), {"kind": "other"})
    unknown = send(editor, draft, kind="odd")

    assert (without.status_code, "Choose a file first." in words(without)) == (422, True)
    assert (unknown.status_code, "odd is not one of" in words(unknown)) == (422, True)


def test_a_file_name_is_stored_without_folders_and_direction_marks(editor, draft):
    send(editor, draft, "C:\\docs\\..\\\u202efdp.exe")

    assert Attachment.objects.get().name == "fdp.exe.pdf"


def test_title_kind_and_annex_can_be_changed(editor, draft):
    stored = make_attachment(draft, annex_label="Annex of old")
    page = words(editor.get(form_url(stored)))
    assert '<option value="Annex of old" selected>' in page

    data = {"do": "save", "version": 1, "title": "New", "kind": "annex", "annex_label": ""}
    page = words(editor.post(form_url(stored), data, follow=True))

    stored.refresh_from_db()
    assert "The attachment was saved." in page
    assert (stored.title, stored.kind, stored.annex_label) == ("New", "annex", "")


def test_a_conflicting_save_shows_both_and_loses_nothing(editor, draft):
    stored = make_attachment(draft, title="Theirs", version=2)

    page = editor.post(form_url(stored), {"version": 1, "title": "Mine", "kind": "slides"})

    assert page.status_code == 409
    assert "Another editor has saved this attachment" in words(page)
    assert 'value="Mine"' in words(page)
    assert "<h1>Theirs</h1>" in words(page)
    assert 'name="version" value="2"' in words(page)


def test_attachments_are_moved_and_removed(editor, draft):
    first = make_attachment(draft, b"A", title="A")
    make_attachment(draft, b"B", title="B")

    editor.post(form_url(first), {"do": "down"})
    assert [item.title for item in draft.attachments.in_listing_order()] == ["B", "A"]
    unconfirmed = editor.post(form_url(first), {"do": "remove", "version": 1})
    assert (unconfirmed.status_code, draft.attachments.count()) == (422, 2)
    outdated = editor.post(form_url(first), {"do": "remove", "version": 7, "meant": "on"})
    assert (outdated.status_code, draft.attachments.count()) == (409, 2)
    page = editor.post(form_url(first), {"do": "remove", "version": 1, "meant": "on"}, follow=True)

    assert "“A” was removed." in words(page)
    assert [item.title for item in draft.attachments.in_listing_order()] == ["B"]
    assert editor.get(form_url(first)).status_code == 404


def test_an_editor_is_told_that_a_reviewer_changes_the_files_of_a_published_report(editor, db):
    report = fill(seminar(publish=True))
    make_attachment(report)
    draft_version.begin_draft(report)

    page = words(editor.get(list_url(report)))

    assert "your role cannot change its attachments. Ask a reviewer." in page
    assert 'type="file"' not in page
    refusal = send(editor, report)
    assert (refusal.status_code, "Start a new version" in words(refusal)) == (409, False)
    assert report.attachments.count() == 1


def test_a_reviewer_is_told_that_readers_see_changes_at_once(client, db):
    client.force_login(make_account("rita", "reviewer"))
    report = make_report(status="published")

    assert "readers see every change here at once" in words(client.get(list_url(report)))
    send(client, report, title="Day 2")

    client.logout()
    assert "Day 2" in words(client.get(report.get_absolute_url()))


@pytest.mark.parametrize("status", ["draft", "published"])
def test_visitors_reach_no_page_of_editors(client, db, status):
    stored = make_attachment(make_report(status=status))
    url = reverse("editor:attached-file", args=[stored.report.slug, stored.pk])

    assert [client.get(page).status_code for page in (list_url(stored.report), url)] == [302, 302]


def test_no_xss_vector_changes_the_structure_of_the_pages(editor, draft):
    stored = make_attachment(draft)
    pages = [list_url(draft), form_url(stored), reverse("editor:report", args=[draft.slug])]
    expected = [structure(editor.get(page)) for page in pages]

    for vector in TRIED_VECTORS:
        values = {"title": vector, "name": vector, "added_by": vector, "annex_label": vector[:40]}
        Attachment.objects.update(**values)
        shown = [structure(editor.get(page)) for page in pages]
        # The stored label becomes a choice of the form.
        shown[1] = [part for part in shown[1] if part[0] != "option"]
        expected[1] = [part for part in expected[1] if part[0] != "option"]
        assert shown == expected, vector
