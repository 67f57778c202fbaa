"""Whatever the desk's forms send, an editor gets a page; and what is stored can be restored to the byte."""

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.history import nextdraft, restoring, snapshot
from reports.models import Instrument, Organization, Person, Report, Theme
from tests.portal.history.conftest import fill, seminar
from tests.portal.views.editing.test_anything import ODD

PIECES = [
    *(("about",), ("sessions", "introduction"), ("sessions", "session-1")),
    *(("paragraphs", "p1"), ("paragraphs", "p3"), ("recommendations", "4.1")),
    *(("recommendations", "4.1.a"), ("people", "ana-cruz"), ("annexes", "first")),
    ("paragraphs", "nowhere"),
]
KINDS = ["sessions", "paragraphs", "recommendations", "people", "annexes", "nowhere"]
NAMES = [
    *("text", "label", "voice", "level", "kind", "number", "title", "heading"),
    *("series", "starts_on", "ends_on", "language", "place", "summary", "role"),
    *("stated_attendance", "stated_participants", "stated_states", "printed_name"),
    *("short_forms", "position", "introduced_as", "subject", "named_in", "session"),
    *("themes", "speakers", "organizations", "speaking_organizations", "instruments"),
    *("addressees", "issuers", "named", "person", "co_chairs", "comment", "under"),
    *("themes-find", "organizations-find", "person-find", "reference", "slug"),
]
WORDS = st.sampled_from(
    [
        "named",
        "document",
        "regional",
        "opening",
        "speaker",
        "1",
        "2",
        "p3",
        "2019-03-10",
    ]
)
FIELDS = st.dictionaries(
    st.sampled_from(NAMES), ODD | WORDS | st.lists(WORDS, max_size=3), max_size=8
)
DEEDS = st.sampled_from(
    ["save", "save", "save", "preview", "find-themes", "up", "down", "nest", "remove"]
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.sampled_from(PIECES), DEEDS, FIELDS),
        st.tuples(st.just("add"), st.sampled_from(KINDS), ODD, FIELDS),
    ),
    max_size=6,
)


def address_of(report, what, where, more):
    if what == "add":
        after = "?after=paragraphs/p3" if more else ""
        return reverse("desk-add", args=[report.root.slug, where]) + after
    if where == ("annexes", "first"):
        annex = report.annexes.first()
        where = ("annexes", str(annex.pk if annex else 0))
    name = "desk-about" if where == ("about",) else "desk-piece"
    return reverse(name, args=[report.root.slug, *(where if len(where) > 1 else ())])


# What an empty form needs to be taken.
NEW = {
    "sessions": {"kind": "session", "title": "Added"},
    "paragraphs": {"text": "Added.", "voice": "document"},
    "recommendations": {"text": "add", "level": ""},
    "people": {"role": "speaker"},
    "annexes": {"label": "Annex 9"},
}


def shown_at(editor, address, what, where):
    """Return what the form at the address sends when nobody has typed anything."""
    if what == "add":
        return NEW.get(where, {})
    page = editor.get(address)
    if not page.context or "form" not in page.context:
        return {}
    fields = {one.html_name: one.value() for one in page.context["form"]}
    return {name: value for name, value in fields.items() if value is not None}


@pytest.mark.django_db
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS, st.booleans())
def test_no_form_breaks_a_page_or_what_can_be_restored(editor, steps, is_public):
    for model in (Report, Theme, Person, Instrument, Organization):
        model.objects.all().delete()
    report = fill(seminar(publish=is_public))
    report = nextdraft.begin(report) if is_public else report
    version = report.version
    for what, where, do, fields in steps:
        report.refresh_from_db()
        address = address_of(report, what, where, do)
        sent = shown_at(editor, address, what, where) | fields
        # Every other editor has opened the page before all this.
        seen = version if len(fields) % 2 else report.version
        sent |= {"version": seen} | ({"do": do} if what == "edit" else {})

        answer = editor.post(address, sent)

        assert answer.status_code in {200, 302, 404, 409, 422}
    report.refresh_from_db()
    for revision in report.root.revisions.all():
        restoring.restore(report, report.version, revision)
        assert snapshot.written(snapshot.of(report)) == revision.text
