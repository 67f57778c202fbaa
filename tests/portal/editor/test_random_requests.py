"""Random source edits cause no server error and lose no word of the draft.

INPUTS=500 tries as many (`make input-check`).
"""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.content.edits.new_records import TYPES
from portal.content.loader import load_snapshot
from portal.content.stored_coverage import find_text_errors
from portal.editor.item_actions import ACTIONS
from portal.editor.item_page import item_url
from portal.imports.importer import Upload, import_file
from reports.models import Report
from tests.builders.edits import blocks_of
from tests.builders.odd_values import ODD_VALUES
from tests.builders.seminar_texts import BRIEF_SEMINAR

INPUTS = int(os.environ.get("INPUTS", "20"))
FIELDS = st.dictionaries(
    st.sampled_from(
        [
            *("offset", "words", "to", "reason", "level", "under", "kind", "number"),
            *("title", "theme", "printed", "person", "position", "organization"),
            *("new_organization", "participation", "body"),
        ]
    ),
    ODD_VALUES | st.sampled_from(TYPES),
    max_size=6,
)
STEPS = st.lists(st.tuples(st.integers(0, 30), st.sampled_from(list(ACTIONS)), FIELDS), max_size=5)


@pytest.mark.django_db
@settings(
    max_examples=INPUTS,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(STEPS)
def test_random_source_edits_cause_no_server_error_and_lose_no_word(editor, steps):
    Report.objects.all().delete()
    report, _ = import_file(Upload("seminar.txt", BRIEF_SEMINAR))
    for index, do, fields in steps:
        report.refresh_from_db()
        blocks = blocks_of(report)
        form_data = fields | {"do": do, "version": report.version}

        answer = editor.post(url_of(report, blocks[index % len(blocks)]), form_data)

        assert answer.status_code in {302, 422}
    # An editor may move an item away from its place in the source.
    assert [error for error in find_text_errors(report) if error.kind != "moved"] == []


LONG = "x" * 3000


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "fields", "sentence"),
    [
        (
            "paragraph",
            {"do": "accept", "suggestion": f"body:new:{LONG}"},
            "Name: Ensure this value has at most 300 characters (it has 3000).",
        ),
        (
            "paragraph",
            {"do": "retype", "to": "discard", "reason": LONG},
            "Reason: write at most 120 characters.",
        ),
        ("heading", {"do": "silence"}, "Only paragraphs have speakers."),
    ],
)
def test_values_that_are_too_long_or_do_not_apply_are_rejected_with_a_sentence(
    editor, draft, kind, fields, sentence
):
    block = [block for block in blocks_of(draft) if block.kind == kind][-1]

    answer = editor.post(url_of(draft, block), fields | {"version": draft.version})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def url_of(report, block):
    stored = Report.objects.get(pk=report.pk)
    return item_url(stored, load_snapshot(stored), block.item)
