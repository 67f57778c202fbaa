"""Align stored records with a newer version: unchanged, changed, new, removed and kept ones."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

from portal.content.edits.source_text import SourceText
from portal.content.schema import Key, Paragraph
from portal.content.snapshot import Snapshot, text_of
from portal.imports.reimport.baseline import Baseline
from portal.parsing.text_alignment import align

TextOf = Callable[[Any], str]


@dataclass
class Alignment:
    """Pairs of stored and parsed records; every record occurs once."""

    # The text of the source is unchanged, so the edited text stays.
    same: list[tuple[Any, Any]] = field(default_factory=list)
    changed: list[tuple[Any, Any]] = field(default_factory=list)
    new: list[Any] = field(default_factory=list)
    removed: list[Any] = field(default_factory=list)
    # Added by editors, or referred to by other records; and not printed.
    kept: list[Any] = field(default_factory=list)
    # {key of those referred to: why they must stay}
    reasons_to_keep: dict[Key, str] = field(default_factory=dict)
    # Pairs of a record of the previous file that an editor has removed, and the newer one.
    declined: list[tuple[Any, Any]] = field(default_factory=list)
    # Keys of stored records whose text is not that of their source.
    edited_keys: set[Key] = field(default_factory=set)

    @property
    def matched(self) -> list[tuple[Any, Any]]:
        return [*self.same, *self.changed]

    @cached_property
    def changed_keys(self) -> set[Key]:
        return {stored.key for stored, _ in self.changed}

    @cached_property
    def kept_keys(self) -> set[Key]:
        return {stored.key for stored in self.kept}

    @cached_property
    def declined_keys(self) -> set[Key]:
        return {record.key for record, _ in self.declined}


@dataclass
class ReimportPlan:
    """The changes of a reimport by record type; computing it changes nothing."""

    stored: Snapshot
    parsed: Snapshot
    baseline: Baseline
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
        """Yield (record type, parsed key, key in the report) of all records that match."""
        for name, alignment in self.parts:
            for record, parsed in (*alignment.matched, *alignment.declined):
                yield name.removesuffix("s"), parsed.key, record.key


def plan_reimport(
    baseline: Baseline,
    source_text: str,
    parsed: Snapshot,
    reasons_to_keep: Mapping[str, Mapping[Key, str]] = MappingProxyType({}),
) -> ReimportPlan:
    """Compare a stored report, imported from a source with this text, with its newer version.

    `reasons_to_keep` are those of content.kept_records.
    """
    stored = baseline.stored
    source = SourceText(source_text, stored)
    parts = [
        align_records(
            before,
            after,
            baseline,
            lambda record: previous_text(source, record, baseline.record_of(record)),
        )
        for before, after in (
            (stored.sessions, parsed.sessions),
            (stored.paragraphs, parsed.paragraphs),
            (stored.recommendations, parsed.recommendations),
        )
    ]
    decline(parts[-1], baseline.taken_away("recommendation"))
    keep_referenced(parts[1], reasons_to_keep.get("paragraph", {}))
    keep_referenced(parts[2], reasons_to_keep.get("recommendation", {}))
    return ReimportPlan(stored, parsed, baseline, *parts)


def previous_text(source: SourceText, record: Any, base: Any) -> str:
    """Return the text in the source, regardless of edits; if it has no spans, the stored text."""
    if not record.spans:
        return text_of(record)
    # The label that the source prints before the text.
    is_labeled = base is not None and isinstance(record, Paragraph)
    return source.record_text(record._replace(label=base.label) if is_labeled else record)


def align_records(
    stored: Sequence[Any], parsed: Sequence[Any], baseline: Baseline, text_before: TextOf
) -> Alignment:
    """Pair the records by text; records that an editor has added need an equal text."""
    printed = [record for record in stored if not baseline.is_added(record)]
    before = [text_before(record) for record in printed]
    after = [text_of(record) for record in parsed]
    alignment = Alignment()
    pairs = align(before, after)
    for old_index, new_index in pairs:
        is_same = before[old_index].split() == after[new_index].split()
        (alignment.same if is_same else alignment.changed).append(
            (printed[old_index], parsed[new_index])
        )
    alignment.edited_keys = {
        record.key
        for record, text in zip(printed, before, strict=True)
        if text.split() != text_of(record).split()
    }
    alignment.removed = unmatched(printed, (old_index for old_index, _ in pairs))
    alignment.new = unmatched(parsed, (new_index for _, new_index in pairs))
    added = [record for record in stored if baseline.is_added(record)]
    now_printed = pairs_of_equals(added, alignment.new)
    alignment.same += now_printed
    alignment.new = remove_records(alignment.new, (new for _, new in now_printed))
    alignment.kept = remove_records(added, (old for old, _ in now_printed))
    return alignment


def decline(alignment: Alignment, taken_away: Sequence[Any]) -> None:
    """Drop new records that repeat what an editor removed from the previous file."""
    repeated = [record for record in taken_away if not record.spans]
    alignment.declined = pairs_of_equals(repeated, alignment.new)
    alignment.new = remove_records(alignment.new, (new for _, new in alignment.declined))


def keep_referenced(alignment: Alignment, reasons: Mapping[Key, str]) -> None:
    """Keep what the newer version lacks and other records refer to, as if an editor had added it."""
    kept = [record for record in alignment.removed if record.key in reasons]
    alignment.removed = remove_records(alignment.removed, kept)
    alignment.kept += kept
    alignment.reasons_to_keep = {record.key: reasons[record.key] for record in kept}


def pairs_of_equals(old: Iterable[Any], new: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Return pairs of records with equal texts, each record once."""
    by_text: dict[str, list[Any]] = {}
    for record in new:
        by_text.setdefault(" ".join(text_of(record).split()), []).append(record)
    return [
        (record, same.pop(0))
        for record in old
        if (same := by_text.get(" ".join(text_of(record).split())))
    ]


def remove_records(records: Iterable[Any], others: Iterable[Any]) -> list[Any]:
    keys = {record.key for record in others}
    return [record for record in records if record.key not in keys]


def unmatched(records: Sequence[Any], matched_indices: Iterable[int]) -> list[Any]:
    matched = set(matched_indices)
    return [record for index, record in enumerate(records) if index not in matched]
