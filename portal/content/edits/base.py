"""What all edits share: their interface, what they know besides the snapshot, and lookups."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any, ClassVar, Protocol

from portal.content.item_names import item_name
from portal.content.refusals import SaveRefusedError
from portal.content.schema import (
    BY_NAME,
    BY_RECORD,
    RECORD_TYPES,
    Item,
    Key,
    Paragraph,
    Part,
    Record,
    Session,
    SpannedRecord,
    Spans,
)
from portal.content.snapshot import Snapshot
from portal.parsing.unique_slugs import UniqueSlugs

# The position of new records whose place follows from their spans.
NEW_POSITION = 5_000_000
# The session of a new paragraph whose place is not yet known.
NO_SESSION = 0
# The title of a session without a heading in the source.
PLACEHOLDER_TITLE = "Text"


@dataclass(frozen=True)
class EarlierParagraph:
    """A paragraph of an earlier revision, and the people who spoke in it."""

    paragraph: Paragraph
    people: tuple[Key, ...]


class EditContext(Protocol):
    """What an edit may need to know besides the snapshot."""

    @property
    def source_text(self) -> str:
        """Return the text of the source, empty without a source."""

    @property
    def taken_paths(self) -> frozenset[str]:
        """Return the paths, such as “paragraphs/p3”, that lead or once led to another text."""

    def printed_forms(self, entity_type: str, keys: Collection[Key]) -> Mapping[Key, list[str]]:
        """Return the names of shared entities by key, the first to be shown."""

    def earlier_paragraph(self, spans: Spans) -> EarlierParagraph | None:
        """Return the paragraph with these spans in the newest revision that has one."""


class Edit(ABC):
    """A change of a report, as a value."""

    # What the history calls it, and the kinds of coverage errors that it may cause.
    action: ClassVar[str]
    allows: ClassVar[frozenset[str]] = frozenset()
    items: Collection[Item]

    def describe(self, snapshot: Snapshot, context: EditContext) -> str:
        """Return what is edited, for the history: the first item, and the count of the others."""
        for item in self.items:
            name = item_name(snapshot, item, context.printed_forms)
            return f"{name} and {len(self.items) - 1} more" if len(self.items) > 1 else name
        return "nothing"

    @abstractmethod
    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        """Return the edited snapshot, in which `renumber` sets the places; or refuse the edit.

        Raises SaveRefusedError.
        """


@dataclass(frozen=True)
class ItemEdit(Edit):
    """An edit of one item."""

    item: Item

    @property
    def items(self) -> Collection[Item]:  # type: ignore[override]
        return (self.item,)


def type_of(record: SpannedRecord) -> str:
    """Return the type as editors choose it: the record type, or for a part its kind."""
    if isinstance(record, Part):
        return "level" if record.kind == "heading" else record.kind
    return "heading" if isinstance(record, Session) else BY_RECORD[type(record)].name


def is_discard(record: SpannedRecord) -> bool:
    return isinstance(record, Part) and record.kind == "discard"


def get_record(snapshot: Snapshot, item: Item, types: Any, refusal: str) -> Any:
    """Return the record of an item. Raises SaveRefusedError unless it is of one of the types."""
    record = snapshot.get(item)
    if not isinstance(record, types):
        raise SaveRefusedError(refusal)
    return record


def get_spanned(snapshot: Snapshot, item: Item) -> SpannedRecord:
    """Return a text of the source. Raises SaveRefusedError for items of other types."""
    refusal = "Only texts of the report can be edited in this way."
    return get_record(snapshot, item, SpannedRecord, refusal)  # type: ignore[no-any-return]


def label_of(record: SpannedRecord) -> str:
    """Return the label printed before a paragraph; labels of recommendations are left out."""
    return record.label if isinstance(record, Paragraph) else ""


def taken_addresses(snapshot: Snapshot, record_type: str, context: EditContext) -> set[str]:
    """Return the anchors or references that items of the type have or had."""
    records: Iterable[Any] = snapshot.of_type(record_type).values()
    prefix = f"{record_type}s/"
    return {getattr(record, BY_NAME[record_type].unique) for record in records} | {
        path.removeprefix(prefix) for path in context.taken_paths if path.startswith(prefix)
    }


def free_anchor(snapshot: Snapshot, record_type: str, wanted: str, context: EditContext) -> str:
    """Return the anchor, or a variant that no item of the type has or had."""
    return UniqueSlugs(taken_addresses(snapshot, record_type, context)).allocate(wanted)


def free_reference(snapshot: Snapshot, stem: str, context: EditContext) -> str:
    """Return the next reference with that stem that no recommendation has or had."""
    taken = taken_addresses(snapshot, "recommendation", context)
    return next(name for index in count(1) if (name := f"{stem}.{index}") not in taken)


def stem_of(paragraph: Paragraph | None) -> str:
    return paragraph.anchor.removeprefix("p") if paragraph else "text"


def with_references(snapshot: Snapshot, old: Record, new: Key | None) -> Snapshot:
    """Return the snapshot with references to a record changed to another one of its type.

    Records with spans keep their references, except `parent`: `renumber` sets them.
    """
    name = BY_RECORD[type(old)].name
    return snapshot.with_records(
        *(
            record._replace(**{field: new})
            for record_type in RECORD_TYPES
            for field, parent in record_type.parents.items()
            if parent.record_type == name
            for record in snapshot.of_type(record_type.name).values()
            if getattr(record, field) == old.key
            and (field == "parent" or not getattr(record, "spans", ()))
        )
    )
