"""Whatever a form sends, an editor gets a page, and no word of the draft is lost."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.correcting.making import TYPES
from portal.correcting.units import units_of
from portal.importing.check import stored_faults
from portal.importing.intake import File, take_in_file
from portal.views.editing.unit import DEEDS
from reports.models import Report
from tests.portal.views.editing.conftest import TEXT

ODD = st.sampled_from(
    [
        *("", " ", "0", "-1", "²", "1e9", "9" * 40, "\0", "x" * 3000, "<b>"),
        *(
            "Ana Cruz",
            "Skills",
            "national",
            "session",
            "paragraph-1",
            "../..",
            "\u202e",
        ),
    ]
) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
FIELDS = st.dictionaries(
    st.sampled_from(
        [
            *("offset", "words", "to", "reason", "level", "under", "kind", "number"),
            *("title", "theme", "printed", "person", "position", "organization"),
            *("new_organization", "participation", "body"),
        ]
    ),
    ODD | st.sampled_from(TYPES),
    max_size=6,
)
STEPS = st.lists(
    st.tuples(st.integers(0, 30), st.sampled_from(list(DEEDS)), FIELDS), max_size=5
)


@pytest.mark.django_db
@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(STEPS)
def test_no_form_breaks_a_page_or_loses_a_word(editor, steps):
    Report.objects.all().delete()
    report, _ = take_in_file(File("seminar.txt", TEXT))
    for place, do, fields in steps:
        report.refresh_from_db()
        units = units_of(report)
        key = units[place % len(units)].key
        sent = fields | {"do": do, "version": report.version}

        answer = editor.post(f"/editing/imports/{report.slug}/pieces/{key}/", sent)

        assert answer.status_code in {302, 422}
    assert stored_faults(report) == []


LONG = "x" * 3000


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "fields", "sentence"),
    [
        (
            "paragraph",
            {"do": "speaker", "printed": "Ana", "new_organization": LONG},
            "Name: Ensure this value has at most 300 characters (it has 3000).",
        ),
        (
            "paragraph",
            {"do": "retype", "to": "discard", "reason": LONG},
            "Reason: Ensure this value has at most 120 characters (it has 3000).",
        ),
        (
            "recommendation",
            {"do": "issuer", "printed": LONG},
            "Name: Ensure this value has at most 300 characters (it has 3000).",
        ),
        (
            "heading",
            {"do": "kind", "kind": "session", "number": LONG, "title": "Training"},
            "Number: Ensure this value has at most 20 characters (it has 3000).",
        ),
        ("heading", {"do": "silence"}, "Only paragraphs have speakers."),
    ],
)
def test_what_does_not_fit_is_refused_in_words(editor, draft, kind, fields, sentence):
    key = [one for one in units_of(draft) if one.kind == kind][-1].key

    answer = editor.post(
        f"/editing/imports/{draft.slug}/pieces/{key}/",
        fields | {"version": draft.version},
    )

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
