"""Confirm, add, remove and replace the themes of paragraphs and recommendations."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from portal.content.edits import base
from portal.content.edits.base import Edit, EditContext, ItemEdit
from portal.content.item_fields import ThemedRecord, confirmed
from portal.content.refusals import SaveRefusedError
from portal.content.schema import CONFIRMED, Item, Key
from portal.content.snapshot import Snapshot

ADD, REMOVE, REPLACE = "add", "remove", "replace"


@dataclass(frozen=True)
class ChangeThemes(Edit):
    """Add themes to items, remove them from items, or replace all themes of items with them.

    What is added is confirmed. Other suggested themes of the items stay suggested.
    """

    items: tuple[Item, ...]
    mode: str
    themes: tuple[Key, ...]

    action: ClassVar[str] = "Themes set"

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        records = get_themed(snapshot, self.items)
        return snapshot.with_records(*map(self.changed, records))

    def changed(self, record: ThemedRecord) -> ThemedRecord:
        themes = {} if self.mode == REPLACE else dict(record.themes)
        if self.mode == REMOVE:
            themes = {key: status for key, status in themes.items() if key not in self.themes}
        else:
            themes |= dict.fromkeys(self.themes, CONFIRMED)
        return record._replace(themes=tuple(sorted(themes.items())))


@dataclass(frozen=True)
class SetTheme(ItemEdit):
    """Confirm a suggested theme of a paragraph or recommendation, or remove it."""

    theme: Key
    is_confirmed: bool

    action: ClassVar[str] = "Theme set"

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        if self.theme not in dict(getattr(snapshot.get(self.item), "themes", ())):
            raise SaveRefusedError("This theme has since been removed.")
        mode = ADD if self.is_confirmed else REMOVE
        return ChangeThemes((self.item,), mode, (self.theme,)).apply(snapshot, context)


@dataclass(frozen=True)
class ConfirmThemesOf(Edit):
    """Confirm every suggested theme of some items."""

    items: tuple[Item, ...]

    action: ClassVar[str] = "Themes confirmed"

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        return snapshot.with_records(*map(confirmed, get_themed(snapshot, self.items)))


@dataclass(frozen=True)
class ConfirmThemes(Edit):
    """Confirm every suggested theme of the report."""

    action: ClassVar[str] = "Themes confirmed"

    def describe(self, snapshot: Snapshot, context: EditContext) -> str:
        return f"all {count_suggested(snapshot)} suggested"

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        if not count_suggested(snapshot):
            raise SaveRefusedError("There are no suggested themes left.")
        return snapshot.with_records(*map(confirmed, themed_records(snapshot)))


def get_themed(snapshot: Snapshot, items: Iterable[Item]) -> list[ThemedRecord]:
    refusal = "Only statements and recommendations have themes."
    return [base.get_record(snapshot, item, ThemedRecord, refusal) for item in items]


def themed_records(snapshot: Snapshot) -> list[ThemedRecord]:
    return [*snapshot.paragraph.values(), *snapshot.recommendation.values()]


def count_suggested(snapshot: Snapshot) -> int:
    return sum(
        status != CONFIRMED for record in themed_records(snapshot) for _, status in record.themes
    )
