"""Move and nest items, add items by hand, and remove them again."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from portal.content import item_fields
from portal.content.edits import base
from portal.content.edits.base import NEW_POSITION, Edit, EditContext, ItemEdit
from portal.content.refusals import SaveRefusedError
from portal.content.schema import (
    BY_NAME,
    Annex,
    Item,
    Paragraph,
    Participation,
    Recommendation,
    Session,
)
from portal.content.snapshot import Snapshot
from portal.parsing import labels
from reports.text import slugify

ALREADY_FIRST = "It is already the first."
ALREADY_LAST = "It is already the last."
NEST_REFUSAL = "A recommendation can only be nested under an earlier one of the same paragraph."
ADDABLE_TYPES = ("session", "paragraph", "recommendation", "participation", "annex")
# Record type -> the type and the field of records that prevent its removal, and the refusal.
USES = {
    "session": ("paragraph", "session", "It has paragraphs under it. Move them first."),
    "paragraph": ("recommendation", "paragraph", "It contains recommendations. Move them first."),
    "recommendation": ("recommendation", "parent", "It has nested points. Move them first."),
    "participation": (
        "contribution",
        "participation",
        "This person speaks in the report. Remove the person as a speaker first.",
    ),
}


@dataclass(frozen=True)
class Move(ItemEdit):
    """Move a session, paragraph or recommendation up (-1) or down (1), with what is below it."""

    steps: int

    action: ClassVar[str] = "Moved"
    allows: ClassVar[frozenset[str]] = frozenset({"moved"})

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        match snapshot.get(self.item):
            case Session() as session:
                return snapshot.with_records(*self.swapped(snapshot.sessions, session))
            case Paragraph() as paragraph:
                return self.move_paragraph(snapshot, paragraph)
            case Recommendation() as record:
                siblings = snapshot.points_by_parent[record.parent]
                siblings = [other for other in siblings if other.paragraph == record.paragraph]
                return depth_first(snapshot.with_records(*self.swapped(siblings, record)))
        raise SaveRefusedError("Items of this type have no order.")

    def swapped(self, siblings: list[Any], record: Any) -> tuple[Any, Any]:
        """Return the record and its neighbor, each with the position of the other."""
        other = self.neighbor(siblings, record)
        return record._replace(position=other.position), other._replace(position=record.position)

    def neighbor(self, siblings: list[Any], record: Any) -> Any:
        target = siblings.index(record) + self.steps
        if not 0 <= target < len(siblings):
            raise SaveRefusedError(ALREADY_FIRST if self.steps < 0 else ALREADY_LAST)
        return siblings[target]

    def move_paragraph(self, snapshot: Snapshot, paragraph: Paragraph) -> Snapshot:
        """Swap a paragraph with its neighbor, or move it across the edge of its session."""
        siblings = snapshot.paragraphs_of(paragraph.session)
        if 0 <= siblings.index(paragraph) + self.steps < len(siblings):
            return snapshot.with_records(*self.swapped(siblings, paragraph))
        target = self.neighbor(snapshot.sessions, snapshot.session[paragraph.session])
        end = 0 if self.steps > 0 else len(snapshot.paragraphs_of(target.key)) + 1
        return snapshot.with_records(paragraph._replace(session=target.key, position=end))


def depth_first(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot in which nested points follow the recommendation above them."""

    def path(record: Recommendation) -> tuple[int, ...]:
        above = path(snapshot.recommendation[record.parent]) if record.parent else ()
        return (*above, record.position)

    return snapshot.with_records(*numbered(sorted(snapshot.recommendations, key=path)))


def numbered(records: Iterable[Any]) -> list[Any]:
    return [record._replace(position=index) for index, record in enumerate(records, start=1)]


@dataclass(frozen=True)
class Nest(ItemEdit):
    """Nest a recommendation under an earlier one of its paragraph; None removes the nesting."""

    parent: Item | None

    action: ClassVar[str] = "Nested"

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        refusal = "Only a recommendation can be nested under another."
        record = base.get_record(snapshot, self.item, Recommendation, refusal)
        if self.parent is None:
            return snapshot.with_records(record._replace(parent=None))
        parent = base.get_record(snapshot, self.parent, Recommendation, refusal)
        if parent not in possible_parents(snapshot, record):
            raise SaveRefusedError(NEST_REFUSAL)
        return snapshot.with_records(record._replace(parent=parent.key))


