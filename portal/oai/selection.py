"""Which records a harvester requests, and the position it has reached. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from portal.oai.datestamps import parse_window
from portal.oai.formats import find_format
from portal.oai.identifiers import PARTS, RecordKind
from portal.oai.set_specs import OaiSet, SetGroup, parse_spec

# The kinds of records that a set may hold.
KINDS_IN = {
    SetGroup.SERIES: tuple(RecordKind),
    SetGroup.LEVEL: (RecordKind.RECOMMENDATIONS,),
    SetGroup.THEME: PARTS,
}


class Position(NamedTuple):
    """The place of a record in the order of all.

    Reports stand in the order of their newest changes. One that changes moves to the end, so a
    harvest in progress comes to it, again or for the first time.
    """

    change: int
    report: int
    rank: int
    key: int


START = Position(0, 0, 0, 0)


@dataclass(frozen=True)
class Selection:
    kinds: tuple[RecordKind, ...]
    since: datetime | None = None
    until: datetime | None = None
    oai_set: OaiSet | None = None

    def covers(self, at: datetime) -> bool:
        return (not self.since or at >= self.since) and (not self.until or at <= self.until)

    def holds(self, sets: tuple[OaiSet, ...]) -> bool:
        return self.oai_set is None or self.oai_set.holds(sets)

    def value_of(self, group: SetGroup) -> str | None:
        """Return the value of the set ("" means every value), or None if it is not of the group."""
        return self.oai_set.value if self.oai_set and self.oai_set.group == group else None


def select(arguments: Mapping[str, str]) -> Selection:
    """Return what the arguments of a list select. Raises OaiError if they are not valid."""
    since, until = parse_window(arguments.get("from", ""), arguments.get("until", ""))
    oai_set = parse_spec(arguments["set"]) if "set" in arguments else None
    offered = find_format(arguments["metadataPrefix"]).kinds
    kinds = tuple(kind for kind in offered if kind in kinds_in(oai_set))
    return Selection(kinds, since, until, oai_set)


def kinds_in(oai_set: OaiSet | None) -> tuple[RecordKind, ...]:
    """Return the kinds of records that the set may hold; an unknown set holds none."""
    if oai_set is None:
        return tuple(RecordKind)
    if oai_set.group == SetGroup.KIND:
        return tuple(kind for kind in RecordKind if oai_set.value in {"", kind})
    return {str(group): kinds for group, kinds in KINDS_IN.items()}.get(oai_set.group, ())
