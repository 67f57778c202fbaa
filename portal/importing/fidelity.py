"""The proof that nothing was lost: every character of the source in one place, every word as printed."""

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from portal.importing import labels
from portal.importing.source import Source, Span, printed
from reports.text import DIRECTION

EXCERPT = 60


@dataclass(frozen=True)
class Unit:
    """A stored stretch of the report: what it is called, where it stood, what is stored."""

    name: str
    spans: list[Span]
    text: str
    is_discard: bool = False
    # It has a place in the source, and none in the order of the report.
    is_loose: bool = False
    # The number that stands before the text, with a blank or without.
    label: str = ""


@dataclass(frozen=True)
class Fault:
    """Something missing from what is stored, or added to it, in words for an editor."""

    kind: str  # "missing", "added", "moved" or "source"
    sentence: str


def compare(text: str, units: Iterable[Unit]) -> list[Fault]:
    """Return every difference between the source's text and what is stored of it.

    The units are those of the stored report, discards apart in its own order. Raises
    nothing: a span outside the text, or a unit in another place, is a fault like any other.
    """
    units = list(units)
    holes = sorted(
        (start, end) for unit in units if unit.is_discard for start, end in unit.spans
    )
    faults = list(uncovered(text, units)) + list(misplaced(units))
    for unit in units:
        if in_order(unit.spans, len(text)):
            faults += reworded(unit, printed_by(text, unit, holes))
    return faults


def in_order(spans: list[Span], length: int) -> bool:
    places = [place for span in spans for place in span]
    return all(a <= b for a, b in zip([0, *places], [*places, length], strict=True))


def misplaced(units: list[Unit]) -> Iterator[Fault]:
    """Find units that stand before one which the source prints later."""
    last: Unit | None = None
    for unit in units:
        if unit.is_discard or unit.is_loose or not unit.spans:
            continue
        if last and unit.spans[0][0] < last.spans[0][0]:
            yield Fault("moved", f"{unit.name} stands behind {last.name}.")
        last = unit


def printed_by(text: str, unit: Unit, holes: list[Span]) -> str:
    """Return what the unit's spans print; a discard's own spans are no holes in it."""
    if unit.is_discard:
        return printed(text, unit.spans, [])
    if not unit.spans:
        return ""
    first = bisect_left(holes, (unit.spans[0][0], 0))
    last = bisect_left(holes, (unit.spans[-1][1], 0))
    return printed(text, unit.spans, holes[first:last])


def uncovered(text: str, units: list[Unit]) -> Iterator[Fault]:
    """Find characters that no unit holds, and those that two hold."""
    holders = bytearray(len(text))
    for unit in units:
        for start, end in unit.spans:
            if not 0 <= start < end <= len(text):
                yield Fault("added", f"{unit.name} points outside the source.")
                continue
            for place in range(start, end):
                holders[place] = min(holders[place] + 1, 2)
    for start, end in stretches(text, holders, 0):
        yield Fault("missing", f"Nowhere stored: “{excerpt(text[start:end])}”")
    for start, end in stretches(text, holders, 2):
        yield Fault("added", f"Stored twice: “{excerpt(text[start:end])}”")


def stretches(text: str, holders: bytearray, count: int) -> Iterator[Span]:
    """Yield the longest spans whose visible characters have exactly so many holders."""
    start = None
    for place, character in enumerate(text):
        if character.isspace():
            continue
        if holders[place] == count and start is None:
            start = place
        elif holders[place] != count and start is not None:
            yield start, place
            start = None
    if start is not None:
        yield start, len(text)


def reworded(unit: Unit, source_text: str) -> Iterator[Fault]:
    """Find the words in which the stored text differs from the source's.

    What turns the direction of letters is no part of a word: no reader of files lets it in.
    """
    source_text = DIRECTION.sub("", source_text)
    if labels.length_in(source_text, unit.label) is None:
        yield Fault("missing", f"{unit.name} lacks its number {unit.label}")
    before = labels.behind(source_text, unit.label).split()
    after = DIRECTION.sub("", unit.text).split()
    if before == after:
        return
    for kind, i1, i2, j1, j2 in SequenceMatcher(
        None, before, after, False
    ).get_opcodes():
        if kind in {"delete", "replace"}:
            words = " ".join(before[i1:i2])
            yield Fault("missing", f"{unit.name} lacks “{excerpt(words)}”")
        if kind in {"insert", "replace"}:
            words = " ".join(after[j1:j2])
            yield Fault("added", f"{unit.name} adds “{excerpt(words)}”")


def excerpt(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= EXCERPT else f"{text[:EXCERPT]}…"


def of_file(
    content: bytes, sha256: str, stored_text: str, reread: Source
) -> list[Fault]:
    """Return what is wrong with the kept file: its hash, or the text read from it anew."""
    faults = []
    if hashlib.sha256(content).hexdigest() != sha256:
        faults.append(Fault("source", "The kept file does not have its hash any more."))
    # Texts from before these were left out hold what turns the direction of letters.
    if reread.text != DIRECTION.sub("", stored_text):
        faults.append(
            Fault("source", "Read anew, the file gives another text than the kept one.")
        )
    return faults
