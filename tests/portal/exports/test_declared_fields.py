"""A field declared in the schema is in every form, difference, revision and outlet."""

import pytest

from portal.api import report_schemas, schemas
from portal.content.loader import load_snapshot
from portal.content.schema import BY_NAME, INVOLVEMENT_FIELDS, RECORD_TYPES, REPORT_FIELDS
from portal.content.schema_fields import Entities
from portal.content.snapshot import to_json
from portal.content.snapshot_text import HIDDEN_TYPES, LABELS
from portal.editor.item_types import BY_RECORD_TYPE
from portal.exports import declared_fields, list_columns
from portal.exports.declared_fields import public_fields
from portal.exports.json_export import outline
from portal.exports.public_data import table_parts
from portal.exports.public_data.data_tables import TABLES
from portal.exports.shown_fields import (
    IN_API,
    IN_DATA,
    IN_OUTLINE,
    IN_PARAGRAPH_LIST,
    IN_TABLES,
    NOT_IN_DATA,
    NOT_IN_OUTLINE,
    NOT_IN_PARAGRAPH_LIST,
)
from reports.models import Report
from tests.builders.seminar import fill, published_seminar, seminar

PUBLIC = {
    "recommendation": (schemas.Recommendation, list_columns.RECOMMENDATIONS),
    "paragraph": (schemas.Contribution, list_columns.CONTRIBUTIONS),
}

# {record type: its table of public data}
DATA_TABLES = {
    "report": "reports",
    "session": "sessions",
    "paragraph": "paragraphs",
    "recommendation": "recommendations",
    "participation": "participations",
}


def typed_fields(record_type):
    fields = REPORT_FIELDS if record_type == "report" else BY_NAME[record_type].fields
    return {name: field for name, field in fields.items() if field.label and not field.is_derived}


@pytest.mark.parametrize("item_type", [item for item in BY_RECORD_TYPE.values() if item.form])
def test_every_field_is_in_its_form_under_its_label(db, item_type):
    report = seminar()
    form = item_type.form(report=report)

    labels = {
        field.form_field or name: field.label
        for name, field in typed_fields(item_type.record_type).items()
    }
    shown = {name: field.label for name, field in form.fields.items()}
    assert {name: shown.get(name) for name in labels} == labels
    if item_type.record_type == "recommendation":
        involved = dict(INVOLVEMENT_FIELDS.values())
        assert {name: shown.get(name) for name in involved} == involved


def test_every_field_has_a_label_unless_it_is_derived():
    """A field without a label would be shown nowhere."""
    without = {
        (record_type.name, name)
        for record_type in RECORD_TYPES
        for name, field in record_type.fields.items()
        if not (field.label or field.is_derived)
    }
    assert without == {("recommendation", "involvements")}
    assert [name for name, field in REPORT_FIELDS.items() if not field.label] == []
    # Each role is a field, with the label.
    assert all(label for _, label in INVOLVEMENT_FIELDS.values())


def test_every_field_with_a_label_is_compared_and_shown_in_the_history():
    for record_type in RECORD_TYPES:
        if record_type.name in HIDDEN_TYPES:
            continue
        labeled = {name for name, field in record_type.fields.items() if field.label}
        assert labeled - LABELS[record_type.name].keys() == set(), record_type.name


def test_every_field_is_in_the_snapshot_of_a_revision(db):
    data = to_json(load_snapshot(fill(seminar())))

    for record_type in RECORD_TYPES:
        record = data[record_type.name][0]
        assert record_type.fields.keys() | {"key"} == record.keys(), record_type.name


@pytest.mark.parametrize("record_type", PUBLIC)
def test_every_field_is_in_the_api_and_in_the_tables(record_type):
    schema, columns = PUBLIC[record_type]
    headings = {heading for heading, _ in columns}
    fields = public_fields(record_type)

    in_api = {
        IN_API[record_type].get(name, declared_fields.public_name(name, field))
        for name, field in fields.items()
    }
    in_tables = {
        IN_TABLES[record_type].get(name, field.label.lower()) for name, field in fields.items()
    }
    assert in_api - schema.model_fields.keys() == set()
    assert in_tables - headings == set()


