"""The cross-references of a merge: those that the newer version prints, as editors decided them."""

from portal.content.cross_references import identity, valid_references
from portal.content.schema import SUGGESTED, CrossReference
from portal.content.snapshot import Snapshot


def with_merged_references(stored: Snapshot, newer: Snapshot, merged: Snapshot) -> Snapshot:
    """Return the merged snapshot with its references.

    What an editor has confirmed, rejected or added stays as long as its words and both its ends
    exist, and so does what was found in a text that an editor has changed; all other references
    are those of the newer version.
    """
    known = {identity(reference): reference for reference in stored.cross_reference.values()}
    printed = [
        with_decision(reference, known.get(identity(reference)))
        for reference in newer.cross_reference.values()
    ]
    kept = [
        one
        for one in stored.cross_reference.values()
        if one.status != SUGGESTED or is_in_edited_text(one, newer, merged)
    ]
    return valid_references(merged.with_records(*printed, *kept))


def is_in_edited_text(reference: CrossReference, newer: Snapshot, merged: Snapshot) -> bool:
    """Return whether the merged text of the reference differs from what the newer file prints."""
    for record_type in ("paragraph", "recommendation"):
        key = getattr(reference, record_type)
        if key is not None:
            printed = newer.of_type(record_type).get(key)
            text = getattr(merged.of_type(record_type).get(key), "text", "")
            return printed is not None and printed.text != text
    return False


def with_decision(printed: CrossReference, stored: CrossReference | None) -> CrossReference:
    """Return the reference under its stored key, with the decision about it."""
    if stored is None:
        return printed
    status = printed.status if stored.status == SUGGESTED else stored.status
    return stored._replace(status=status)
