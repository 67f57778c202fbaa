"""Random source edits cause no server error and lose no word of the draft."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.content.source_edits.factories import TYPES
from portal.content.source_edits.source_spans import blocks_of
from portal.content.stored_coverage import find_text_errors
from portal.editor.source_block import ACTIONS
from portal.imports.importer import Upload, import_file
from reports.models import Report
from tests.builders.odd_values import ODD_VALUES
from tests.builders.seminar_texts import BRIEF_SEMINAR

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
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(STEPS)
def test_random_source_edits_cause_no_server_error_and_lose_no_word(editor, steps):
    Report.objects.all().delete()
    report, _ = import_file(Upload("seminar.txt", BRIEF_SEMINAR))
    for index, do, fields in steps:
        report.refresh_from_db()
        blocks = blocks_of(report)
        key = blocks[index % len(blocks)].key
        form_data = fields | {"do": do, "version": report.version}

        answer = editor.post(f"/editing/imports/{report.slug}/pieces/{key}/", form_data)

        assert answer.status_code in {302, 422}
    assert find_text_errors(report) == []


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
def test_values_that_are_too_long_or_do_not_apply_are_rejected_with_a_sentence(
    editor, draft, kind, fields, sentence
):
    key = [block for block in blocks_of(draft) if block.kind == kind][-1].key

    answer = editor.post(
        f"/editing/imports/{draft.slug}/pieces/{key}/",
        fields | {"version": draft.version},
    )

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
