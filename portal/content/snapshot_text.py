"""Show the fields of a snapshot as text: entity names for keys, labels for choices."""

from collections.abc import Mapping
from typing import Any

from portal.content.cross_references import references_of, target_of
from portal.content.edits.attribution import organizations_in_role
from portal.content.entity_references import EntityNames
from portal.content.item_names import number_of
from portal.content.language_names import language_choices
from portal.content.schema import (
    CONFIRMED,
    INVOLVEMENT_FIELDS,
    RECORD_TYPES,
    REJECTED,
    REPORT_FIELDS,
    CrossReference,
    Key,
    Paragraph,
    Participation,
    Recommendation,
    RecordType,
    Session,
)
from portal.content.schema_fields import Entities, EntityRows, Field, Parent
from portal.content.snapshot import Snapshot
from reports.models import Report, ThemeStatus
from reports.models.sessions import heading

NO_STATEMENT = "None"
# Appended to the name of a theme.
THEME_STATUS = {ThemeStatus.SUGGESTED: " (suggested)"}
# Two fields, because readers see only the confirmed statements.
RATIONALE_FIELDS = {
    "statements": "Statements that led to it",
    "rejected_statements": "Statements that did not lead to it",
}
# The name of an item, and the texts of its fields.
ItemText = tuple[str, dict[str, str]]
Items = dict[str, dict[Key, ItemText]]
# Types that are shown as fields of other records.
HIDDEN_TYPES = {"contribution", "cross_reference", "rationale_link"}


def labels_of(record_type: RecordType) -> dict[str, str]:
    """Return the labels of a type's fields by name, those of links to other tables included."""
    labels = shown_labels(record_type.fields)
    if record_type.name == "paragraph":
        labels["speakers"] = "Speakers"
    if record_type.name in {"paragraph", "recommendation"}:
        labels["cross_references"] = "Cross-references"
    if record_type.name == "recommendation":
        labels |= dict(INVOLVEMENT_FIELDS.values()) | RATIONALE_FIELDS
    return labels


def shown_labels(fields: Mapping[str, Field]) -> dict[str, str]:
    return {name: field.label for name, field in fields.items() if field.label}


# {record type: {field: label}}
LABELS = {
    "report": shown_labels(REPORT_FIELDS),
    **{
        record_type.name: labels_of(record_type)
        for record_type in RECORD_TYPES
        if record_type.name not in HIDDEN_TYPES
    },
}


class SnapshotText:
    """The items of one snapshot as text; `names` holds the names of its entities."""

    def __init__(self, snapshot: Snapshot, names: EntityNames):
        self.snapshot, self.names = snapshot, names

    def items(self) -> Items:
        """Return the items by record type and key, in the order of the report."""
        snapshot = self.snapshot
        items: Items = {
            "report": {0: ("The report", self.texts(Report, REPORT_FIELDS, snapshot.report))}
        }
        in_order: dict[str, list[Any]] = {
            "session": snapshot.sessions,
            "paragraph": snapshot.paragraphs,
            "recommendation": snapshot.recommendations,
        }
        for record_type in RECORD_TYPES:
            name = record_type.name
            if name not in HIDDEN_TYPES:
                by_key = sorted(snapshot.of_type(name).values(), key=lambda record: record.key)
                items[name] = {
                    record.key: (self.title_of(record), self.record_texts(record_type, record))
                    for record in in_order.get(name, by_key)
                }
        return items

    def entity_name(self, entity_type: str, key: Key) -> str:
        entity = self.names.get(entity_type, {}).get(str(key))
        return entity["name"] if entity else f"{entity_type} {key}"

    def title_of(self, record: Any) -> str:
        match record:
            case Session():
                return heading(record.kind, record.number, record.title)
            case Paragraph() if record.number:
                return f"Paragraph {record.number}"
            case Paragraph():
                return f"Paragraph “{record.text[:50]}”"
            case Recommendation():
                return f"Recommendation {number_of(record)}"
            case Participation():
                return self.entity_name("person", record.person_id)
        return getattr(record, "label", "") or f"“{record.text[:50]}”"

    def record_texts(self, record_type: RecordType, record: Any) -> dict[str, str]:
        texts = self.texts(record_type.model, record_type.fields, record)
        if isinstance(record, Paragraph):
            people = [
                self.snapshot.participation[key].person_id
                for key in self.snapshot.speakers_of(record.key)
            ]
            texts["speakers"] = ", ".join(self.entity_name("person", key) for key in people)
        if isinstance(record, Recommendation):
            for role, (name, _) in INVOLVEMENT_FIELDS.items():
                keys = organizations_in_role(record, role)
                texts[name] = ", ".join(self.entity_name("organization", key) for key in keys)
            texts |= self.rationale_texts(record)
        if references := references_of(self.snapshot, record):
            texts["cross_references"] = "; ".join(map(self.reference_text, references))
        return texts

    def rationale_texts(self, record: Recommendation) -> dict[str, str]:
        """Return the statements by field: confirmed, or “None”, and rejected."""
        keys: dict[str, set[Key | None]] = {CONFIRMED: set(), REJECTED: set()}
        for link in self.snapshot.rationale_by_recommendation.get(record.key, ()):
            keys[link.status].add(link.paragraph)
        if not any(keys.values()):
            return {}
        paragraphs = self.snapshot.paragraphs
        names = [
            ", ".join(self.title_of(one) for one in paragraphs if one.key in own)
            for own in keys.values()
        ]
        if None in keys[CONFIRMED]:
            names[0] = NO_STATEMENT
        return dict(zip(RATIONALE_FIELDS, names, strict=True))

    def reference_text(self, reference: CrossReference) -> str:
        """Return the words, what they refer to, and the status unless it is confirmed."""
        status = "" if reference.status == CONFIRMED else f" ({reference.status})"
        return f"{reference.words} → {self.target_text(reference)}{status}"

    def target_text(self, reference: CrossReference) -> str:
        if target := target_of(self.snapshot, reference):
            return self.title_of(target)
        title = self.entity_name("report", reference.other_report_id or 0)
        return title if reference.other_paragraph_id is None else f"a paragraph of {title}"

    def texts(self, model: Any, fields: Mapping[str, Field], record: Any) -> dict[str, str]:
        return {
            name: self.field_text(model, name, field, getattr(record, name))
            for name, field in fields.items()
            if field.label
        }

    def field_text(self, model: Any, name: str, field: Any, value: Any) -> str:
        if value is None or value == "":
            return ""
        match field:
            case Entities():
                return ", ".join(sorted(self.entity_name(field.entity_type, key) for key in value))
            case EntityRows():
                return self.row_texts(field, value)
            case Parent():
                return self.title_of(self.snapshot.of_type(field.record_type)[value])
        if field.entity_type:
            return self.entity_name(field.entity_type, value)
        is_language = name == "language"
        choices = language_choices() if is_language else model._meta.get_field(name).choices
        return str(dict(choices or ()).get(value, value))

    def row_texts(self, field: EntityRows, rows: tuple[tuple[Any, ...], ...]) -> str:
        """Return the names of the entities, suggested ones marked; sorted unless order matters."""
        names = [
            self.entity_name(field.entity_type, key) + THEME_STATUS.get(rest[0], "")
            for key, *rest in rows
        ]
        return ", ".join(names if field.keep_order else sorted(names))
