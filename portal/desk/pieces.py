"""The pieces of a report by their addresses: how each is found, what its form shows of a snapshot."""

from dataclasses import dataclass
from typing import Any

from django.db import models

from portal.desk import forms
from portal.history import snapshot
from portal.history.kinds import BY_NAME
from portal.history.saving import SaveRefusedError
from portal.history.snapshot import Data
from reports.keys import can_be_key
from reports.models import Report

Fields = dict[str, Any]
GONE = (
    "This piece is not there any more: somebody has joined it, made something else of it, or "
    "published the draft it stood in. What you typed stands below."
)


@dataclass(frozen=True)
class Place:
    """Where in an editor's address a kind of piece stands, and what tells one from another."""

    kind: str
    called: str
    form: type[forms.PieceForm]
    address: str = ""


PLACES = {
    "about": Place("report", "the report", forms.ReportForm),
    "sessions": Place("session", "heading", forms.SessionForm, "anchor"),
    "paragraphs": Place("paragraph", "paragraph", forms.ParagraphForm, "anchor"),
    "recommendations": Place(
        "recommendation", "recommendation", forms.RecommendationForm, "reference"
    ),
    "people": Place(
        "participation", "participant", forms.ParticipationForm, "person__slug"
    ),
    "annexes": Place("annex", "annex", forms.AnnexForm, "pk"),
}


def row_at(report: Report, place: Place, address: str) -> models.Model:
    """Return the row of the piece. Raises SaveRefusedError if the report has none there."""
    if place.kind == "report":
        return report
    if place.address != "pk" or can_be_key(address):
        rows = BY_NAME[place.kind].of(report).filter(**{place.address: address})
        if found := rows.first():
            return found
    raise SaveRefusedError(GONE)


def fields_at(report: Report, place: Place, row: models.Model) -> Fields:
    """Return what the form of a piece shows of it as it is stored."""
    return fields_in(snapshot.of(report), place, key_of(report, place, row))


def key_of(report: Report, place: Place, row: models.Model) -> int | None:
    return (
        None
        if place.kind == "report"
        else snapshot.published_key(report, place.kind, row.pk)
    )


def fields_in(data: Data, place: Place, key: int | None) -> Fields | None:
    """Return what the form of a piece shows of it in a snapshot; None if it is not in it."""
    if place.kind == "report":
        return dict(data["report"])
    record = next((one for one in data[place.kind] if one["key"] == key), None)
    if record is None:
        return None
    return {**record, **more_of(place.kind, record, data)}


def more_of(kind: str, record: Data, data: Data) -> Fields:
    """Return what is kept in other records, or under other names."""
    if kind == "paragraph":
        people = {one["key"]: one["person_id"] for one in data["participation"]}
        spoken = (
            one for one in data["contribution"] if one["paragraph"] == record["key"]
        )
        speakers = [people[one["participation"]] for one in spoken]
        return {"speakers": speakers, **themes_in(record)}
    if kind == "recommendation":
        lists: Fields = {"addressees": [], "issuers": [], "named": []}
        for key, role, _ in record["involvements"]:
            lists[ROLES[role]].append(key)
        return {**lists, **themes_in(record)}
    if kind == "participation":
        return {
            "person": [record["person_id"]],
            "organizations": [key for key, _ in record["affiliations"]],
        }
    if kind == "annex":
        return {
            "named_in": anchor_in(data["paragraph"], record["named_in"]),
            "session": anchor_in(data["session"], record["session"]),
        }
    return {}


def themes_in(record: Data) -> Fields:
    """Return the themes that are picked. To confirm them is a deed, which no record holds."""
    return {"themes": [key for key, _ in record["themes"]], "confirm_themes": False}


ROLES = {"addressee": "addressees", "issuer": "issuers", "named": "named"}


def anchor_in(records: list[Data], key: int | None) -> str | None:
    return next((one["anchor"] for one in records if one["key"] == key), None)
