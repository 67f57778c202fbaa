"""Align stored records with a newer version: unchanged, changed, new and removed ones."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from portal.content.edits.source_text import SourceText
from portal.content.schema import Key
from portal.content.snapshot import Snapshot, text_of
from portal.parsing.text_alignment import align


@dataclass
class Alignment:
    """Pairs of stored and parsed records; every record occurs once."""

    # The text of the source is unchanged, so the edited text stays.
    same: list[tuple[Any, Any]] = field(default_factory=list)
    changed: list[tuple[Any, Any]] = field(default_factory=list)
    new: list[Any] = field(default_factory=list)
    removed: list[Any] = field(default_factory=list)

    @property
    def matched(self) -> list[tuple[Any, Any]]:
        return [*self.same, *self.changed]

    @cached_property
    def changed_keys(self) -> set[Key]:
        return {stored.key for stored, _ in self.changed}

    @cached_property
    def stored_by_parsed(self) -> dict[Key, Any]:
        return {parsed.key: stored for stored, parsed in self.matched}


@dataclass
class ReimportPlan:
    """The changes of a reimport by record type; computing it changes nothing."""

    stored: Snapshot
    parsed: Snapshot
    sessions: Alignment
    paragraphs: Alignment
    recommendations: Alignment

    @property
    def parts(self) -> tuple[tuple[str, Alignment], ...]:
        return (
            ("sessions", self.sessions),
            ("paragraphs", self.paragraphs),
            ("recommendations", self.recommendations),
        )

    def aligned_keys(self) -> Iterator[tuple[str, Key, Key]]:
        """Yield (record type, parsed key, stored key) of all records that match."""
        for name, alignment in self.parts:
            for parsed_key, stored in alignment.stored_by_parsed.items():
                yield name.removesuffix("s"), parsed_key, stored.key


def plan_reimport(stored: Snapshot, source_text: str, parsed: Snapshot) -> ReimportPlan:
    """Compare a stored report, imported from a source with this text, with its newer version."""
    source = SourceText(source_text, stored)
    return ReimportPlan(
        stored,
        parsed,
        *(
            align_records(before, after, lambda record: previous_text(source, record))
            for before, after in (
                (stored.sessions, parsed.sessions),
                (stored.paragraphs, parsed.paragraphs),
                (stored.recommendations, parsed.recommendations),
            )
        ),
    )


def previous_text(source: SourceText, record: Any) -> str:
    """Return the text in the source, regardless of edits; the stored one without spans."""
    return source.record_text(record) if record.spans else text_of(record)


def align_records(
    stored: Sequence[Any], parsed: Sequence[Any], text_before: Callable[[Any], str]
) -> Alignment:
    before = [text_before(record) for record in stored]
    after = [text_of(record) for record in parsed]
    alignment = Alignment()
    pairs = align(before, after)
    for old_index, new_index in pairs:
        is_same = before[old_index].split() == after[new_index].split()
        (alignment.same if is_same else alignment.changed).append(
            (stored[old_index], parsed[new_index])
        )
    alignment.removed = unmatched(stored, (old_index for old_index, _ in pairs))
    alignment.new = unmatched(parsed, (new_index for _, new_index in pairs))
    return alignment


def unmatched(records: Sequence[Any], matched_indices: Iterable[int]) -> list[Any]:
    matched = set(matched_indices)
    return [record for index, record in enumerate(records) if index not in matched]
