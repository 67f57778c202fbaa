"""The fields that the schema declares are columns of the tables, and of the files brought back."""

from dataclasses import replace

import pytest

from portal.content.schema import BY_NAME
from portal.editor.item_table import declared_columns
from portal.editor.item_table.declared_columns import IN_TABLE, NOT_IN_TABLE
from portal.editor.item_table.table_shape import FIELDS
from portal.editor.item_table.table_types import TABLES
from portal.editor.item_table.table_types import declared_columns as columns_of
from tests.builders.records import make_instrument, make_organization
from tests.portal.editor.item_table.test_table_upload import (
    changes,
    confirm,
    rows_of,
    sentences,
    upload,
)


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_every_text_and_every_list_of_names_has_a_column_or_is_left_out(table):
    record_type = table.record_type
    shown, left_out = IN_TABLE[record_type], NOT_IN_TABLE[record_type]
    headings = {column.heading for column in table.columns} | {"Text", "Name"}
    labeled = {
        name: field
        for name, field in BY_NAME[record_type].fields.items()
        if field.label and not field.is_derived
    }

    assert shown.keys() & left_out.keys() == set()
    assert (shown.keys() | left_out.keys()) - labeled.keys() == set()
    assert set(shown.values()) - headings == set()
    assert set(declared_columns.field_names(record_type)) - headings == set()
    assert declared_columns.field_names(record_type).keys() & FIELDS.keys() == set()


@pytest.fixture
def nothing_left_out(monkeypatch):
    """As if the schema had just got the fields that are left out."""
    for slug, table in TABLES.items():
        monkeypatch.setitem(declared_columns.NOT_IN_TABLE, table.record_type, {})
        columns = (*table.columns, *columns_of(table.record_type))
        monkeypatch.setitem(TABLES, slug, replace(table, columns=columns))


@pytest.mark.django_db
def test_a_declared_field_is_downloaded_edited_and_brought_back(
    editor_client, report, nothing_left_out
):
    make_instrument("Bali Process")
    make_organization("IOM", acronym="IOM")
    rows = rows_of(editor_client, report, "paragraphs")
    (row,) = (row for row in rows if row["Text"] == "Training is dear.")
    assert {name: row[name] for name in ("Organizations named", "Instruments named")} == {
        "Organizations named": "ILO",
        "Instruments named": "Skills Convention",
    }
    row |= {"Organizations named": "IOM; ILO", "Instruments named": "Bali Proc"}

    preview = upload(editor_client, report, rows, "paragraphs")
    assert len(sentences(preview)) == 1
    assert (
        "there is no instrument “Bali Proc”. Did you mean “Bali Process”?"
        in (sentences(preview)[0])
    )
    row |= {"Instruments named": ""}
    preview = upload(editor_client, report, rows, "paragraphs")
    assert sorted(heading for _, heading, _, _ in changes(preview)) == [
        "Instruments named",
        "Organizations named",
    ]
    confirm(editor_client, report, preview, "paragraphs")

    paragraph = report.paragraphs.get(text="Training is dear.")
    assert {body.name for body in paragraph.organizations.all()} == {"ILO", "IOM"}
    assert list(paragraph.instruments.all()) == []

    people = rows_of(editor_client, report, "people")
    people[0] |= {"Introduced as": "the Director"}
    preview = upload(editor_client, report, people, "people")
    confirm(editor_client, report, preview, "people")

    assert [one.introduced_as for one in report.participations.order_by("pk")].count(
        "the Director"
    ) == 1


def test_a_choice_is_written_by_its_label_and_may_be_empty():
    field = BY_NAME["recommendation"].fields["level"]

    names = declared_columns.names_in("recommendation", "level", field)

    assert names[""] == ("", ())
    assert names["Regional"] == ("regional", ("regional",))
