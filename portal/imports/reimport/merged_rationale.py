"""The rationale of a merge: what editors decided, and what a curation file says of the rest."""

from portal.content.rationale import valid_links
from portal.content.snapshot import Snapshot


def with_merged_rationale(stored: Snapshot, newer: Snapshot, merged: Snapshot) -> Snapshot:
    """Return the merged snapshot with the links that were decided, as long as both texts exist.

    The links of the newer version, from a curation file, count for recommendations about which
    nothing was decided.
    """
    decided = {link.recommendation for link in stored.rationale_link.values()}
    curated = [link for link in newer.rationale_link.values() if link.recommendation not in decided]
    return valid_links(merged.with_records(*stored.rationale_link.values(), *curated))
