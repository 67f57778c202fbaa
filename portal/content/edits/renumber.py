"""Renumber the items of a report after an edit: positions, sessions, paragraphs and parents."""

from collections.abc import Iterator, Mapping
from itertools import count, zip_longest
from typing import Any

from portal.content.cross_references import valid_references
from portal.content.edits import base
from portal.content.edits.base import NEW_POSITION, NO_SESSION, PLACEHOLDER_TITLE, EditContext
from portal.content.rationale import valid_links
from portal.content.refusals import SaveRefusedError
from portal.content.schema import (
    RECORD_TYPES,
    Contribution,
    CrossReference,
    Key,
    Paragraph,
    RationaleLink,
    Recommendation,
    RecordType,
    Session,
)
from portal.content.snapshot import Snapshot, source_order, start_of

Ordered = Session | Paragraph | Recommendation


def renumber(snapshot: Snapshot, context: EditContext) -> Snapshot:
    """Set position, session, paragraph and parent of every item in document order."""
    ordered = ordered_items(snapshot)
    if ordered and isinstance(ordered[0], Paragraph):
        ordered.insert(0, placeholder_session(snapshot, context))
    followed = zip_longest(ordered, ordered[1:])
    empty = [record for record, following in followed if is_empty_placeholder(record, following)]
    outside = [record for record in snapshot.recommendations if is_outside(snapshot, record)]
    items = [*(record for record in ordered if record not in empty), *outside]
    renumbered = snapshot.without_records(*empty).with_records(*numbered(snapshot, items))
    return valid_links(valid_references(without_dangling_links(renumbered)))


def ordered_items(snapshot: Snapshot) -> list[Ordered]:
    """Return the items in document order, without the recommendations outside all paragraphs.

    Records keep their order, as an editor may have moved them. New ones, and those that lost
    what they stood under, follow the last item before them in the source, and take along their
    recommendations and the items without spans that follow them.
    """
    ordered: list[Ordered] = []
    lost: list[list[Ordered]] = []
    for record in stored_items(snapshot):
        if is_placed(snapshot, record):
            ordered.append(record)
        elif not lost or (record.spans and not has_paragraph(snapshot, record)):
            lost.append([record])
        else:
            lost[-1].append(record)
    for records in sorted(lost, key=lambda records: source_order(records[0])):
        index = insertion_index(ordered, records[0])
        ordered[index:index] = records
    return ordered


def stored_items(snapshot: Snapshot) -> Iterator[Ordered]:
    """Yield the items in their stored order; those that stand under nothing come last."""
    # New paragraphs, of no session, come first.
    gone = sorted(snapshot.paragraphs_by_session.keys() - snapshot.session.keys())
    for key in (*(session.key for session in snapshot.sessions), *gone):
        if key in snapshot.session:
            yield snapshot.session[key]
        for paragraph in snapshot.paragraphs_of(key):
            yield paragraph
            yield from snapshot.recommendations_by_paragraph.get(paragraph.key, ())
    for record in snapshot.recommendations:
        if record.spans and not has_paragraph(snapshot, record):
            yield record


def has_paragraph(snapshot: Snapshot, record: Ordered) -> bool:
    return isinstance(record, Recommendation) and record.paragraph in snapshot.paragraph


def is_placed(snapshot: Snapshot, record: Ordered) -> bool:
    """Return whether a record already has a place among the others, which it then keeps."""
    match record:
        case Session():
            return record.position < NEW_POSITION
        case Paragraph():
            return record.position < NEW_POSITION and record.session in snapshot.session
    paragraph = snapshot.paragraph.get(record.paragraph) if record.paragraph else None
    return paragraph is not None and is_placed(snapshot, paragraph)


def is_outside(snapshot: Snapshot, record: Recommendation) -> bool:
    """Return whether a recommendation is outside all paragraphs, as one without spans may be."""
    return record.paragraph not in snapshot.paragraph and not record.spans


def insertion_index(ordered: list[Ordered], record: Ordered) -> int:
    """Return the index after the item that precedes the record in the source."""
    start = start_of(record)
    before = [
        (start_of(other), index)
        for index, other in enumerate(ordered, start=1)
        if other.spans and start_of(other) < start
    ]
    if before:
        return max(before)[1]
    # Below the sessions at the beginning that have no heading in the source.
    headed = (index for index, other in enumerate(ordered) if not is_unheaded(other))
    return next(headed, len(ordered))


def is_unheaded(record: Ordered) -> bool:
    return isinstance(record, Session) and not record.spans


def placeholder_session(snapshot: Snapshot, context: EditContext) -> Session:
    """Return a new session without a heading in the source, at the beginning."""
    return Session(
        key=snapshot.new_key(),
        position=0,
        kind="session",
        title=PLACEHOLDER_TITLE,
        anchor=base.free_anchor(snapshot, "session", "text", context),
    )


def is_empty_placeholder(record: Ordered, following: Ordered | None) -> bool:
    """Return whether a record stands for a missing heading and has no paragraphs below it."""
    return (
        isinstance(record, Session)
        and (record.title, record.heading, record.spans) == (PLACEHOLDER_TITLE, "", ())
        and (following is None or isinstance(following, Session))
    )


def numbered(snapshot: Snapshot, ordered: list[Ordered]) -> list[Ordered]:
    """Return the items with their positions, and with what they stand under.

    Recommendations outside all paragraphs come last. Raises SaveRefusedError for a recommendation without a paragraph above it.
    """
    session: Key = NO_SESSION
    paragraph: Key | None = None
    sessions, paragraphs = count(1), count(1)
    placed: dict[Key | None, Recommendation] = {}
    renumbered: list[Ordered] = []
    for record in ordered:
        match record:
            case Session():
                session, paragraph, paragraphs = record.key, None, count(1)
                record = record._replace(position=next(sessions))
            case Paragraph():
                paragraph = record.key
                record = record._replace(session=session, position=next(paragraphs))
            case Recommendation():
                if is_outside(snapshot, record):
                    paragraph = None
                elif paragraph is None:
                    raise SaveRefusedError(
                        f"“{record.text[:60]}” would have no paragraph above it under its "
                        "heading, but a recommendation must belong to a paragraph."
                    )
                record = record._replace(paragraph=paragraph, position=len(placed) + 1)
                record = placed[record.key] = nested(record, placed)
        renumbered.append(record)
    return renumbered


def nested(record: Recommendation, placed: Mapping[Key | None, Recommendation]) -> Recommendation:
    """Return a recommendation with its parent's level, or unnested without a parent above it."""
    parent = placed.get(record.parent)
    if parent is None or parent.paragraph != record.paragraph:
        return record._replace(parent=None)
    return record._replace(level=parent.level)


def without_dangling_links(snapshot: Snapshot) -> Snapshot:
    """Drop links between a deleted record and others, and unset other references to it."""
    for record_type in RECORD_TYPES:
        for record in snapshot.of_type(record_type.name).values():
            gone = dict.fromkeys(dangling_parents(snapshot, record_type, record))
            if gone and isinstance(record, Contribution | CrossReference | RationaleLink):
                snapshot = snapshot.without_records(record)
            elif gone:
                snapshot = snapshot.with_records(record._replace(**gone))
    return snapshot


def dangling_parents(snapshot: Snapshot, record_type: RecordType, record: Any) -> Iterator[str]:
    """Yield the fields in which a record refers to another one that does not exist."""
    for name, parent in record_type.parents.items():
        key = getattr(record, name)
        if key is not None and key not in snapshot.of_type(parent.record_type):
            yield name
