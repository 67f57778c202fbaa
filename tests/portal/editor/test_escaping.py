"""Typed text is escaped on every editor page: none of it becomes markup."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from portal.content import revisions
from portal.editor.item_types import ITEM_TYPES
from tests.builders.item_forms import fill_form
from tests.builders.records import make_account
from tests.builders.seminar import fill, seminar
from tests.builders.xss_vectors import TRIED_VECTORS, VECTORS

HARMLESS = "A harmless sentence"
# The number of diff marks may vary.
MARKS = {"ins", "del"}


class Structure(HTMLParser):
    """The elements of a page with the names of their attributes and the targets of links."""

    def __init__(self, page):
        super().__init__()
        self.parts = []
        self.feed(page.content.decode())

    def handle_starttag(self, tag, attributes):
        leads = [value for name, value in attributes if name in {"href", "src", "action"}]
        names = sorted(name for name, _ in attributes)
        if tag not in MARKS:
            self.parts.append((tag, *names, *leads))


def structure(page):
    return Structure(page).parts


@pytest.fixture
def report(db):
    filled_report = fill(seminar())
    revisions.save_revision(filled_report, "Filled")
    return filled_report


@pytest.fixture
def rita(client, db):
    client.force_login(make_account("rita", "administrator"))
    return client


def form_data(report, text, version):
    fields = fill_form(report, (ITEM_TYPES["paragraphs"], "p3"))
    values = {name: value or "" for name, value in fields.items()}
    extra = {"text": text, "comment": text, "version": version, "do": "save"}
    return values | extra


def pages(client, report, text):
    """Save the text, save an outdated version over it; return the pages that show both."""
    report.refresh_from_db()
    version = report.version
    url = reverse("editor:item", args=[report.slug, "paragraphs", "p3"])
    client.post(url, form_data(report, f"{text} of hers", version))
    client.post(url, form_data(report, f"{text} base", version + 1))
    conflict = client.post(url, form_data(report, f"{text} of mine", version + 1))
    assert conflict.status_code == 409
    responses = [
        client.get(reverse(name, args=[report.slug, *args]))
        for name, args in (
            ("editor:report", []),
            ("editor:item", ["paragraphs", "p3"]),
            ("editor:table", ["paragraphs"]),
            ("editor:revision-diff", [version + 1, version + 2]),
            ("editor:revision", [version + 2]),
        )
    ]
    return [conflict, *responses]


def test_there_are_120_xss_vectors():
    assert len(set(VECTORS)) == 120


@pytest.mark.once
def test_no_xss_vector_changes_the_structure_of_an_editor_page(rita, report):
    expected_pages = [structure(page) for page in pages(rita, report, HARMLESS)]

    for vector in TRIED_VECTORS:
        actual_pages = [structure(page) for page in pages(rita, report, vector)]
        for index, (actual, expected) in enumerate(zip(actual_pages, expected_pages, strict=True)):
            # Revision numbers in URLs increase with every save.
            assert without_numbers(actual) == without_numbers(expected), (index, vector)


def without_numbers(parts):
    return [
        tuple("".join(sign for sign in part if not sign.isdigit()) for part in element)
        for element in parts
    ]


def test_names_titles_and_comments_are_escaped_on_editor_pages(rita, report):
    for vector in VECTORS[:: len(VECTORS) // 6]:
        report.participations.first().person.__class__.objects.update(name=vector)
        report.sessions.update(title=vector, heading=vector)
        revisions.add_revision(report, revisions.RevisionMeta(vector, comment=vector))
        for url in (
            reverse("editor:dashboard"),
            reverse("editor:duplicates"),
            reverse("editor:audit-log"),
            reverse("editor:report", args=[report.slug]),
            reverse("editor:revisions", args=[report.slug]),
        ):
            page = rita.get(url)
            assert not [
                part
                for part in structure(page)
                if part[0] in {"svg", "iframe", "img", "math"}
                or any(name.startswith("on") for name in part[1:])
            ]
            assert page.content.decode().count("<script") == 0