OUTLETS = {
    "API": (IN_API, {}),
    "tables": (IN_TABLES, {}),
    "paragraphs of a report": (IN_PARAGRAPH_LIST, NOT_IN_PARAGRAPH_LIST),
    "outline": (IN_OUTLINE, NOT_IN_OUTLINE),
    "public data": (IN_DATA, NOT_IN_DATA),
}


@pytest.mark.parametrize("outlet", OUTLETS)
def test_an_outlet_names_only_fields_of_the_schema_each_once(outlet):
    shown, left_out = OUTLETS[outlet]

    for record_type in shown.keys() | left_out.keys():
        named = [*shown.get(record_type, ()), *left_out.get(record_type, ())]
        assert len(set(named)) == len(named)
        assert set(named) - public_fields(record_type).keys() == set()


def test_every_field_of_a_paragraph_is_among_the_paragraphs_of_a_report_or_left_out():
    shown = {
        IN_PARAGRAPH_LIST["paragraph"].get(name, declared_fields.public_name(name, field))
        for name, field in public_fields("paragraph").items()
        if name not in NOT_IN_PARAGRAPH_LIST["paragraph"]
    }
    assert shown - report_schemas.Paragraph.model_fields.keys() == set()


def outlines(report):
    """Return the first record of each type in the outline."""
    whole = outline(report)
    session = next(session for session in whole["sessions"] if session["paragraphs"])
    return {
        "report": whole,
        "session": session,
        "paragraph": session["paragraphs"][0],
        "recommendation": whole["recommendations"][0],
        "participation": whole["people"][0],
        "annex": whole["annexes"][0],
    }


def test_every_field_is_in_the_outline_or_left_out(db):
    for record_type, data in outlines(fill(seminar())).items():
        left_out = NOT_IN_OUTLINE.get(record_type, {})
        shown = {
            IN_OUTLINE[record_type].get(name, declared_fields.public_name(name, field))
            for name, field in public_fields(record_type).items()
            if name not in left_out
        }
        assert shown - data.keys() == set(), record_type


def test_every_field_is_in_the_public_data_or_left_out():
    tables = {table.name: [column.name for column in table.columns] for table in TABLES}
    for record_type, name_of_table in DATA_TABLES.items():
        for name, field in declared_fields.declared_fields(
            record_type, NOT_IN_DATA.get(record_type, {})
        ).items():
            if isinstance(field, Entities):
                assert f"{record_type}_{name}" in tables
            else:
                assert IN_DATA[record_type].get(name, name) in tables[name_of_table]


def test_a_declared_field_has_its_value_in_every_outlet(db):
    """As if the schema had just got them: an outlet lists none of these fields."""
    report = Report.objects.get(pk=published_seminar().pk)
    paragraph = report.paragraphs.get(anchor="p3")

    expected = {
        "text": "Training is dear.",
        "voice": "document",
        "label": "3.",
        "organizations_named": ["ILO"],
        "speaking_organizations": ["Thailand"],
        "instruments": ["Skills Convention"],
    }
    values = declared_fields.outline_values("paragraph", paragraph, {"themes": "themes"})
    assert {name: values[name] for name in expected} == expected
    expected = {
        "series": None,
        "kind": None,
        "starts_on": "2019-03-10",
        "ends_on": "2019-03-11",
        "language": "en",
        "place": "Bangkok",
        "co_chairs": ["Thailand"],
        "stated_attendance": None,
        "stated_participants": 60,
        "stated_states": None,
        "summary": "*Dear*",
        "doi": None,
    }
    values = declared_fields.outline_values("report", report, {"title": ""})
    assert {name: values[name] for name in expected} == expected
    columns = table_parts.declared_columns("report", {"kind": "", "title": ""})
    types = {column.name: column.type for column in columns}
    assert (types["starts_on"], types["stated_states"], types["doi"]) == (
        "date",
        "integer",
        "string",
    )
    assert [
        list(table.rows({"reports": {report.slug}, "organizations": {"ilo"}}))
        for table in TABLES
        if table.name == "paragraph_organizations"
    ] == [[(report.slug, "p3", "ilo")]]


@pytest.mark.parametrize("record_type", PUBLIC)
def test_headings_of_a_table_are_unique(record_type):
    headings = [heading for heading, _ in PUBLIC[record_type][1]]

    assert len(set(headings)) == len(headings)
