"""A snapshot contains the whole report, and the same report gives the same bytes."""

import json

from portal.content import loader, snapshot
from portal.content.schema import RECORD_TYPES
from portal.content.snapshot import to_json
from recommendations.models import CrossReference, RationaleLink, Recommendation
from reports.models import Annex, Contribution, Paragraph, Participation, Session, SourcePart

# Columns that a snapshot leaves out, and why that loses nothing.
LEFT_OUT = {
    "id": "it is the record's key",
    "report": "it is the report of the snapshot",
    "participations": "made of the affiliations",
    "organizations": "made of the rows that link them",
    "text_markdown": "derived from the text, its spans and the source",
    "text_html": "derived likewise",
}


def columns(model):
    fields = (*model._meta.concrete_fields, *model._meta.many_to_many)
    return {field.name for field in fields} - LEFT_OUT.keys()


def test_a_snapshot_contains_every_column_of_every_record(report):
    data = to_json(loader.load_snapshot(report))

    for kind in RECORD_TYPES:
        snapshot_columns = {name.removesuffix("_id") for name in data[kind.name][0]} - {"key"}
        rows = {"affiliations", "involvements"}
        if kind.model is Paragraph:
            # A paragraph has organizations as direct links.
            rows = {"organizations"}
        assert snapshot_columns - rows == columns(kind.model), kind.name
    assert {kind.model for kind in RECORD_TYPES} == {
        *(Annex, Contribution, Paragraph, Participation, Recommendation, Session),
        *(CrossReference, RationaleLink, SourcePart),
    }


def test_a_snapshot_contains_every_column_of_the_report(report):
    snapshot_columns = to_json(loader.load_snapshot(report))["report"].keys()

    not_included = {
        *("id", "version", "status", "published_at", "next_of", "published_keys"),
        *("source", "imported_version", "summary_html"),
    }
    assert snapshot_columns == columns(type(report)) - not_included


def test_a_snapshot_stored_before_a_field_was_added_has_its_default(report):
    data = json.loads(snapshot.serialize(loader.load_snapshot(report)))
    defaults = {kind.name: kind.record._field_defaults for kind in RECORD_TYPES}
    for kind in RECORD_TYPES:
        for row in data[kind.name]:
            for name in defaults[kind.name]:
                del row[name]

    before = snapshot.from_json(data)

    for kind in RECORD_TYPES:
        for record in before.of_type(kind.name).values():
            assert defaults[kind.name].items() <= record._asdict().items(), kind.name


def test_a_snapshot_keeps_the_order_of_affiliations_and_the_roles_of_involvements(report):
    data = to_json(loader.load_snapshot(report))

    first = data["participation"][0]
    assert [order for _, order in first["affiliations"]] == [1, 0]
    recommendation = next(row for row in data["recommendation"] if row["reference"] == "4.1")
    assert [role for _, role, _ in recommendation["involvements"]] == [
        "addressee",
        "issuer",
        "named",
    ]


def test_the_same_report_gives_the_same_snapshot_bytes(report):
    first, second = (snapshot.serialize(loader.load_snapshot(report)) for _ in range(2))

    assert first == second
    assert json.loads(first)["report"]["starts_on"] == "2019-03-10"
