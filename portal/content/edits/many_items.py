"""Change the themes of many items, and apply several edits in one save."""

from dataclasses import dataclass
from typing import Any, ClassVar

from portal.content.edits.base import Edit, EditContext
from portal.content.edits.fields import WORDS, describe_items
from portal.content.refusals import SaveRefusedError
from portal.content.schema import CONFIRMED, Item, Key
from portal.content.snapshot import Snapshot

ADD, REMOVE, REPLACE = "add", "remove", "replace"


@dataclass(frozen=True)
class ChangeThemes:
    """Add themes to items, remove them, or replace all themes by them.

    What is added is confirmed. Other suggested themes of the items stay suggested.
    """

    items: tuple[Item, ...]
    mode: str
    themes: tuple[Key, ...]

    action: ClassVar[str] = "Themes set"
    allows: ClassVar[frozenset[str]] = frozenset()

    def describe(self, snapshot: Snapshot, context: EditContext) -> str:
        return describe_items(snapshot, self.items, context)

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        records = [get_themed(snapshot, item) for item in self.items]
        return snapshot.with_records(
            *(record._replace(themes=self.changed(record)) for record in records)
        )

    def changed(self, record: Any) -> tuple[tuple[Key, str], ...]:
        themes = {} if self.mode == REPLACE else dict(record.themes)
        if self.mode == REMOVE:
            themes = {key: status for key, status in themes.items() if key not in self.themes}
        else:
            themes |= dict.fromkeys(self.themes, CONFIRMED)
        return tuple(sorted(themes.items()))


@dataclass(frozen=True)
class ConfirmThemesOf:
    """Confirm every suggested theme of some items."""

    items: tuple[Item, ...]

    action: ClassVar[str] = "Themes confirmed"
    allows: ClassVar[frozenset[str]] = frozenset()

    def describe(self, snapshot: Snapshot, context: EditContext) -> str:
        return describe_items(snapshot, self.items, context)

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        records = [get_themed(snapshot, item) for item in self.items]
        return snapshot.with_records(
            *(
                record._replace(themes=tuple((key, CONFIRMED) for key, _ in record.themes))
                for record in records
            )
        )


@dataclass(frozen=True)
class EditSequence:
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


def get_themed(snapshot: Snapshot, item: Item) -> Any:
    """Return a record with themes. Raises SaveRefusedError for items of other types."""
    record = snapshot.get(item)
    if not hasattr(record, "themes"):
        raise SaveRefusedError("Only statements and recommendations have themes.")
    return record
