"""What all edits share: their interface, what they know beside the snapshot, and look-ups."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from portal.content.item_names import item_name
from portal.content.refusals import SaveRefusedError
from portal.content.schema import (
    BY_RECORD,
    Item,
    Key,
    Paragraph,
    Part,
    Recommendation,
    Session,
    SpannedRecord,
    Spans,
)
from portal.content.snapshot import Snapshot
from portal.parsing.unique_slugs import UniqueSlugs

# The position of new records; their place follows from their spans.
NEW_POSITION = 5_000_000
# The title of a session without a heading in the source.
PLACEHOLDER_TITLE = "Text"


@dataclass(frozen=True)
class EarlierParagraph:
    """A paragraph of an earlier revision, and the people who spoke in it."""

    paragraph: Paragraph
    people: tuple[Key, ...]


class EditContext(Protocol):
    """What an edit may need to know beside the snapshot."""

    @property
    def source_text(self) -> str:
        """Return the text of the source, empty without a source."""

    @property
    def taken_paths(self) -> frozenset[str]:
        """Return “paragraphs/p3” and the like: what leads to another text, or did so."""

    def printed_forms(self, entity_type: str, keys: Collection[Key]) -> Mapping[Key, list[str]]:
        """Return the names of shared entities by key, the first to be shown."""

    def earlier_paragraph(self, spans: Spans) -> EarlierParagraph | None:
        """Return the newest paragraph of the revisions that had these spans."""


class Edit(Protocol):
    """A change of a report, as a value."""

    # What the history calls it, and the kinds of coverage errors that it may cause.
    action: ClassVar[str]
    allows: ClassVar[frozenset[str]]

    def describe(self, snapshot: Snapshot, context: EditContext) -> str:
        """Return what is edited, for the history."""

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        """Return the edited snapshot. Raises SaveRefusedError."""


@dataclass(frozen=True)
class ItemEdit:
    """An edit of one item."""

    item: Item

    allows: ClassVar[frozenset[str]] = frozenset()

    def describe(self, snapshot: Snapshot, context: EditContext) -> str:
        return item_name(snapshot, self.item, context.printed_forms)


def type_of(record: SpannedRecord) -> str:
    """Return the type that an editor chooses from: the kind, for parts the part's kind."""
    if isinstance(record, Part):
        return "level" if record.kind == "heading" else record.kind
    return "heading" if isinstance(record, Session) else BY_RECORD[type(record)].name


def is_discard(record: SpannedRecord) -> bool:
    return isinstance(record, Part) and record.kind == "discard"


def get_spanned(snapshot: Snapshot, item: Item) -> SpannedRecord:
    """Return a text of the source. Raises SaveRefusedError for items of other types."""
    record = snapshot.get(item)
    if not isinstance(record, SpannedRecord):
        raise SaveRefusedError("Only texts of the report can be edited in this way.")
    return record


def get_recommendation(snapshot: Snapshot, item: Item, refusal: str) -> Recommendation:
    record = snapshot.get(item)
    if not isinstance(record, Recommendation):
        raise SaveRefusedError(refusal)
    return record


def label_of(record: SpannedRecord) -> str:
    """Return the label printed before the text; that of a recommendation is set aside."""
    return record.label if isinstance(record, Paragraph) else ""


def free_anchor(snapshot: Snapshot, kind: str, wanted: str, context: EditContext) -> str:
    """Return the anchor, or a variant that no such item has or had; `kind` as in paths."""
    records: Iterable[Any] = (
        snapshot.session if kind == "sessions" else snapshot.paragraph
    ).values()
    prefix = f"{kind}/"
    taken = {record.anchor for record in records}
    taken |= {path.removeprefix(prefix) for path in context.taken_paths if path.startswith(prefix)}
    return UniqueSlugs(taken).allocate(wanted)


def free_reference(snapshot: Snapshot, stem: str, context: EditContext) -> str:
    """Return the next reference with that stem that no recommendation has or had."""
    taken = {record.reference for record in snapshot.recommendation.values()}
    taken |= {path.removeprefix("recommendations/") for path in context.taken_paths}
    index = 1
    while f"{stem}.{index}" in taken:
        index += 1
    return f"{stem}.{index}"


def stem_of(paragraph: Paragraph | None) -> str:
    return paragraph.anchor.removeprefix("p") if paragraph else "text"
