"""Attachments are checked by their content, in the sandbox; what could run is refused."""

import tempfile

import pytest

from portal.documents import sandbox
from portal.documents.attachments.media_types import CSV, PDF, TEXT, name_with_ending
from portal.parsing.source import UnreadableError
from tests.builders import attachments
from tests.builders.hostile_files.attachments import FILES as HOSTILE


@pytest.mark.parametrize("media_type", attachments.FILES)
def test_each_type_is_told_by_its_content(media_type):
    content = attachments.FILES[media_type]()

    assert sandbox.check_attachment(attachments.file_name(media_type), content) == media_type
    if media_type != CSV:
        # Only the name tells a table from text.
        assert sandbox.check_attachment("photo.html", content) == media_type


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_attachment_is_refused_with_a_message(name, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    with pytest.raises(UnreadableError) as refusal:
        sandbox.check_attachment(name, HOSTILE[name]())

    message = str(refusal.value)
    assert (message[: len(name) + 2], message[-1]) == (f"“{name}”", ".")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("script.pdf", "contains scripts or programs"),
        ("hidden-script.pdf", "contains scripts or programs"),
        ("compressed-script.pdf", "contains scripts or programs"),
        ("embedded.pdf", "contains other files"),
        ("locked.pdf", "password-protected"),
        ("macros.docm", "contains macros"),
        ("macros.pptx", "contains macros"),
        ("macros.odt", "contains macros"),
        ("locked.odt", "password-protected"),
        ("template-elsewhere.docx", "from elsewhere"),
        ("laughs.odt", "document type definition"),
        ("bomb.docx", "unpacks to more than"),
        ("program.jar", "is an archive"),
        ("bomb.png", "more than 50,000,000 pixels"),
        ("drawing.svg", "HTML, SVG or XML"),
        ("drawing.png", "HTML, SVG or XML"),
        ("page-below.txt", "HTML, SVG or XML"),
        ("formula.csv", "a formula in line 2"),
        ("program.exe", "is a program"),
        ("latin-1.txt", "neither UTF-8 text nor"),
    ],
)
def test_the_message_gives_the_reason(name, reason):
    with pytest.raises(UnreadableError, match=reason):
        sandbox.check_attachment(name, HOSTILE[name]())


def test_an_open_action_that_only_shows_a_page_is_no_script():
    content = attachments.FILES[PDF]().replace(
        b"/Type /Catalog", b"/Type /Catalog /OpenAction [3 0 R /Fit]"
    )

    assert sandbox.check_attachment("a.pdf", content) == PDF


@pytest.mark.parametrize(
    ("name", "media_type", "stored"),
    [
        ("Slides.PDF", PDF, "Slides.PDF"),
        ("slides.pdf.exe", PDF, "slides.pdf.exe.pdf"),
        ("page.html", TEXT, "page.html.txt"),
        ("list", CSV, "list.csv"),
    ],
)
def test_the_name_of_a_file_ends_as_its_content_requires(name, media_type, stored):
    assert name_with_ending(name, media_type) == stored
