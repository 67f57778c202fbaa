"""Move and nest items, add items by hand, and remove them again."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from portal.content import item_fields
from portal.content.edits import base
from portal.content.edits.base import NEW_POSITION, EditContext, ItemEdit
from portal.content.refusals import SaveRefusedError
from portal.content.schema import (
    BY_NAME,
    Annex,
    Item,
    Key,
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


@dataclass(frozen=True)
class Move(ItemEdit):
    """Move a session, paragraph or recommendation up (-1) or down (1), with what is below it."""

    steps: int

    action: ClassVar[str] = "Moved"
    allows: ClassVar[frozenset[str]] = frozenset({"moved"})

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        match snapshot.get(self.item):
            case Session() as session:
                return snapshot.with_records(*swapped(snapshot.sessions, session, self.steps))
            case Paragraph() as paragraph:
                return move_paragraph(snapshot, paragraph, self.steps)
            case Recommendation() as recommendation:
                return move_recommendation(snapshot, recommendation, self.steps)
        raise SaveRefusedError("Items of this type have no order.")


def swapped(records: list[Any], record: Any, steps: int) -> list[Any]:
    """Return the records in their new order, numbered from 1."""
    records = list(records)
    source = records.index(record)
    target = source + steps
    if not 0 <= target < len(records):
        raise SaveRefusedError(ALREADY_FIRST if steps < 0 else ALREADY_LAST)
    records[source], records[target] = records[target], records[source]
    return numbered(records)


def numbered(records: list[Any]) -> list[Any]:
    return [record._replace(position=index) for index, record in enumerate(records, start=1)]


def move_paragraph(snapshot: Snapshot, paragraph: Paragraph, steps: int) -> Snapshot:
    """Swap it with its neighbour; from the edge of a session it moves into the adjacent one."""
    siblings = snapshot.paragraphs_of(paragraph.session)
    if 0 <= siblings.index(paragraph) + steps < len(siblings):
        return snapshot.with_records(*swapped(siblings, paragraph, steps))
    sessions = snapshot.sessions
    target = sessions.index(snapshot.session[paragraph.session]) + steps
    if not 0 <= target < len(sessions):
        raise SaveRefusedError(ALREADY_FIRST if steps < 0 else ALREADY_LAST)
    session = sessions[target].key
    moved = paragraph._replace(session=session)
    others = snapshot.paragraphs_of(session)
    return snapshot.with_records(*numbered([*others, moved] if steps < 0 else [moved, *others]))


def move_recommendation(snapshot: Snapshot, recommendation: Recommendation, steps: int) -> Snapshot:
    level = snapshot.points_by_parent.get(recommendation.parent, [])
    siblings = [record for record in level if record.paragraph == recommendation.paragraph]
    in_new_order = iter(swapped(siblings, recommendation, steps))
    keys = {record.key for record in siblings}
    # Recommendations of other paragraphs keep their order.
    children = dict(snapshot.points_by_parent)
    children[recommendation.parent] = [
        next(in_new_order) if record.key in keys else record for record in level
    ]
    return snapshot.with_records(*numbered(list(depth_first(children, None))))


def depth_first(
    children: dict[Key | None, list[Recommendation]], parent: Key | None
) -> Iterator[Recommendation]:
    for record in children.get(parent, []):
        yield record
        yield from depth_first(children, record.key)


@dataclass(frozen=True)
class Nest(ItemEdit):
    """Nest a recommendation under an earlier one of its paragraph; None removes the nesting."""

    parent: Item | None

    action: ClassVar[str] = "Nested"

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        refusal = "Only a recommendation can be nested under another."
        record = base.get_recommendation(snapshot, self.item, refusal)
        if self.parent is None:
            return snapshot.with_records(record._replace(parent=None))
        parent = base.get_recommendation(snapshot, self.parent, refusal)
        if not may_be_parent(snapshot, parent, record):
            raise SaveRefusedError(NEST_REFUSAL)
        nested = record._replace(parent=parent.key, level=parent.level)
        return item_fields.with_level(snapshot.with_records(nested), nested)


def may_be_parent(snapshot: Snapshot, parent: Recommendation, child: Recommendation) -> bool:
    """Return whether the parent precedes the child in its paragraph, without a cycle."""
    lineage, ancestor = set[Key](), parent
    while ancestor.key not in lineage:
        lineage.add(ancestor.key)
        ancestor = snapshot.recommendation[ancestor.parent] if ancestor.parent else ancestor
    is_earlier = parent.position < child.position
    return parent.paragraph == child.paragraph and is_earlier and child.key not in lineage


def possible_parents(snapshot: Snapshot, record: Any) -> list[Recommendation]:
    """Return the earlier recommendations of the same paragraph."""
    if not isinstance(record, Recommendation):
        return []
    siblings = snapshot.recommendations_by_paragraph.get(record.paragraph, [])
    return [other for other in siblings if other.position < record.position]


@dataclass(frozen=True)
class Add:
    """Add an item without a source, after another or at the end."""

    record_type: str
    fields: dict[str, Any]
    after: Item | None = None

    action: ClassVar[str] = "Added"
    allows: ClassVar[frozenset[str]] = frozenset({"added"})

    def describe(self, snapshot: Snapshot, context: EditContext) -> str:
        return BY_NAME[self.record_type].label

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        previous = snapshot.get(self.after) if self.after else None
        match self.record_type:
            case "session":
                records = add_session(snapshot, previous, self.fields, context)
            case "paragraph":
                records = add_paragraph(snapshot, previous, self.fields, context)
            case "recommendation":
                records = add_recommendation(snapshot, previous, context)
            case "participation":
                records = [new_participation(snapshot, self.fields)]
            case "annex":
                records = [new_annex(snapshot, self.fields)]
            case _:
                raise SaveRefusedError("Items of this type cannot be added.")
        new = min(records, key=lambda record: record.key)
        item = Item(self.record_type, new.key)
        return item_fields.set_fields(snapshot.with_records(*records), item, self.fields)


def insert_after(records: list[Any], record: Any, previous: Any) -> list[Any]:
    """Return the records with another after `previous`, or at the end, numbered from 1."""
    index = records.index(previous) + 1 if previous in records else len(records)
    return numbered([*records[:index], record, *records[index:]])


def add_session(
    snapshot: Snapshot, previous: Any, fields: dict[str, Any], context: EditContext
) -> list[Any]:
    wanted = slugify(fields["title"], 50) or "text"
    session = Session(
        key=snapshot.new_key(),
        position=NEW_POSITION,
        kind=fields["kind"],
        # Set with the other fields.
        title="",
        anchor=base.free_anchor(snapshot, "sessions", wanted, context),
    )
    return insert_after(snapshot.sessions, session, previous)


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
    paragraph = Paragraph(
        key=snapshot.new_key(),
        session=session,
        position=NEW_POSITION,
        anchor=base.free_anchor(snapshot, "paragraphs", wanted, context),
        text=fields["text"],
        voice=fields["voice"],
    )
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
    record = Recommendation(
        key=snapshot.new_key(),
        position=NEW_POSITION,
        reference=base.free_reference(snapshot, stem, context),
        text="",
        paragraph=paragraph,
        parent=parent,
        level=snapshot.recommendation[parent].level if parent else "",
    )
    return insert_after(snapshot.recommendations, record, previous)


def last_descendant(snapshot: Snapshot, record: Recommendation) -> Recommendation:
    """Return the last point under a recommendation, or itself."""
    points = snapshot.points_by_parent.get(record.key)
    return last_descendant(snapshot, points[-1]) if points else record


def new_participation(snapshot: Snapshot, fields: dict[str, Any]) -> Participation:
    (person,) = fields["person"]
    return Participation(snapshot.new_key(), person, fields["role"])


def new_annex(snapshot: Snapshot, fields: dict[str, Any]) -> Annex:
    return Annex(snapshot.new_key(), fields["label"])


@dataclass(frozen=True)
class Remove(ItemEdit):
    """Remove an item without a source that nothing depends on. Revisions keep it."""

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
        if reason := usage_reason(snapshot, record):
            raise SaveRefusedError(reason)
        return snapshot.without_records(record)


def usage_reason(snapshot: Snapshot, record: Any) -> str:
    """Return why the item cannot be removed, or "" if nothing depends on it."""
    match record:
        case Session() if snapshot.paragraphs_of(record.key):
            return "It has paragraphs under it. Move them first."
        case Paragraph() if record.key in snapshot.recommendations_by_paragraph:
            return "It contains recommendations. Move them first."
        case Recommendation() if record.key in snapshot.points_by_parent:
            return "It has nested points. Move them first."
        case Participation() if any(
            item.participation == record.key for item in snapshot.contribution.values()
        ):
            return "This person speaks in the report. Remove the person as a speaker first."
    return ""
