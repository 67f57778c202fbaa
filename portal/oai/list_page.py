"""One page of a list, which always has a record, as the schema of the protocol requires."""

from typing import NamedTuple

from portal.oai import harvest
from portal.oai.oai_record import OaiRecord
from portal.oai.record_loader import load_records
from portal.oai.resumption import Progress
from portal.oai.selection import START, Position, Selection, select


class Page(NamedTuple):
    """The records, and the position of the last one if others follow."""

    progress: Progress
    records: list[OaiRecord]
    following: Position | None = None


def read_page(progress: Progress, *, with_metadata: bool, is_continued: bool) -> Page | None:
    """Return the page after the progress, or None if no record is selected.

    Records that followed may be gone from the selection since the page before. A harvest that has
    succeeded so far must not end in an error then: its last page repeats a record.
    """
    selection, after = select(progress.arguments), progress.after
    while items := harvest.next_items(selection, after):
        shown = items[: harvest.PAGE_SIZE]
        has_more = len(items) > len(shown)
        # Without those that have ceased to be public since the look at them.
        if records := load_records(shown, with_metadata=with_metadata):
            return Page(progress, records, shown[-1].position if has_more else None)
        after = shown[-1].position
    repeated = (
        sent_before(selection, progress.after, with_metadata=with_metadata) if is_continued else []
    )
    return Page(progress, repeated) if repeated else None


def sent_before(selection: Selection, last: Position, *, with_metadata: bool) -> list[OaiRecord]:
    """Return the record at the position, or else the first that is selected, if any is."""
    for after in (last._replace(key=last.key - 1), START):
        items = harvest.next_items(selection, after)[:1]
        if records := load_records(items, with_metadata=with_metadata):
            return records
    return []
