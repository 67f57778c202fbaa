"""An edited table is brought back: upload, preview, confirmation."""

import csv
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.exports.table import Table
from portal.exports.xlsx_export import xlsx_content
from reports.models import Organization, Person, Report
from tests.builders.records import make_organization, make_person, make_theme
from tests.builders.xss_vectors import VECTORS
from tests.portal.editor.item_table.test_table_file import download
from tests.portal.editor.test_escaping import structure

pytestmark = pytest.mark.django_db


def upload_url(report, slug="recommendations"):
    return reverse("editor:table-upload", args=[report.slug, slug])


def rows_of(client, report, slug="recommendations"):
    """Return the downloaded table as dicts, to be changed as in a spreadsheet."""
    text = b"".join(download(client, report, slug, "csv")).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def written(rows, file_type="csv"):
    if file_type == "xlsx":
        return xlsx_content(Table(tuple(rows[0]), [tuple(row.values()) for row in rows]))
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def upload(client, report, rows, slug="recommendations", file_type="csv"):
    file = SimpleUploadedFile(f"table.{file_type}", written(rows, file_type))
    return client.post(upload_url(report, slug), {"file": file})


def confirm(client, report, preview, slug="recommendations", **fields):
    version = re.search(r'name="version"\s+value="(\d+)"', preview.content.decode())[1]
    data = {"do": "confirm", "changes": preview.context["signed"], "version": version, **fields}
    return client.post(upload_url(report, slug), data)


def sentences(preview):
    return [line.sentence for line in preview.context["refused"]]


def changes(preview):
    return [
        (name, change.heading, change.before, change.after)
        for name, change in preview.context["changes"]
    ]


@pytest.mark.parametrize("file_type", ["csv", "xlsx"])
def test_a_changed_table_is_previewed_and_saved_as_one_revision(editor_client, report, file_type):
    make_theme("Migration")
    rows = rows_of(editor_client, report)
    rows[0] |= {"Level": "Regional", "Themes": "Migration; Training"}
    rows[2] |= {"Text": "ask all employers", "Addressed to": "Thailand"}
    before = report.revisions.count()

    preview = upload(editor_client, report, rows, file_type=file_type)

    assert sorted(changes(preview)) == [
        ("4.1", "Level", "Level not stated", "Regional"),
        ("4.1", "Themes", "Training", "Migration; Training"),
        ("4.2", "Addressed to", "", "Thailand"),
        ("4.2", "Text", "ask employers.", "ask all employers"),
    ]
    assert report.revisions.count() == before
    confirm(editor_client, report, preview)

    first, last = (report.recommendations.get(reference=number) for number in ("4.1", "4.2"))
    assert (first.level, last.text) == ("regional", "ask all employers")
    assert set(first.theme_assignments.values_list("theme__label", "status")) == {
        ("Migration", "confirmed"),
        ("Training", "confirmed"),
    }
    assert [body.name for body in last.organizations_in_role("addressee")] == ["Thailand"]
    assert report.revisions.count() == before + 1


@pytest.mark.parametrize("slug", ["recommendations", "paragraphs", "people"])
def test_a_table_that_was_not_changed_changes_nothing(editor_client, report, slug):
    rows = rows_of(editor_client, report, slug)

    preview = upload(editor_client, report, rows, slug)

    assert (changes(preview), preview.context["new_rows"], sentences(preview)) == ([], [], [])
    assert len(preview.context["preview"].unchanged) == len(rows)
    assert "Nothing to save." in preview.content.decode()


def test_voice_and_speakers_of_statements_are_changed(editor_client, report):
    rows = rows_of(editor_client, report, "paragraphs")
    rows[2] |= {"Voice": "Named speaker", "Speakers": "Ben Otto"}

    confirm(editor_client, report, upload(editor_client, report, rows, "paragraphs"), "paragraphs")

    paragraph = report.paragraphs.get(anchor="p3")
    assert paragraph.voice == "named"
    (contribution,) = paragraph.contributions.all()
    assert contribution.participation.person.name == "Ben Otto"


def test_refused_lines_have_a_sentence_and_the_others_are_saved(editor_client, report):
    rows = rows_of(editor_client, report)
    rows[0]["Level"] = "National"
    rows[1]["Level"] = "National"
    rows[2]["Addressed to"] = "Thailnad"
    rows += [rows[0] | {"id": "999999"}, rows[0] | {"id": "", "Text": ""}]

    preview = upload(editor_client, report, rows)

    assert sentences(preview) == [
        "Row 3: a nested point has the level of the recommendation above it.",
        "Row 4: in the column “Addressed to”, there is no organization “Thailnad”. "
        "Did you mean “Thailand”?",
        "Row 6: in the column “Text”, the cell is empty.",
        "Row 5: no recommendation has the id “999999”.",
    ]
    confirm(editor_client, report, preview)
    assert report.recommendations.get(reference="4.1").level == "national"


