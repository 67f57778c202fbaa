"""A field declared in the schema is in every form, difference, revision and outlet."""

import pytest

from portal.api import schemas
from portal.content.loader import load_snapshot
from portal.content.schema import BY_NAME, INVOLVEMENT_FIELDS, RECORD_TYPES, REPORT_FIELDS
from portal.content.snapshot import to_json
from portal.content.snapshot_text import HIDDEN_TYPES, LABELS
from portal.editor.item_types import BY_RECORD_TYPE
from portal.exports import declared_fields, list_columns
from portal.exports.declared_fields import IN_API, IN_TABLES, public_fields
from tests.builders.seminar import fill, seminar

PUBLIC = {
    "recommendation": (schemas.Recommendation, list_columns.RECOMMENDATIONS),
    "paragraph": (schemas.Contribution, list_columns.CONTRIBUTIONS),
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


def test_every_field_with_a_label_is_compared_and_shown_in_the_history():
    for record_type in RECORD_TYPES:
        if record_type.name in HIDDEN_TYPES:
            continue
        labelled = {name for name, field in record_type.fields.items() if field.label}
        assert labelled - LABELS[record_type.name].keys() == set(), record_type.name


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


@pytest.mark.parametrize("record_type", PUBLIC)
def test_headings_of_a_table_are_unique(record_type):
    headings = [heading for heading, _ in PUBLIC[record_type][1]]

    assert len(set(headings)) == len(headings)
