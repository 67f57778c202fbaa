"""Set fields of items; levels and themes of many at once."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, ClassVar

from portal.content import item_fields
from portal.content.edits import base
from portal.content.edits.base import EditContext, ItemEdit
from portal.content.item_names import item_name, number_of
from portal.content.refusals import SaveRefusedError
from portal.content.schema import CONFIRMED, Item, Key
from portal.content.snapshot import Snapshot
from recommendations.models import Recommendation

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
class SetManyFields:
    """Set the same fields of several items, or each its own."""

    fields_by_item: dict[Item, dict[str, Any]]

    action: ClassVar[str] = "Edited"
    allows: ClassVar[frozenset[str]] = WORDS

    def describe(self, snapshot: Snapshot, context: EditContext) -> str:
        return describe_items(snapshot, list(self.fields_by_item), context)

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        for item, fields in self.fields_by_item.items():
            snapshot = item_fields.set_fields(snapshot, item, fields)
        return snapshot


@dataclass(frozen=True)
class SetLevel:
    """Set the level of recommendations and of the points under them."""

    items: tuple[Item, ...]
    level: str

    action: ClassVar[str] = "Level set"
    allows: ClassVar[frozenset[str]] = frozenset()

    def describe(self, snapshot: Snapshot, context: EditContext) -> str:
        return describe_items(snapshot, self.items, context)

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        if self.level not in {"", *Recommendation.Level.values}:
            raise SaveRefusedError("This level does not exist.")
        records = [
            base.get_recommendation(snapshot, item, "Only a recommendation has a level.")
            for item in self.items
        ]
        for record in records:
            if record.parent:
                raise SaveRefusedError(
                    f"Recommendation {number_of(record)} has the level of its parent."
                )
        changed = [record._replace(level=self.level) for record in records]
        snapshot = snapshot.with_records(*changed)
        for record in changed:
            snapshot = item_fields.with_level(snapshot, record)
        return snapshot


@dataclass(frozen=True)
class SetTheme(ItemEdit):
    """Confirm a suggested theme of a paragraph or recommendation, or remove it."""

    theme: Key
    is_confirmed: bool

    action: ClassVar[str] = "Theme set"

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        record = snapshot.get(self.item)
        themes = dict(getattr(record, "themes", ()))
        if self.theme not in themes:
            raise SaveRefusedError("This theme was removed meanwhile.")
        if self.is_confirmed:
            themes[self.theme] = CONFIRMED
        else:
            del themes[self.theme]
        return snapshot.with_records(record._replace(themes=tuple(themes.items())))


@dataclass(frozen=True)
class ConfirmThemes:
    """Confirm every suggested theme of the report."""

    action: ClassVar[str] = "Themes confirmed"
    allows: ClassVar[frozenset[str]] = frozenset()

    def describe(self, snapshot: Snapshot, context: EditContext) -> str:
        return f"all {count_suggested(snapshot)} suggested"

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        if not count_suggested(snapshot):
            raise SaveRefusedError("There are no suggested themes left.")
        return snapshot.with_records(
            *(
                record._replace(themes=tuple((key, CONFIRMED) for key, _ in record.themes))
                for record in themed_records(snapshot)
            )
        )


def themed_records(snapshot: Snapshot) -> list[Any]:
    return [*snapshot.paragraph.values(), *snapshot.recommendation.values()]


def count_suggested(snapshot: Snapshot) -> int:
    return sum(
        status != CONFIRMED for record in themed_records(snapshot) for _, status in record.themes
    )


def describe_items(snapshot: Snapshot, items: Collection[Item], context: EditContext) -> str:
    """Return the name of the first item, and the count of the others."""
    for item in items:
        name = item_name(snapshot, item, context.printed_forms)
        return f"{name} and {len(items) - 1} more" if len(items) > 1 else name
    return "nothing"
