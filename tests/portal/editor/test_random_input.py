"""Random item forms cause no server error, and every revision can be restored byte for byte.

INPUTS=500 tries as many (`make input-check`).
"""

import os

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.content import draft_version, loader, snapshot
from reports.models import Instrument, Organization, Person, Report, Theme
from tests.builders import edits
from tests.builders.odd_values import ODD_VALUES
from tests.builders.seminar import fill, seminar

INPUTS = int(os.environ.get("INPUTS", "20"))
ITEMS = [
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
    st.sampled_from(NAMES), ODD_VALUES | WORDS | st.lists(WORDS, max_size=3), max_size=8
)
ACTIONS = st.sampled_from(
    ["save", "save", "save", "preview", "find-themes", "up", "down", "nest", "remove"]
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.sampled_from(ITEMS), ACTIONS, FIELDS),
        st.tuples(st.just("add"), st.sampled_from(KINDS), ODD_VALUES, FIELDS),
    ),
    max_size=6,
)


def url_of(report, action, item, argument):
    if action == "add":
        after = "?after=paragraphs/p3" if argument else ""
        return reverse("editor:item-add", args=[report.root.slug, item]) + after
    if item == ("annexes", "first"):
        annex = report.annexes.first()
        item = ("annexes", str(annex.pk if annex else 0))
    name = "editor:report-edit" if item == ("about",) else "editor:item"
    return reverse(name, args=[report.root.slug, *(item if len(item) > 1 else ())])


# Required values of an empty form.
NEW = {
    "sessions": {"kind": "session", "title": "Added"},
    "paragraphs": {"text": "Added.", "voice": "document"},
    "recommendations": {"text": "add", "level": ""},
    "people": {"role": "speaker"},
    "annexes": {"label": "Annex 9"},
}


def initial_values(editor, url, action, item):
    """Return what the form at the URL sends if nothing is typed."""
    if action == "add":
        return NEW.get(item, {})
    page = editor.get(url)
    if not page.context or "form" not in page.context:
        return {}
    fields = {field.html_name: field.value() for field in page.context["form"]}
    return {name: value for name, value in fields.items() if value is not None}


@pytest.mark.django_db
@settings(max_examples=INPUTS, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS, st.booleans())
def test_random_item_forms_cause_no_server_error_and_no_unrestorable_revision(
    editor, steps, is_public
):
    for model in (Report, Theme, Person, Instrument, Organization):
        model.objects.all().delete()
    report = fill(seminar(publish=is_public))
    report = draft_version.begin_draft(report) if is_public else report
    version = report.version
    for action, item, do, fields in steps:
        report.refresh_from_db()
        url = url_of(report, action, item, do)
        form_data = initial_values(editor, url, action, item) | fields
        # Every second save is based on the version before all steps.
        seen_version = version if len(fields) % 2 else report.version
        form_data |= {"version": seen_version} | ({"do": do} if action == "edit" else {})

        answer = editor.post(url, form_data)

        assert answer.status_code in {200, 302, 404, 409, 422}
    report.refresh_from_db()
    for revision in report.root.revisions.all():
        edits.restore_revision(report, report.version, revision)
        assert snapshot.serialize(loader.load_snapshot(report)) == revision.text
