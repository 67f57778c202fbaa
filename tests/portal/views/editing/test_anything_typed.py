"""Whatever the desk's forms send, an editor gets a page; and what is stored can be restored to the byte."""

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.history import restoring, snapshot
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
        return reverse("desk-add", args=[report.slug, where]) + "?after=paragraphs/p3"
    if where == ("annexes", "first"):
        annex = report.annexes.first()
        where = ("annexes", str(annex.pk if annex else 0))
    name = "desk-about" if where == ("about",) else "desk-piece"
    return reverse(name, args=[report.slug, *(where if len(where) > 1 else ())])


@pytest.mark.django_db
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_no_form_breaks_a_page_or_what_can_be_restored(editor, steps):
    for model in (Report, Theme, Person, Instrument, Organization):
        model.objects.all().delete()
    report = fill(seminar())
    for what, where, do, fields in steps:
        report.refresh_from_db()
        sent = fields | {"version": report.version}
        sent |= {"do": do} if what == "edit" else {}

        answer = editor.post(address_of(report, what, where, do), sent)

        assert answer.status_code in {200, 302, 404, 409, 422}
    report.refresh_from_db()
    for revision in report.revisions.all():
        restoring.restore(report, report.version, revision)
        assert snapshot.written(snapshot.of(report)) == revision.text
