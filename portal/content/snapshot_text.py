"""Show the fields of a snapshot as text: entity names for keys, labels for choices."""

from collections.abc import Callable
from typing import Any

from portal.content.editing.language_field import language_choices
from portal.content.entity_references import EntityNames
from portal.content.schema import BY_NAME
from portal.content.snapshot import Data
from reports.models import ThemeStatus
from reports.models.agenda import heading

# Appended to the name of a theme.
THEME_STATUS = {ThemeStatus.SUGGESTED: " (suggested)"}
# The name of an item, and the texts of its fields.
ItemText = tuple[str, dict[str, str]]
INVOLVEMENT_FIELDS = {
    "addressee": "addressees",
    "issuer": "issuers",
    "named": "named",
}
ENTITY_FIELDS = {
    "co_chairs": "organization",
    "organizations": "organization",
    "speaking_organizations": "organization",
    "instruments": "instrument",
}


class SnapshotText:
    """The items of one snapshot as text; `names` holds the names of its entities."""

    def __init__(self, data: Data, names: EntityNames):
        self.data, self.names = data, names
        self.titles = {
            record_type: {
                record["key"]: self.title_of(record_type, record) for record in data[record_type]
            }
            for record_type in ("session", "paragraph", "recommendation")
        }
        self.titles["participation"] = {
            participation["key"]: self.entity_name("person", participation["person_id"])
            for participation in data["participation"]
        }
        self.speakers: dict[int, list[str]] = {}
        for contribution in data["contribution"]:
            name = self.titles["participation"][contribution["participation"]]
            self.speakers.setdefault(contribution["paragraph"], []).append(name)

    def items(self) -> dict[str, dict[Any, ItemText]]:
        """Return {record type: {key: (name, {field: text})}}, in the order of the report."""
        report_fields = self.field_texts("report", self.data["report"])
        items: dict[str, dict[Any, ItemText]] = {"report": {"": ("The report", report_fields)}}
        for record_type in (
            "session",
            "paragraph",
            "recommendation",
            "participation",
            "annex",
            "part",
        ):
            items[record_type] = {
                record["key"]: (
                    self.title_of(record_type, record),
                    self.field_texts(record_type, record),
                )
                for record in sorted(self.data[record_type], key=self.sort_key(record_type))
            }
        return items

    def sort_key(self, record_type: str) -> Callable[[Data], Any]:
        if record_type == "paragraph":
            session_positions = {
                session["key"]: session["position"] for session in self.data["session"]
            }
            return lambda record: (
                session_positions[record["session"]],
                record["position"],
            )
        has_position = record_type in {"session", "recommendation"}
        return lambda record: record.get("position") if has_position else record["key"]

    def entity_name(self, entity_type: str, key: int) -> str:
        entity = self.names.get(entity_type, {}).get(str(key))
        return entity["name"] if entity else f"{entity_type} {key}"

    def theme_text(self, key: int, status: str) -> str:
        return self.entity_name("theme", key) + THEME_STATUS.get(status, "")

    def title_of(self, record_type: str, record: Data) -> str:
        if record_type == "session":
            return heading(record["kind"], record["number"], record["title"])
        if record_type == "paragraph":
            return (
                f"Paragraph {record['number']}"
                if record["number"]
                else f"Paragraph “{record['text'][:50]}”"
            )
        if record_type == "recommendation":
            return f"Recommendation {record['label'] or record['reference']}"
        if record_type == "participation":
            return self.entity_name("person", record["person_id"])
        return record.get("label") or f"“{record['text'][:50]}”"

    def field_texts(self, record_type: str, record: Data) -> dict[str, str]:
        texts = {name: self.field_text(record_type, name, value) for name, value in record.items()}
        if record_type == "paragraph":
            texts["speakers"] = ", ".join(self.speakers.get(record["key"], []))
        if record_type == "participation":
            texts["person"] = self.entity_name("person", record["person_id"])
            texts["organizations"] = ", ".join(
                self.entity_name("organization", key) for key, _ in record["affiliations"]
            )
        if record_type == "recommendation":
            for role, name in INVOLVEMENT_FIELDS.items():
                texts[name] = ", ".join(
                    self.entity_name("organization", key)
                    for key, involvement_role, _ in record["involvements"]
                    if involvement_role == role
                )
        return texts

    def field_text(self, record_type: str, name: str, value: Any) -> str:
        if value is None or value == "":
            return ""
        if name == "language":
            return dict(language_choices()).get(value, value)
        if name == "themes":
            return ", ".join(sorted(self.theme_text(*row) for row in value))
        if name in ENTITY_FIELDS:
            entity_type = ENTITY_FIELDS[name]
            return ", ".join(sorted(self.entity_name(entity_type, key) for key in value))
        if record_type in BY_NAME and name in BY_NAME[record_type].within:
            parent_type = BY_NAME[record_type].within[name]
            return self.titles[parent_type].get(value, "")
        return self.choice_label(record_type, name, value)

    def choice_label(self, record_type: str, name: str, value: Any) -> str:
        if (
            record_type in BY_NAME
            and name in BY_NAME[record_type].columns
            and not name.endswith("_id")
        ):
            choices = BY_NAME[record_type].model._meta.get_field(name).choices
            if choices:
                return str(dict(choices).get(value, value))
        return str(value)
