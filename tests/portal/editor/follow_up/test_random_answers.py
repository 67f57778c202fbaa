"""Whatever is typed into a sheet or written into a table is recorded or refused, never an error."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.follow_up.answer_columns import HEADINGS, texts_of
from portal.follow_up.answer_tables import BODY, FILE, REFERENCE, REPORT, SIDE
from recommendations.models import FollowUp
from tests.builders.follow_up import make_submission
from tests.builders.follow_up_tables import csv_file, sentences
from tests.builders.odd_values import ODD_VALUES
from tests.builders.save_rules import is_sentence

pytestmark = pytest.mark.django_db
VALUES = ODD_VALUES | st.sampled_from(
    [*("", "Done", "under-way", "noted", "2030-01-31", "TH", "1.A", "Governments"), "a#p1"]
)
ANSWERS = st.dictionaries(st.sampled_from(list(HEADINGS)), VALUES)
COLUMNS = [BODY, SIDE, REPORT, REFERENCE, FILE, *HEADINGS.values()]
ROWS = st.lists(st.fixed_dictionaries(dict.fromkeys(COLUMNS, VALUES)), min_size=1, max_size=3)
ANY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)


@ANY
@given(answers=ANSWERS)
def test_a_sheet_records_what_was_typed_or_says_why_not(editor, review, thailand, answers):
    submission = review.submissions.first() or make_submission(review, thailand)
    key = review.reports.get().recommendations.first().pk
    seen = FollowUp.objects.order_by("pk").last()
    data = {f"{name}-{key}": value for name, value in answers.items()}

    page = editor.post(
        reverse("editor:submission", args=[submission.pk]),
        data | {f"seen-{key}": seen.pk if seen else ""},
    )

    if page.status_code == 302:
        newest = FollowUp.objects.order_by("pk").last()
        if newest != seen:
            assert newest.status or newest.response or newest.text
    else:
        assert page.status_code == 422
        assert any(row.errors for row in page.context["rows"])
        shown = page.context["rows"][0].texts
        assert {name: shown[name] for name in answers} == answers
        assert shown.keys() == texts_of(None).keys()


@ANY
@given(rows=ROWS)
def test_each_row_of_a_table_is_used_once_or_refused_with_a_sentence(
    editor, review, thailand, rows
):
    file = SimpleUploadedFile("answers.csv", csv_file(rows))

    page = editor.post(reverse("editor:round-table-upload", args=[review.slug]), {"file": file})

    preview = page.context["preview"]
    assert page.status_code in {200, 422}
    assert all(one.startswith("Row ") and is_sentence(one) for one in sentences(preview))
    if page.status_code == 200:
        filled = [row for row in rows if any(cell.strip() for cell in row.values())]
        counted = len(preview.new) + preview.unchanged + preview.blank + len(preview.refused)
        assert counted <= len(filled)
