"""Whatever is typed is text on every page of the desk: nothing of it becomes a part of the page."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from portal.desk import pieces
from portal.desk.pieces import PLACES
from portal.history import recording
from tests.builders import make_account
from tests.portal.history.conftest import fill, seminar
from tests.portal.views.editing.vectors import VECTORS

HARMLESS = "A harmless sentence"
# What marks differing words may be there more or less often.
MARKS = {"ins", "del"}


class Structure(HTMLParser):
    """The elements of a page with the names of their attributes, and where links lead."""

    def __init__(self, page):
        super().__init__()
        self.parts = []
        self.feed(page.content.decode())

    def handle_starttag(self, tag, attributes):
        leads = [
            value for name, value in attributes if name in {"href", "src", "action"}
        ]
        names = sorted(name for name, _ in attributes)
        if tag not in MARKS:
            self.parts.append((tag, *names, *leads))


def structure(page):
    return Structure(page).parts


@pytest.fixture
def report(db):
    made = fill(seminar())
    recording.record(made, "Filled")
    return made


@pytest.fixture
def rita(client, db):
    client.force_login(make_account("rita", "administrator"))
    return client


def sent(report, text, version):
    place = PLACES["paragraphs"]
    row = pieces.row_at(report, place, "p3")
    fields = pieces.fields_at(report, place, row)
    form = place.form(instance=row, initial=fields, report=report)
    shown = {name: fields.get(name) or "" for name in form.fields}
    more = {"text": text, "comment": text, "version": version, "do": "save"}
    return shown | more


def pages(client, report, text):
    """Save the text, save over it from an older version; return conflict, form, differences and all."""
    report.refresh_from_db()
    before = report.version
    address = reverse("desk-piece", args=[report.slug, "paragraphs", "p3"])
    client.post(address, sent(report, f"{text} of hers", before))
    client.post(address, sent(report, f"{text} base", before + 1))
    conflict = client.post(address, sent(report, f"{text} of mine", before + 1))
    assert conflict.status_code == 409
    shown = [
        client.get(reverse(name, args=[report.slug, *more]))
        for name, more in (
            ("desk-report", []),
            ("desk-piece", ["paragraphs", "p3"]),
            ("desk-differences", [before + 1, before + 2]),
            ("desk-revision", [before + 2]),
        )
    ]
    return [conflict, *shown]


def test_there_are_a_hundred_and_twenty_vectors():
    assert len(set(VECTORS)) == 120


@pytest.mark.appearance
def test_no_vector_changes_a_page(rita, report):
    expected = [structure(page) for page in pages(rita, report, HARMLESS)]

    for vector in VECTORS:
        found = [structure(page) for page in pages(rita, report, vector)]
        for place, (one, other) in enumerate(zip(found, expected, strict=True)):
            # The revisions' own numbers count on.
            assert without_numbers(one) == without_numbers(other), (place, vector)


def without_numbers(parts):
    return [
        tuple("".join(sign for sign in part if not sign.isdigit()) for part in one)
        for one in parts
    ]


def test_names_comments_and_addresses_are_text_as_well(rita, report):
    for vector in VECTORS[:: len(VECTORS) // 6]:
        report.participations.first().person.__class__.objects.update(name=vector)
        report.sessions.update(title=vector, heading=vector)
        recording.record(report, vector, comment=vector)
        for address in (
            reverse("desk"),
            reverse("alike"),
            reverse("trail"),
            reverse("desk-report", args=[report.slug]),
            reverse("desk-revisions", args=[report.slug]),
        ):
            page = rita.get(address)
            assert not [
                part
                for part in structure(page)
                if part[0] in {"svg", "iframe", "img", "math"}
                or any(name.startswith("on") for name in part[1:])
            ]
            assert page.content.decode().count("<script") == 0
