"""The cross-references of a snapshot: whose they are, which still hold, how a split divides them."""

from collections.abc import Iterable
from typing import Any

from portal.content.schema import (
    BY_NAME,
    BY_RECORD,
    SUGGESTED,
    CrossReference,
    Key,
    Paragraph,
    Recommendation,
)
from portal.content.snapshot import Snapshot
from portal.parsing.cross_references import occurrences

ReferringRecord = Paragraph | Recommendation
FIELDS = BY_NAME["cross_reference"].parents
TARGETS = tuple(name for name in FIELDS if name.startswith("target_"))
OTHER_TARGETS = ("other_report_id", "other_paragraph_id")


def references_of(snapshot: Snapshot, record: Any) -> list[CrossReference]:
    """Return the references in a paragraph or recommendation, in the order in which they were found."""
    source: tuple[Key | None, Key | None]
    match record:
        case Paragraph():
            source = (record.key, None)
        case Recommendation():
            source = (None, record.key)
        case _:
            return []
    return snapshot.references_by_source.get(source, [])


def source_of(snapshot: Snapshot, reference: CrossReference) -> ReferringRecord | None:
    if reference.paragraph is not None:
        return snapshot.paragraph.get(reference.paragraph)
    return snapshot.recommendation.get(reference.recommendation or 0)


def target_of(snapshot: Snapshot, reference: CrossReference) -> Any:
    """Return the record that a reference leads to; None if that is in another report."""
    for name in TARGETS:
        key = getattr(reference, name)
        if key is not None:
            return snapshot.of_type(FIELDS[name].record_type).get(key)
    return None


def identity(reference: CrossReference) -> CrossReference:
    """Return what two references to the same place by the same words have in common."""
    return reference._replace(key=0, status="")


def holds(snapshot: Snapshot, reference: CrossReference) -> bool:
    """Return whether both ends exist, are not the same, and the text still has the words."""
    source, target = source_of(snapshot, reference), target_of(snapshot, reference)
    has_target = target is not None or reference.other_report_id is not None
    if source is None or not has_target or source == target:
        return False
    return bool(occurrences(source.text, reference.phrase, reference.words))


def valid_references(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot with the references that hold; of duplicates, the decided one."""
    kept: dict[CrossReference, CrossReference] = {}
    for reference in sorted(snapshot.cross_reference.values(), key=is_undecided):
        if holds(snapshot, reference):
            kept.setdefault(identity(reference), reference)
    keys = {reference.key for reference in kept.values()}
    return snapshot.without_records(
        *(one for key, one in snapshot.cross_reference.items() if key not in keys)
    )


def is_undecided(reference: CrossReference) -> tuple[bool, Key]:
    return (reference.status == SUGGESTED, reference.key)


def new_references(snapshot: Snapshot, found: Iterable[CrossReference]) -> list[CrossReference]:
    """Return the references that the snapshot does not have, each once, under new keys in order."""
    known = {identity(reference) for reference in snapshot.cross_reference.values()}
    new = [one for one in dict.fromkeys(map(keyless, found)) if identity(one) not in known]
    first_key = snapshot.new_key() - len(new) + 1
    return [one._replace(key=first_key + index) for index, one in enumerate(new)]


def keyless(reference: CrossReference) -> CrossReference:
    return reference._replace(key=0)


def divide_references(snapshot: Snapshot, first: Any, second: Any) -> Snapshot:
    """Repeat the references of the first half of a split text for the second half.

    `valid_references` then drops those whose words a half does not have.
    """
    name = BY_RECORD[type(first)].name
    copies = (one._replace(**{name: second.key}) for one in references_of(snapshot, first))
    return snapshot.with_records(*new_references(snapshot, copies))
