"""Tables that go out to reporters: for a body with all its sides, and as workbooks that help."""

import io
import zipfile

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.builders.csv_rows import rows_of
from tests.builders.editor_forms import words
from tests.builders.follow_up import make_submission
from tests.builders.follow_up_tables import compare_workbook
from tests.builders.records import make_organization

pytestmark = pytest.mark.django_db


def url(follow_up_round, name="round"):
    return reverse(f"editor:{name}", args=[follow_up_round.slug])


def test_one_file_has_all_sides_of_a_body(editor, review, thailand):
    for side in ("government", "workers"):
        make_submission(review, thailand, side=side)
    make_submission(review, make_organization("Vietnam"))
    address = reverse("editor:round-table", args=[review.slug, "csv"])

    page = words(editor.get(url(review)))
    rows = rows_of(editor.get(f"{address}?body={thailand.slug}"))
    missing = editor.get(f"{address}?body=nobody")

    assert {(row["Body"], row["Side"]) for row in rows} == {
        ("Thailand", "Governments"),
        ("Thailand", "Workers"),
    }
    assert page.count(f"?body={thailand.slug}") == 1
    assert missing.status_code == 404


def test_the_workbook_offers_the_permitted_words_and_explains_its_columns(editor, review):
    make_submission(review)
    address = reverse("editor:round-table", args=[review.slug, "xlsx"])

    content = editor.get(address).content

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == ["Answers", "How to fill this in"]
    assert "Not begun,Under way,Done,Dropped" in sheet
    assert compare_workbook(review, content).notes == ()
