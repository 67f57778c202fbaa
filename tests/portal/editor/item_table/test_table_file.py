"""The tables of a report as files."""

import pytest
from django.urls import reverse

from portal.documents import spreadsheets
from portal.editor.item_table.declared_columns import field_names
from reports.models import Person

pytestmark = pytest.mark.django_db
HEADINGS = {
    "recommendations": (
        *("id", "Number", "Heading", "Text", "Level", "Themes", "Addressed to"),
        *("Recommended by", *field_names("recommendation"), "Themes suggested"),
    ),
    "paragraphs": (
        *("id", "Number", "Heading", "Text", "Voice", "Speakers"),
        *("States and organizations speaking", "Themes"),
        *(*field_names("paragraph"), "Themes suggested"),
    ),
    "people": (
        *("id", "Name", "Role", "Position", "Organizations"),
        *field_names("participation"),
    ),
}


def download(client, report, slug, file_type, **query):
    return client.get(reverse("editor:table-file", args=[report.slug, slug, file_type]), query)


def read(client, report, slug, file_type, **query):
    response = download(client, report, slug, file_type, **query)
    content = b"".join(response) if response.streaming else response.content
    return spreadsheets.read(f"table.{file_type}", content)


@pytest.mark.parametrize("file_type", ["csv", "xlsx"])
@pytest.mark.parametrize("slug", HEADINGS)
def test_every_row_is_written_with_its_key_and_its_fields(editor_client, report, slug, file_type):
    table = read(editor_client, report, slug, file_type)

    assert table.header == HEADINGS[slug]
    name = {"people": "participations"}.get(slug, slug)
    keys = set(getattr(report, name).values_list("pk", flat=True))
    assert {int(row[0]) for row in table.rows} == keys


def test_a_recommendation_is_written_with_its_whole_text_and_all_names(editor_client, report):
    first = report.recommendations.get(reference="4.1")
    text = "train more, " * 40 + "always;"
    report.recommendations.filter(pk=first.pk).update(text=text)

    table = read(editor_client, report, "recommendations", "csv")

    row = dict(zip(table.header, table.rows[0], strict=True))
    assert {
        heading: row[heading] for heading in row if heading not in field_names("recommendation")
    } == {
        "id": str(first.pk),
        "Number": "4.1",
        "Heading": "Session 1: Training",
        "Text": text,
        "Level": "Level not stated",
        "Themes": "Training",
        "Addressed to": "ILO",
        "Recommended by": "ILO",
        "Themes suggested": "Training",
    }


def test_the_file_has_the_filter_of_the_page(editor_client, report):
    table = read(editor_client, report, "recommendations", "csv", show="suggested-themes")

    assert [row[1] for row in table.rows] == ["4.1"]


def test_a_name_that_begins_like_a_formula_is_written_as_text(editor_client, report):
    Person.objects.update(name="=1+1")

    content = b"".join(download(editor_client, report, "people", "csv")).decode()

    assert '"\'=1+1"' in content


@pytest.mark.parametrize(("slug", "file_type"), [("annexes", "csv"), ("people", "pdf")])
def test_other_tables_and_files_answer_404(editor_client, report, slug, file_type):
    assert download(editor_client, report, slug, file_type).status_code == 404