def test_a_list_of_participants_that_arrives_later_is_imported(editor_client, report):
    known = make_person("Cora Diaz")
    rows = [
        {"Participant": "Ms. Cora Diaz", "Designation": "Adviser", "Organization": "ILO"},
        {"Participant": "Dan Eko", "Designation": "", "Organization": "Ministry of Work; ILO"},
        {"Participant": "Mr. Ben Otto", "Designation": "", "Organization": ""},
        {"Participant": "Mr. Dan Eko", "Designation": "", "Organization": ""},
    ]

    preview = upload(editor_client, report, rows, "people")

    meanings = [meaning for _, _, meaning in preview.context["new_rows"]]
    assert meanings == ["known person", "new person"]
    assert sentences(preview) == [
        "Row 4: “Mr. Ben Otto” is already a participant.",
        "Row 5: “Mr. Dan Eko” is in an earlier row.",
    ]
    assert not Organization.objects.filter(name="Ministry of Work").exists()
    confirm(editor_client, report, preview, "people")
    added = report.participations.get(person=known)
    assert (added.role, added.position, added.printed_name) == (
        "delegate",
        "Adviser",
        "Ms. Cora Diaz",
    )
    other = report.participations.get(person__name="Dan Eko")
    assert list(other.affiliations.order_by("order").values_list("organization__name")) == [
        ("Ministry of Work",),
        ("ILO",),
    ]


def test_an_existing_table_of_recommendations_is_imported(editor_client, report):
    rows = [
        {"Recommendation": "Measure wages.", "Level": "national", "Themes": "training"},
        {"Recommendation": "Share data.", "Level": "", "Themes": ""},
    ]

    confirm(editor_client, report, upload(editor_client, report, rows))

    added = report.recommendations.filter(paragraph=None).order_by("position")
    assert [(record.text, record.level) for record in added] == [
        ("Measure wages.", "national"),
        ("Share data.", ""),
    ]


def test_a_table_confirmed_after_another_save_is_compared_again(editor_client, report):
    rows = rows_of(editor_client, report)
    rows[0]["Level"] = "Regional"
    preview = upload(editor_client, report, rows)
    data = {"do": "level", "level": "all", "version": Report.objects.get(pk=report.pk).version}
    data["row"] = [rows[0]["id"]]
    editor_client.post(reverse("editor:table", args=[report.slug, "recommendations"]), data)

    again = confirm(editor_client, report, preview)

    assert again.status_code == 409
    assert changes(again) == [("4.1", "Level", "All levels", "Regional")]
    assert report.recommendations.get(reference="4.1").level == "all"
    confirm(editor_client, report, again)
    assert report.recommendations.get(reference="4.1").level == "regional"


@pytest.mark.parametrize("signed", ["", "forged:value:x"])
def test_a_form_with_other_changes_than_those_shown_is_refused(editor_client, report, signed):
    data = {"do": "confirm", "changes": signed, "version": report.version}

    page = editor_client.post(upload_url(report), data)

    assert page.status_code == 422
    assert page.context["error"] == "The form is incomplete. Upload the table again."


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.csv", b"", "“a.csv” is empty."),
        ("a.pdf", b"%PDF-1.7", "is neither an Excel workbook"),
        ("a.csv", b"id,Level\n1\n,,,x\n", "has no heading"),
    ],
)
def test_a_file_without_a_table_is_refused(editor_client, report, name, content, error):
    file = SimpleUploadedFile(name, content or b"\n")

    page = editor_client.post(upload_url(report), {"file": file})

    assert page.status_code == 422
    assert error.split(".csv")[0] in page.context["error"]


def test_a_refused_save_creates_no_person(editor_client, report):
    rows = [
        {"Name": "Dan Eko", "Organizations": ""},
        {"Name": "Eva Fox", "Organizations": "Ministry " * 100},
    ]

    page = confirm(editor_client, report, upload(editor_client, report, rows, "people"), "people")

    assert (page.status_code, Person.objects.filter(name="Dan Eko").exists()) == (422, False)


def test_no_cell_of_a_table_becomes_markup(editor_client, report):
    def elements(text):
        rows = rows_of(editor_client, report)
        rows[0] |= {"Text": text}
        rows += [rows[0] | {"id": ""}, rows[0] | {"id": "0"}]
        return {element[0] for element in structure(upload(editor_client, report, rows))}

    make_organization("Other")
    expected = elements("Harmless")

    assert {vector: elements(vector) for vector in VECTORS[:: len(VECTORS) // 4]} == dict.fromkeys(
        VECTORS[:: len(VECTORS) // 4], expected
    )
