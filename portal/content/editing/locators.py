"""Find the items of a report by their locators, and the form fields of an item in a snapshot."""

from dataclasses import dataclass
from typing import Any

from django.db import models

from portal.content import snapshot
from portal.content.editing import forms
from portal.content.locking import SaveRefusedError
from portal.content.schema import BY_NAME
from portal.content.snapshot import Data
from reports.models import Report
from reports.pk_validation import valid_pk

Fields = dict[str, Any]
ITEM_MISSING = (
    "This item no longer exists: another editor has joined it, changed its type or published "
    "the draft. Your entries are below."
)


@dataclass(frozen=True)
class ItemType:
    """A type of item: its record type, its form, and the lookup that a locator is compared with."""

    record_type: str
    label: str
    form: type[forms.ItemForm]
    lookup: str = ""


# By the part of the editor's URL that names the type.
ITEM_TYPES = {
    "about": ItemType("report", "the report", forms.ReportForm),
    "sessions": ItemType("session", "heading", forms.SessionForm, "anchor"),
    "paragraphs": ItemType("paragraph", "paragraph", forms.ParagraphForm, "anchor"),
    "recommendations": ItemType(
        "recommendation", "recommendation", forms.RecommendationForm, "reference"
    ),
    "people": ItemType("participation", "participant", forms.ParticipationForm, "person__slug"),
    "annexes": ItemType("annex", "annex", forms.AnnexForm, "pk"),
}


def get_item(report: Report, item_type: ItemType, locator: str) -> models.Model:
    """Return the row of the item. Raises SaveRefusedError if the report has none."""
    if item_type.record_type == "report":
        return report
    if item_type.lookup != "pk" or valid_pk(locator):
        rows = BY_NAME[item_type.record_type].of(report)
        if row := rows.filter(**{item_type.lookup: locator}).first():
            return row
    raise SaveRefusedError(ITEM_MISSING)


def item_fields(report: Report, item_type: ItemType, row: models.Model) -> Fields:
    """Return the stored values of the item's form fields."""
    data = snapshot.take_snapshot(report)
    return snapshot_fields(data, item_type, item_key(report, item_type, row))


def item_key(report: Report, item_type: ItemType, row: models.Model) -> int | None:
    return (
        None
        if item_type.record_type == "report"
        else snapshot.published_key(report, item_type.record_type, row.pk)
    )


def snapshot_fields(data: Data, item_type: ItemType, key: int | None) -> Fields | None:
    """Return the values of the item's form fields in a snapshot; None if it has no such item."""
    record_type = item_type.record_type
    if record_type == "report":
        return dict(data["report"])
    record = next((record for record in data[record_type] if record["key"] == key), None)
    if record is None:
        return None
    return {**record, **derived_fields(record_type, record, data)}


def derived_fields(record_type: str, record: Data, data: Data) -> Fields:
    """Return the form fields that are stored in other records, or under other names."""
    if record_type == "paragraph":
        people = {
            participation["key"]: participation["person_id"]
            for participation in data["participation"]
        }
        speakers = [
            people[contribution["participation"]]
            for contribution in data["contribution"]
            if contribution["paragraph"] == record["key"]
        ]
        return {"speakers": speakers, **theme_fields(record)}
    if record_type == "recommendation":
        organizations: Fields = {name: [] for name in ROLES.values()}
        for key, role, _ in record["involvements"]:
            organizations[ROLES[role]].append(key)
        return {**organizations, **theme_fields(record)}
    if record_type == "participation":
        return {
            "person": [record["person_id"]],
            "organizations": [key for key, _ in record["affiliations"]],
        }
    if record_type == "annex":
        return {
            "named_in": find_anchor(data["paragraph"], record["named_in"]),
            "session": find_anchor(data["session"], record["session"]),
        }
    return {}


def theme_fields(record: Data) -> Fields:
    """Return the picked themes. `confirm_themes` is an action, and never stored."""
    return {"themes": [key for key, _ in record["themes"]], "confirm_themes": False}


# Role of an involvement -> form field.
ROLES = {"addressee": "addressees", "issuer": "issuers", "named": "named"}


def find_anchor(records: list[Data], key: int | None) -> str | None:
    return next((record["anchor"] for record in records if record["key"] == key), None)
