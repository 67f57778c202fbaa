"""Split and join the texts of the source. No character is lost."""

from dataclasses import dataclass
from typing import Any, ClassVar

from portal.content.cross_references import divide_references
from portal.content.edits import attribution, base, carried_fields, new_records
from portal.content.edits.base import EditContext, ItemEdit
from portal.content.edits.source_text import SourceText
from portal.content.rationale import divide_rationale, joined_rationale
from portal.content.refusals import SaveRefusedError
from portal.content.schema import Paragraph, Recommendation, SpannedRecord
from portal.content.snapshot import Snapshot, source_order, start_of, text_of


@dataclass(frozen=True)
class Split(ItemEdit):
    """Split a text before a character; both halves have its type, voice and speakers."""

    offset: int

    action: ClassVar[str] = "Split"

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        record = base.get_spanned(snapshot, self.item)
        source = SourceText(context.source_text, snapshot)
        source.refuse_reworded(record)
        text = text_of(record)
        if not text[: self.offset].strip() or not text[self.offset :].strip():
            raise SaveRefusedError("Choose a place inside the text at which to split it.")
        middle = source.offset_of(record, self.offset)
        before = [(start, min(end, middle)) for start, end in record.spans if start < middle]
        after = [(max(start, middle), end) for start, end in record.spans if end > middle]
        first = source.with_spans(record, source.trim(before))
        snapshot, second = new_records.add_record(
            snapshot.with_records(first), base.type_of(record), source.trim(after), context
        )
        return divide(snapshot, first, second, context)


def divide(snapshot: Snapshot, first: SpannedRecord, second: Any, context: EditContext) -> Snapshot:
    """Give the second half the attribution of the first, and each half the subjects it mentions."""
    if isinstance(first, Paragraph):
        speakers = snapshot.speakers_of(first.key)
        snapshot = attribution.with_speakers(snapshot, second.key, speakers)
        snapshot = divide_annexes(snapshot, first, second)
    shared = carried_fields.divided(first)
    if isinstance(first, Recommendation):
        # A version above 1 marks it as edited: its number need not match its parent.
        shared["version"] = 2
    halves = attribution.divide_links(first, second._replace(**shared), context)
    snapshot = divide_references(snapshot.with_records(*halves), *halves)
    return divide_rationale(snapshot, *halves)


def divide_annexes(snapshot: Snapshot, first: Any, second: Any) -> Snapshot:
    """Link an annex that only the second half names to that half."""
    return snapshot.with_records(
        *(
            annex._replace(named_in=second.key)
            for annex in snapshot.annex.values()
            if annex.named_in == first.key
            and annex.label not in first.text
            and annex.label in second.text
        )
    )


@dataclass(frozen=True)
class Join(ItemEdit):
    """Join a text to the preceding one, which must be of the same type."""

    action: ClassVar[str] = "Joined to the previous block"

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        record = base.get_spanned(snapshot, self.item)
        source = SourceText(context.source_text, snapshot)
        first = previous_record(snapshot, record)
        if first is None or base.type_of(first) != base.type_of(record):
            raise SaveRefusedError(
                f"The previous block is not a {base.type_of(record)}, so the two cannot be joined."
            )
        for half in (first, record):
            source.refuse_reworded(half)
        attribution.refuse_different(snapshot, first, record)
        values = carried_fields.joined(first, record)
        if isinstance(first, Paragraph):
            speakers = (*snapshot.speakers_of(first.key), *snapshot.speakers_of(record.key))
            snapshot = attribution.with_speakers(snapshot, first.key, speakers)
            snapshot = attribution.with_speakers(snapshot, record.key, ())
        snapshot = joined_rationale(snapshot, first, record)
        snapshot = base.with_references(snapshot, record, first.key).without_records(record)
        # Sorted, because one of the texts may stand within the other.
        spans = tuple(sorted((*first.spans, *record.spans)))
        merged = attribution.merge_links(first, record)._replace(**values)
        joined = source.with_spans(merged, spans)
        return snapshot.with_records(joined)


def previous_record(snapshot: Snapshot, record: SpannedRecord) -> SpannedRecord | None:
    """Return the text before a record in the source; footnotes and discards do not count."""
    before = [
        other
        for other in snapshot.spanned
        if start_of(other) < start_of(record) and base.type_of(other) not in {"discard", "footnote"}
    ]
    return max(before, key=source_order, default=None)
