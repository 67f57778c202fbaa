"""The tables of a report: what a row is, and the columns that show its fields."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from portal.content import entity_references
from portal.content.edits import attribution
from portal.content.item_names import level_label
from portal.content.schema import CONFIRMED, Key, Paragraph, Participation, Recommendation
from portal.content.schema_fields import Field
from portal.content.snapshot import Snapshot
from portal.editor.item_table import declared_columns as declared
from portal.editor.item_types import ITEM_TYPES, ItemType
from reports.models import Paragraph as ParagraphModel
from reports.models import Participation as ParticipationModel


class Value(NamedTuple):
    """A name in a cell."""

    name: str
    is_suggested: bool = False


class NamedSnapshot:
    """A snapshot with the names of the shared entities in it, read in one query."""

    def __init__(self, snapshot: Snapshot):
        self.snapshot = snapshot

    @cached_property
    def names(self) -> entity_references.EntityNames:
        return entity_references.names_by_key(self.snapshot)

    def values(self, entity_type: str, keys: Iterable[Key]) -> list[Value]:
        return [Value(self.name(entity_type, key)) for key in keys]

    def name(self, entity_type: str, key: Key) -> str:
        return self.names[entity_type][str(key)]["name"]

    def slug(self, entity_type: str, key: Key) -> str:
        return self.names[entity_type][str(key)]["slug"]


@dataclass(frozen=True)
class ItemColumn:
    """A column of a table: its heading, and what the cell of a record holds."""

    heading: str
    values: Callable[[NamedSnapshot, Any], list[Value]]


def level(named: NamedSnapshot, record: Recommendation) -> list[Value]:
    return [Value(level_label(record.level))]


def themes(named: NamedSnapshot, record: Paragraph | Recommendation) -> list[Value]:
    return [Value(named.name("theme", key), status != CONFIRMED) for key, status in record.themes]


def addressees(named: NamedSnapshot, record: Recommendation) -> list[Value]:
    return named.values("organization", attribution.organizations_in_role(record, "addressee"))


def issuers(named: NamedSnapshot, record: Recommendation) -> list[Value]:
    return named.values("organization", attribution.organizations_in_role(record, "issuer"))


def voice(named: NamedSnapshot, record: Paragraph) -> list[Value]:
    return [Value(str(ParagraphModel.Voice(record.voice).label))]


def speakers(named: NamedSnapshot, record: Paragraph) -> list[Value]:
    snapshot = named.snapshot
    keys = snapshot.speakers_of(record.key)
    return named.values("person", (snapshot.participation[key].person_id for key in keys))


def speaking_organizations(named: NamedSnapshot, record: Paragraph) -> list[Value]:
    return named.values("organization", record.speaking_organizations)


def role(named: NamedSnapshot, record: Participation) -> list[Value]:
    return [Value(str(ParticipationModel.Role(record.role).label))]


def organizations(named: NamedSnapshot, record: Participation) -> list[Value]:
    in_order = sorted(record.affiliations, key=lambda affiliation: affiliation[1])
    return named.values("organization", (key for key, _ in in_order))


def position(named: NamedSnapshot, record: Participation) -> list[Value]:
    return [Value(record.position)] if record.position else []


@dataclass(frozen=True)
class TableType:
    """A table, named in its URL like the pages of its items. `fields` can be set in its bar."""

    item_type: ItemType
    title: str
    noun: str
    columns: tuple[ItemColumn, ...]
    fields: tuple[str, ...]

    @property
    def slug(self) -> str:
        return self.item_type.slug

    @property
    def record_type(self) -> str:
        return self.item_type.record_type

    @property
    def grouping(self) -> str:
        """Return what the rows are grouped by."""
        return "Role" if self.record_type == "participation" else "Heading"

    @property
    def name_heading(self) -> str:
        return "Number" if self.has_text else "Name"

    @property
    def file_name(self) -> str:
        return self.title.lower()

    @property
    def has_text(self) -> bool:
        return self.record_type != "participation"

    @property
    def has_themes(self) -> bool:
        return "themes" in self.fields

    def count(self, number: int) -> str:
        """Return “1 recommendation”, “205 recommendations”."""
        return f"{number:,} {self.noun}{'' if number == 1 else 's'}"


def declared_columns(record_type: str) -> list[ItemColumn]:
    """Return the columns that follow from the schema, at the end of a table."""
    return [
        declared_column(record_type, heading, name, field)
        for heading, (name, field) in declared.fields_of(record_type).items()
    ]


def declared_column(record_type: str, heading: str, name: str, field: Field) -> ItemColumn:
    texts = declared.texts_of(record_type, name, field)
    return ItemColumn(heading, lambda named, record: list(map(Value, texts(named, record))))


THEMES = ItemColumn("Themes", themes)
TABLES = {
    table.slug: table
    for table in (
        TableType(
            ITEM_TYPES["recommendations"],
            "Recommendations",
            "recommendation",
            (
                ItemColumn("Level", level),
                THEMES,
                ItemColumn("Addressed to", addressees),
                ItemColumn("Recommended by", issuers),
                *declared_columns("recommendation"),
            ),
            ("level", "themes", "addressees", "issuers"),
        ),
        TableType(
            ITEM_TYPES["paragraphs"],
            "Statements",
            "statement",
            (
                ItemColumn("Voice", voice),
                ItemColumn("Speakers", speakers),
                ItemColumn("States and organizations speaking", speaking_organizations),
                THEMES,
                *declared_columns("paragraph"),
            ),
            ("voice", "themes"),
        ),
        TableType(
            ITEM_TYPES["people"],
            "Participants",
            "participant",
            (
                ItemColumn("Role", role),
                ItemColumn("Position", position),
                ItemColumn("Organizations", organizations),
                *declared_columns("participation"),
            ),
            ("role",),
        ),
    )
}
