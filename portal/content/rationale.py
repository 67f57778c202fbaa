"""Decisions on what led to recommendations: which are valid, and how edits carry them over."""

from typing import Any

from portal.content.item_names import number_of
from portal.content.refusals import SaveRefusedError
from portal.content.schema import (
    BY_RECORD,
    CONFIRMED,
    Key,
    Paragraph,
    RationaleLink,
    Recommendation,
)
from portal.content.snapshot import Snapshot

RationaleRecord = Paragraph | Recommendation


def rationale_of(snapshot: Snapshot, record: Any) -> list[RationaleLink]:
    """Return what was decided about a recommendation, or about what a paragraph led to."""
    match record:
        case Recommendation():
            return snapshot.rationale_by_recommendation.get(record.key, [])
        case Paragraph():
            return snapshot.rationale_by_paragraph.get(record.key, [])
    return []


def confirmed_paragraphs(snapshot: Snapshot, recommendation: Key) -> list[Paragraph]:
    """Return the paragraphs that led to a recommendation, in document order."""
    keys = {
        link.paragraph
        for link in snapshot.rationale_by_recommendation.get(recommendation, ())
        if link.status == CONFIRMED
    }
    return [paragraph for paragraph in snapshot.paragraphs if paragraph.key in keys] if keys else []


def is_none_confirmed(snapshot: Snapshot, recommendation: Key) -> bool:
    """Return whether an editor has confirmed that no statement led to a recommendation."""
    links = snapshot.rationale_by_recommendation.get(recommendation, ())
    return any(link.paragraph is None for link in links)


def is_decided(snapshot: Snapshot, recommendation: Key) -> bool:
    """Return whether readers are told what led to a recommendation, or that nothing did."""
    links = snapshot.rationale_by_recommendation.get(recommendation, ())
    return any(link.status == CONFIRMED for link in links)


def valid_links(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot with the links whose ends exist.

    Of two links between the same texts, a confirmed one is kept, or else the older one. “None
    led to it” is dropped if a statement that did is confirmed.
    """
    kept: dict[tuple[Key, Key | None], RationaleLink] = {}
    for link in sorted(snapshot.rationale_link.values(), key=confirmed_first):
        has_paragraph = link.paragraph is None or link.paragraph in snapshot.paragraph
        if has_paragraph and link.recommendation in snapshot.recommendation:
            kept.setdefault((link.recommendation, link.paragraph), link)
    answered = {
        link.recommendation for link in kept.values() if link.paragraph and link.status == CONFIRMED
    }
    keys = {
        link.key for link in kept.values() if link.paragraph or link.recommendation not in answered
    }
    return snapshot.without_records(
        *(link for key, link in snapshot.rationale_link.items() if key not in keys)
    )


def confirmed_first(link: RationaleLink) -> tuple[bool, bool, int]:
    # New records have negative keys, the first one the highest.
    return (link.status != CONFIRMED, link.key < 0, abs(link.key))


def with_link(
    snapshot: Snapshot, recommendation: Key, paragraph: Key | None, status: str
) -> Snapshot:
    """Return the snapshot with a decision, in place of the one about the same two texts."""
    links = snapshot.rationale_by_recommendation.get(recommendation, ())
    known = next((link for link in links if link.paragraph == paragraph), None)
    key = known.key if known else snapshot.new_key()
    link = RationaleLink(key, recommendation, paragraph, status)
    return valid_links(snapshot.with_records(link))


def divide_rationale(snapshot: Snapshot, first: Any, second: Any) -> Snapshot:
    """Repeat the decisions about the first half of a split text for the second half."""
    name, key = BY_RECORD[type(first)].name, snapshot.new_key()
    return snapshot.with_records(
        *(
            link._replace(key=key - index, **{name: second.key})
            for index, link in enumerate(rationale_of(snapshot, first))
        )
    )


def joined_rationale(snapshot: Snapshot, first: Any, second: Any) -> Snapshot:
    """Return the snapshot without a “none” that was decided for only one of the joined halves."""
    if not isinstance(first, Recommendation):
        return snapshot
    nones = [
        link
        for half in (first, second)
        for link in rationale_of(snapshot, half)
        if link.paragraph is None
    ]
    return snapshot.without_records(*nones) if len(nones) == 1 else snapshot


def refuse_lost_rationale(snapshot: Snapshot, record: Any) -> None:
    """Raise SaveRefusedError if a change of type would lose what was confirmed about the text."""
    confirmed = [link for link in rationale_of(snapshot, record) if link.status == CONFIRMED]
    if not confirmed:
        return
    if isinstance(record, Recommendation):
        raise SaveRefusedError(
            "Editors have confirmed which statements led to it, or that none did. Only a recommendation "
            "can have such statements. Undo this first."
        )
    names = [number_of(snapshot.recommendation[link.recommendation]) for link in confirmed]
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    raise SaveRefusedError(
        f"It is confirmed as a statement that led to {names[0]}{more}, and only a statement can lead "
        "to a recommendation. Undo this first."
    )


def without_rationale(snapshot: Snapshot, record: Any) -> Snapshot:
    return snapshot.without_records(*rationale_of(snapshot, record))
