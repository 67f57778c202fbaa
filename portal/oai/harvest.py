"""One page of a list: which records follow a position, in a bounded number of queries."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.oai import part_queries, withdrawn
from portal.oai.candidates import Candidate, next_candidates
from portal.oai.identifiers import PARTS, Address, RecordKind
from portal.oai.selection import Position, Selection
from portal.oai.set_specs import OaiSet, SetGroup

PAGE_SIZE = 100
# How many reports are read at first: one may fill the page. Until it is full, the number doubles.
REPORTS_AT_FIRST = 2
RANKS = {kind: rank for rank, kind in enumerate(RecordKind)}
RANK_OF_REMOVED = len(RANKS)


@dataclass(frozen=True)
class Item:
    """A record that is not read yet; `position` holds the primary key of its database row."""

    position: Position
    kind: RecordKind
    datestamp: datetime
    # Of deleted records only.
    address: Address | None = None
    sets: tuple[OaiSet, ...] = ()


def next_items(selection: Selection, after: Position) -> list[Item]:
    """Return the items of the next page, and one more if another page follows."""
    if not selection.kinds:
        return []
    found: list[Item] = []
    limit = REPORTS_AT_FIRST if set(PARTS) & set(selection.kinds) else PAGE_SIZE + 1
    while len(found) <= PAGE_SIZE:
        candidates = next_candidates(selection, after, limit)
        items = (item for item in items_of(candidates, selection) if item.position > after)
        found += sorted(items, key=lambda item: item.position)
        if len(candidates) < limit:
            break
        # No report has that many kinds of records.
        last = candidates[-1]
        after = Position(last.change, last.key, RANK_OF_REMOVED + 1, 0)
        limit *= 2
    return found[: PAGE_SIZE + 1]


def items_of(candidates: list[Candidate], selection: Selection) -> Iterator[Item]:
    """Yield the selected items of the reports, in no particular order."""
    changed = [one for one in candidates if selection.covers(one.changed_at)]
    public = {one.key: one for one in changed if one.is_public}
    if RecordKind.REPORTS in selection.kinds:
        for one in public.values():
            yield public_item(one, RecordKind.REPORTS, one.key)
    for kind in PARTS:
        if kind in selection.kinds and public:
            parts = part_queries.public_parts(kind, selection).filter(report__in=public)
            for report, key in parts.values_list("report", "pk"):
                yield public_item(public[report], kind, key)
    yield from withdrawn_items([one for one in changed if not one.is_public], selection)
    yield from removed_items(candidates, selection)


def public_item(candidate: Candidate, kind: RecordKind, key: int) -> Item:
    position = Position(candidate.change, candidate.key, RANKS[kind], key)
    return Item(position, kind, candidate.changed_at)


def withdrawn_items(candidates: list[Candidate], selection: Selection) -> Iterator[Item]:
    known = {one.key: one for one in candidates}
    for part in withdrawn.last_published_parts(known):
        if part.kind in selection.kinds and selection.holds(part.sets):
            yield withdrawn_item(known[part.report], part)


def withdrawn_item(candidate: Candidate, part: withdrawn.PublishedPart) -> Item:
    position = Position(candidate.change, candidate.key, RANKS[part.kind], part.key)
    address = Address(candidate.key, part.path)
    return Item(position, part.kind, candidate.changed_at, address, part.sets)


def removed_items(candidates: list[Candidate], selection: Selection) -> Iterator[Item]:
    known = {one.key: one for one in candidates}
    urls = part_queries.removed(selection).filter(report__in=known)
    for url in urls.select_related("report").only("report__series", "path"):
        yield removed_item(known[url.report_id], url)


def removed_item(candidate: Candidate, url: Any) -> Item:
    """Return the item; it belongs to its report's series only if the report is public."""
    position = Position(candidate.change, candidate.key, RANK_OF_REMOVED, url.pk)
    address = Address(candidate.key, url.path)
    sets = [OaiSet(SetGroup.KIND, address.kind)]
    if candidate.is_public and url.report.series:
        sets.append(OaiSet(SetGroup.SERIES, url.report.series))
    return Item(position, address.kind, url.gone_at, address, tuple(sets))