def possible_parents(snapshot: Snapshot, record: Any) -> list[Recommendation]:
    """Return the earlier recommendations of the same paragraph."""
    if not isinstance(record, Recommendation):
        return []
    siblings = snapshot.recommendations_by_paragraph.get(record.paragraph, [])
    return [other for other in siblings if other.position < record.position]


@dataclass(frozen=True)
class Add(Edit):
    """Add an item without a source, after another or at the end."""

    record_type: str
    fields: dict[str, Any]
    after: Item | None = None

    action: ClassVar[str] = "Added"
    allows: ClassVar[frozenset[str]] = frozenset({"added"})

    def describe(self, snapshot: Snapshot, context: EditContext) -> str:
        return BY_NAME[self.record_type].label

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        key, previous = snapshot.new_key(), snapshot.get(self.after) if self.after else None
        match self.record_type:
            case "session":
                wanted = slugify(self.fields["title"], 50) or "text"
                anchor = base.free_anchor(snapshot, "session", wanted, context)
                session = Session(key, NEW_POSITION, self.fields["kind"], "", anchor)
                records = insert_after(snapshot.sessions, session, previous)
            case "paragraph":
                records = add_paragraph(snapshot, previous, self.fields, context)
            case "recommendation":
                records = add_recommendation(snapshot, previous, context)
            case "participation":
                records = [Participation(key, self.fields["person"][0], self.fields["role"])]
            case "annex":
                records = [Annex(key, self.fields["label"])]
            case _:
                raise SaveRefusedError("Items of this type cannot be added.")
        item = Item(self.record_type, key)
        return item_fields.set_fields(snapshot.with_records(*records), item, self.fields)


def insert_after(records: list[Any], record: Any, previous: Any) -> list[Any]:
    """Return the records with another after `previous`, or at the end, numbered from 1."""
    index = records.index(previous) + 1 if previous in records else len(records)
    return numbered([*records[:index], record, *records[index:]])


def add_paragraph(
    snapshot: Snapshot, previous: Any, fields: dict[str, Any], context: EditContext
) -> list[Any]:
    session = previous.key if isinstance(previous, Session) else getattr(previous, "session", None)
    if session is None and snapshot.sessions:
        session = snapshot.sessions[-1].key
    if session is None:
        raise SaveRefusedError("Add a heading first: every paragraph belongs under one.")
    number = labels.label_number(fields["label"])
    wanted = slugify(f"p{number}" if number else "u1", 50) or "text"
    anchor = base.free_anchor(snapshot, "paragraph", wanted, context)
    paragraph = Paragraph(snapshot.new_key(), session, NEW_POSITION, anchor, text="")
    siblings = snapshot.paragraphs_of(session)
    if isinstance(previous, Session):
        return numbered([paragraph, *siblings])
    return insert_after(siblings, paragraph, previous)


def add_recommendation(snapshot: Snapshot, previous: Any, context: EditContext) -> list[Any]:
    paragraph = previous.key if isinstance(previous, Paragraph) else None
    parent = None
    if isinstance(previous, Recommendation):
        paragraph, parent = previous.paragraph, previous.parent
        previous = last_descendant(snapshot, previous)
    stem = (
        snapshot.recommendation[parent].reference
        if parent
        else base.stem_of(snapshot.paragraph[paragraph] if paragraph else None)
    )
    key, reference = snapshot.new_key(), base.free_reference(snapshot, stem, context)
    record = Recommendation(key, NEW_POSITION, reference, "", paragraph=paragraph, parent=parent)
    return insert_after(snapshot.recommendations, record, previous)


def last_descendant(snapshot: Snapshot, record: Recommendation) -> Recommendation:
    """Return the last point under a recommendation, or itself."""
    points = snapshot.points_by_parent.get(record.key)
    return last_descendant(snapshot, points[-1]) if points else record


@dataclass(frozen=True)
class Remove(ItemEdit):
    """Remove an item that has no source and that nothing depends on. Revisions keep it."""

    action: ClassVar[str] = "Removed"

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        record = snapshot.get(self.item)
        if self.item.record_type not in ADDABLE_TYPES:
            raise SaveRefusedError("Discard a report on its own page, not here.")
        if getattr(record, "spans", None):
            raise SaveRefusedError(
                "It is part of the source. Change its type to “Not part of the report” to discard "
                "it with a reason."
            )
        if self.item.record_type in USES:
            record_type, field, refusal = USES[self.item.record_type]
            users = snapshot.of_type(record_type).values()
            if any(getattr(user, field) == record.key for user in users):
                raise SaveRefusedError(refusal)
        return snapshot.without_records(record)
