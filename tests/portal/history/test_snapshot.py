"""A snapshot is the whole report, and the same report gives the same bytes."""

import json

from portal.history import snapshot
from portal.history.kinds import KINDS
from recommendations.models import Recommendation
from reports.models import (
    Annex,
    Contribution,
    Paragraph,
    Participation,
    Session,
    SourcePart,
)

# What a record has and a snapshot leaves out, and why that loses nothing.
LEFT_OUT = {
    "id": "it is the record's key",
    "report": "it is the report of the snapshot",
    "participations": "made of the affiliations",
    "organizations": "made of the rows that link them",
}


def columns(model):
    fields = (*model._meta.concrete_fields, *model._meta.many_to_many)
    return {field.name for field in fields} - LEFT_OUT.keys()


def test_no_column_of_any_record_is_left_out(report):
    data = snapshot.of(report)

    for kind in KINDS:
        kept = {name.removesuffix("_id") for name in data[kind.name][0]} - {"key"}
        rows = {"affiliations", "involvements"}
        if kind.model is Paragraph:
            # Its organizations are links of its own.
            rows = {"organizations"}
        assert kept - rows == columns(kind.model), kind.name
    assert {kind.model for kind in KINDS} == {
        *(Annex, Contribution, Paragraph, Participation, Recommendation, Session),
        SourcePart,
    }


def test_everything_the_report_itself_says_is_in_it(report):
    kept = snapshot.of(report)["report"].keys()

    not_said = {
        *("id", "version", "status", "published_at", "next_of", "published_keys"),
        *("source", "imported_version", "summary_html"),
    }
    assert kept == columns(type(report)) - not_said


def test_links_are_kept_with_what_they_carry(report):
    data = snapshot.of(report)

    first = data["participation"][0]
    assert [order for _, order in first["affiliations"]] == [1, 0]
    asked = next(one for one in data["recommendation"] if one["reference"] == "4.1")
    assert [role for _, role, _ in asked["involvements"]] == [
        "addressee",
        "issuer",
        "named",
    ]


def test_the_same_report_gives_the_same_bytes(report):
    one, other = (snapshot.written(snapshot.of(report)) for _ in range(2))

    assert one == other
    assert json.loads(one)["report"]["starts_on"] == "2019-03-10"
