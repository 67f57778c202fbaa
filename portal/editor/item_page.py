"""The state of an item's page: the item in its report, its source, its neighbors and notes."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.urls import reverse

from portal.content import item_names
from portal.content.edit_context import StoredContext
from portal.content.edits import base
from portal.content.edits.renumber import ordered_items
from portal.content.edits.source_text import SourceText
from portal.content.item_fields import get_fields
from portal.content.loader import load_snapshot
from portal.content.printed_source import join_lines
from portal.content.schema import BY_RECORD, Item, SpannedRecord
from portal.content.snapshot import Snapshot, start_of, text_of
from portal.editor.item_types import BY_RECORD_TYPE, ITEM_TYPES, ItemType
from reports.models import ImportNote, Report

CONTEXT_LENGTH = 400  # characters of the source shown before and after the item


@dataclass(frozen=True)
class SourceView:
    """The source of an item: its text, the text around it, and its page (0 if it has none)."""

    before: str
    text: str
    after: str
    page: int


@dataclass
class ItemPage:
    """An item of a stored report, and what its page shows beside the form."""

    report: Report
    item_type: ItemType
    snapshot: Snapshot
    item: Item
    version: int = 0
    error: str = ""
    status: int = 200
    comment: str = ""
    preview: str = ""
    is_unsaved: bool = False
    conflicts: list[Any] = field(default_factory=list)
    # What was typed into the forms of the page, to be shown again.
    typed: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def open(cls, report: Report, type_slug: str, locator: str) -> "ItemPage":
        """Raises SaveRefusedError if the report has no such item, KeyError for unknown types."""
        item_type, snapshot = ITEM_TYPES[type_slug], load_snapshot(report)
        item = item_type.locate(snapshot, locator)
        return cls(report, item_type, snapshot, item, version=report.version)

    @cached_property
    def record(self) -> Any:
        return self.snapshot.get(self.item)

    @cached_property
    def fields(self) -> dict[str, Any]:
        return get_fields(self.snapshot, self.item)

    @cached_property
    def name(self) -> str:
        context = StoredContext(self.report)
        return item_names.item_name(self.snapshot, self.item, context.printed_forms)

    @property
    def is_text(self) -> bool:
        return isinstance(self.record, SpannedRecord)

    @property
    def text(self) -> str:
        return text_of(self.record) if self.is_text else ""

    @property
    def block_type(self) -> str:
        return base.type_of(self.record) if self.is_text else ""

    @property
    def is_in_source(self) -> bool:
        return bool(self.report.source_id and self.is_text and self.record.spans)

    @property
    def url(self) -> str:
        return item_url(self.report, self.snapshot, self.item)

    @cached_property
    def source(self) -> SourceView | None:
        """Return the source of the item and the text around it, with the lines joined."""
        if not self.is_in_source:
            return None
        text, pages = self.report.source.text, self.report.source.pages
        start, end = self.record.spans[0][0], self.record.spans[-1][1]
        return SourceView(
            join_lines(text[max(0, start - CONTEXT_LENGTH) : start]),
            join_lines(text[start:end]),
            join_lines(text[end : end + CONTEXT_LENGTH]),
            bisect_right(pages, start) if pages else 0,
        )

    @cached_property
    def is_reworded(self) -> bool:
        """Whether an editor has changed the words, so that it cannot be split or joined."""
        if not self.is_in_source:
            return False
        source = SourceText(self.report.source.text, self.snapshot)
        return source.record_text(self.record).split() != self.text.split()

    @cached_property
    def all_notes(self) -> list[ImportNote]:
        return list(self.report.notes.order_by("start", "pk"))

    @cached_property
    def notes(self) -> list[ImportNote]:
        """Return the notes about the item."""
        return [note for note in self.all_notes if self.is_text and is_about(note, self.record)]

    @cached_property
    def neighbors(self) -> tuple[str, str]:
        """Return the URLs of the previous and the next item, empty at the ends."""
        items = self.siblings()
        index = items.index(self.item) if self.item in items else -1
        previous = items[index - 1] if index > 0 else None
        following = items[index + 1] if -1 < index < len(items) - 1 else None
        return self.url_of(previous), self.url_of(following)

    def siblings(self) -> list[Item]:
        if self.item.record_type in {"session", "paragraph", "recommendation"}:
            return [item_of(record) for record in ordered_items(self.snapshot)]
        if self.item.record_type == "report":
            return []
        records = self.snapshot.of_type(self.item.record_type).values()
        shown = [record for record in records if not is_hidden(record)]
        order = {"part": start_of}.get(self.item.record_type, lambda record: record.key)
        return [item_of(record) for record in sorted(shown, key=order)]

    def url_of(self, item: Item | None) -> str:
        return item_url(self.report, self.snapshot, item) if item else ""

    @cached_property
    def next_note(self) -> str:
        """Return the URL of the item with the next open note in the source, or the first one."""
        open_notes = [
            note for note in self.all_notes if not note.resolved and note.start is not None
        ]
        own_end = self.record.spans[-1][1] if self.is_in_source else 0
        later = [note for note in open_notes if note.start >= own_end]
        for note in later or open_notes:
            item = item_at(self.snapshot, note)
            if item and item != self.item:
                return self.url_of(item)
        return ""


def item_of(record: Any) -> Item:
    return Item(BY_RECORD[type(record)].name, record.key)


def is_hidden(record: Any) -> bool:
    return isinstance(record, SpannedRecord) and base.is_discard(record)


def is_about(note: ImportNote, record: SpannedRecord) -> bool:
    if note.start is None or note.end is None:
        return False
    return any(start < note.end and note.start < end for start, end in record.spans)


def item_at(snapshot: Snapshot, note: ImportNote) -> Item | None:
    """Return the first item of the report that a note is about."""
    records = (record for record in snapshot.spanned if is_about(note, record))
    best = min(
        records, key=lambda record: (base.is_discard(record), start_of(record)), default=None
    )
    return item_of(best) if best else None


def item_url(report: Report, snapshot: Snapshot, item: Item) -> str:
    slug, item_type = report.root.slug, BY_RECORD_TYPE[item.record_type]
    if item.record_type == "report":
        return reverse("editor:report-edit", args=[slug])
    locator = item_type.locator(snapshot, item.key)
    return reverse("editor:item", args=[slug, item_type.slug, locator])
