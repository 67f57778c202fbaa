"""Set fields of one item or of many, and apply several edits as one."""

from dataclasses import dataclass
from typing import Any, ClassVar

from portal.content import item_fields
from portal.content.edits import base
from portal.content.edits.base import Edit, EditContext, ItemEdit
from portal.content.item_names import number_of
from portal.content.refusals import SaveRefusedError
from portal.content.schema import Item, Recommendation
from portal.content.snapshot import Snapshot
from recommendations.models import Recommendation as RecommendationModel

# An editor who types may leave out words of the source, or add some.
WORDS = frozenset({"missing", "added"})


@dataclass(frozen=True)
class SetFields(ItemEdit):
    """Set fields of an item; the others keep their values. Words may be corrected."""

    fields: dict[str, Any]

    action: ClassVar[str] = "Edited"
    allows: ClassVar[frozenset[str]] = WORDS

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        return item_fields.set_fields(snapshot, self.item, self.fields)


@dataclass(frozen=True)
class SetManyFields(Edit):
    """Set fields of several items in one save; each may have fields of its own."""

    fields_by_item: dict[Item, dict[str, Any]]

    action: ClassVar[str] = "Edited"
    allows: ClassVar[frozenset[str]] = WORDS

    @property
    def items(self) -> tuple[Item, ...]:  # type: ignore[override]
        return tuple(self.fields_by_item)

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        for item, fields in self.fields_by_item.items():
            snapshot = item_fields.set_fields(snapshot, item, fields)
        return snapshot


@dataclass(frozen=True)
class SetLevel(Edit):
    """Set the level of recommendations; the points under them take it."""

    items: tuple[Item, ...]
    level: str

    action: ClassVar[str] = "Level set"

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        if self.level not in {"", *RecommendationModel.Level.values}:
            raise SaveRefusedError("This level does not exist.")
        refusal = "Only a recommendation has a level."
        records = [base.get_record(snapshot, item, Recommendation, refusal) for item in self.items]
        for record in records:
            if record.parent:
                raise SaveRefusedError(
                    f"Recommendation {number_of(record)} has the level of its parent."
                )
        return snapshot.with_records(*(record._replace(level=self.level) for record in records))


@dataclass(frozen=True)
class EditSequence(Edit):
    """Apply several edits, one after the other, as one."""

    edits: tuple[Edit, ...]
    description: str

    action: ClassVar[str] = "Edited"
    allows: ClassVar[frozenset[str]] = WORDS

    def describe(self, snapshot: Snapshot, context: EditContext) -> str:
        return self.description

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        for edit in self.edits:
            snapshot = edit.apply(snapshot, context)
        return snapshot
