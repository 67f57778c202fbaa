"""Decide which statements led to a recommendation."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from portal.content.edits import base
from portal.content.edits.base import Edit, EditContext, ItemEdit
from portal.content.rationale import confirmed_paragraphs, rationale_of, with_link
from portal.content.refusals import SaveRefusedError
from portal.content.schema import CONFIRMED, REJECTED, Item, Key, Paragraph, Recommendation
from portal.content.snapshot import Snapshot

NO_RECOMMENDATION = "Only a recommendation has statements that led to it."
NO_STATEMENT = "Only a statement of the report can lead to a recommendation."


@dataclass(frozen=True)
class DecideRationale(ItemEdit):
    """Confirm or reject that a paragraph led to the recommendation, or confirm that none did.

    `paragraph` is None for “none”. A rejected paragraph is kept, so that it is not suggested again.
    """

    paragraph: Key | None
    is_confirmed: bool = True

    action: ClassVar[str] = "Rationale decided"

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        record = base.get_record(snapshot, self.item, Recommendation, NO_RECOMMENDATION)
        if self.paragraph is None:
            refuse_none(snapshot, record, is_confirmed=self.is_confirmed)
        else:
            item = Item("paragraph", self.paragraph)
            base.get_record(snapshot, item, Paragraph, NO_STATEMENT)
        status = CONFIRMED if self.is_confirmed else REJECTED
        return with_link(snapshot, record.key, self.paragraph, status)


def refuse_none(snapshot: Snapshot, record: Recommendation, *, is_confirmed: bool) -> None:
    """Raise SaveRefusedError if “none” is rejected, or contradicts a confirmed statement."""
    if not is_confirmed:
        raise SaveRefusedError("“None led to it” can be confirmed and undone, but not rejected.")
    if confirmed_paragraphs(snapshot, record.key):
        raise SaveRefusedError("Statements that led to it are confirmed. Undo these first.")


@dataclass(frozen=True)
class UndoRationale(ItemEdit):
    """Take back what was decided about a paragraph and the recommendation, or that none led to it."""

    paragraph: Key | None

    action: ClassVar[str] = "Rationale undone"

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        record = base.get_record(snapshot, self.item, Recommendation, NO_RECOMMENDATION)
        for link in rationale_of(snapshot, record):
            if link.paragraph == self.paragraph:
                return snapshot.without_records(link)
        raise SaveRefusedError("This has since been undone.")


@dataclass(frozen=True)
class ConfirmRationale(Edit):
    """Confirm several pairs of a recommendation and a paragraph that led to it, in one save."""

    pairs: tuple[tuple[Key, Key], ...]

    action: ClassVar[str] = "Rationale confirmed"

    @property
    def items(self) -> Collection[Item]:  # type: ignore[override]
        keys = dict.fromkeys(recommendation for recommendation, _ in self.pairs)
        return [Item("recommendation", key) for key in keys]

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        for recommendation, paragraph in self.pairs:
            edit = DecideRationale(Item("recommendation", recommendation), paragraph)
            snapshot = edit.apply(snapshot, context)
        return snapshot
