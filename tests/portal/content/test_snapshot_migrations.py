"""Snapshots of an earlier schema are migrated to the current one, step by step."""

import pytest

from portal.content import snapshot_migrations
from portal.content.schema import RECORD_TYPES, REPORT_FIELDS, ReportFields


def test_a_snapshot_of_the_current_schema_is_left_as_it_is():
    data = {"schema": snapshot_migrations.SCHEMA, "report": {}}

    assert snapshot_migrations.migrate(data) == data


def test_a_snapshot_of_an_earlier_schema_runs_every_migration_step_in_order(monkeypatch):
    monkeypatch.setattr(snapshot_migrations, "SCHEMA", 3)
    monkeypatch.setattr(
        snapshot_migrations,
        "STEPS",
        {
            1: lambda data: {**data, "steps": ["to two"]},
            2: lambda data: {**data, "steps": [*data["steps"], "to three"]},
        },
    )

    assert snapshot_migrations.migrate({"schema": 1}) == {
        "schema": 3,
        "steps": ["to two", "to three"],
    }


# {record type: fields without a default}, which every snapshot of SCHEMA has.
REQUIRED = {
    "part": ["key", "kind", "text"],
    "session": ["key", "position", "kind", "title", "anchor"],
    "paragraph": ["key", "session", "position", "anchor", "text"],
    "participation": ["key", "person_id", "role"],
    "contribution": ["key", "paragraph", "participation"],
    "annex": ["key", "label"],
    "recommendation": ["key", "position", "reference", "text"],
    "cross_reference": ["key", "phrase", "words", "status"],
    "rationale_link": ["key", "recommendation", "paragraph", "status"],
}


def test_a_snapshot_needs_no_step_for_a_new_field():
    """Give a new field a default, or add a step to snapshot_migrations that fills it."""
    required = {
        one.name: [name for name in one.record._fields if name not in one.record._field_defaults]
        for one in RECORD_TYPES
    }

    assert (snapshot_migrations.SCHEMA, required) == (3, REQUIRED)
    assert REPORT_FIELDS.keys() == ReportFields._field_defaults.keys()


@pytest.mark.parametrize("schema", [None, 0, snapshot_migrations.SCHEMA + 1, 99, "1"])
def test_an_unknown_schema_is_refused(schema):
    with pytest.raises(snapshot_migrations.UnknownSchemaError, match=f"has schema {schema}"):
        snapshot_migrations.migrate({"schema": schema})
