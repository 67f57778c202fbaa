"""Split and join the texts of the source. No character is lost."""

from dataclasses import dataclass
from typing import ClassVar

from portal.content.edits import attribution, base, new_records
from portal.content.edits.base import EditContext, ItemEdit
from portal.content.edits.new_records import Origin
from portal.content.edits.source_text import SourceText
from portal.content.refusals import SaveRefusedError
from portal.content.schema import Paragraph, Recommendation, Session, SpannedRecord
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
        origin = Origin(source.trim(after), record, getattr(record, "reason", ""))
        snapshot, second = new_records.add_record(
            snapshot.with_records(first), base.type_of(record), origin, context
        )
        return divide(snapshot, record, first, second, context)


def divide(
    snapshot: Snapshot,
    whole: SpannedRecord,
    first: SpannedRecord,
    second: SpannedRecord,
    context: EditContext,
) -> Snapshot:
    """Give both halves the attribution of the whole, and each the subjects that it mentions."""
    if not isinstance(whole, Paragraph | Recommendation):
        return snapshot
    if isinstance(second, Paragraph) and isinstance(whole, Paragraph):
        second = second._replace(
            voice=whole.voice, speaking_organizations=whole.speaking_organizations
        )
        snapshot = attribution.with_speakers(
            snapshot.with_records(second), second.key, snapshot.speakers_of(whole.key)
        )
        snapshot = divide_annexes(snapshot, first, second)
    return snapshot.with_records(*attribution.split_subjects(first, second, context))


def divide_annexes(snapshot: Snapshot, first: SpannedRecord, second: SpannedRecord) -> Snapshot:
    return snapshot.with_records(
        *(
            annex._replace(named_in=second.key)
            for annex in snapshot.annex.values()
            if annex.named_in == first.key
            and annex.label not in text_of(first)
            and annex.label in text_of(second)
        )
    )


@dataclass(frozen=True)
class Join(ItemEdit):
    """Join a text to the preceding one, of the same type."""

    action: ClassVar[str] = "Joined to the previous block"

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        record = base.get_spanned(snapshot, self.item)
        source = SourceText(context.source_text, snapshot)
        first = previous_record(snapshot, record)
        if first is None or base.type_of(first) != base.type_of(record):
            raise SaveRefusedError(
                f"The previous block is not a {base.type_of(record)}, so the two cannot be joined."
            )
        for joined in (first, record):
            source.refuse_reworded(joined)
        attribution.refuse_different(snapshot, first, record)
        snapshot, first = take_relations(snapshot, first, record)
        joined = source.with_spans(first, (*first.spans, *record.spans))
        return snapshot.without_records(record).with_records(joined)


def previous_record(snapshot: Snapshot, record: SpannedRecord) -> SpannedRecord | None:
    """Return the text before a record in the source; footnotes and discards do not count."""
    before = [
        other
        for other in snapshot.spanned
        if start_of(other) < start_of(record) and base.type_of(other) not in {"discard", "footnote"}
    ]
    return max(before, key=source_order, default=None)


def take_relations(
    snapshot: Snapshot, first: SpannedRecord, second: SpannedRecord
) -> tuple[Snapshot, SpannedRecord]:
    """Return the first record with the relations of the second, which is about to be dropped."""
    if isinstance(first, Paragraph) and isinstance(second, Paragraph):
        return join_paragraphs(snapshot, first, second)
    if isinstance(first, Recommendation) and isinstance(second, Recommendation):
        return join_recommendations(snapshot, first, second)
    if isinstance(first, Session) and isinstance(second, Session):
        snapshot = new_records.move_paragraphs(snapshot, second, first)
        annexes = [annex for annex in snapshot.annex.values() if annex.session == second.key]
        snapshot = snapshot.with_records(*(annex._replace(session=first.key) for annex in annexes))
    return snapshot, first


def join_paragraphs(
    snapshot: Snapshot, first: Paragraph, second: Paragraph
) -> tuple[Snapshot, Paragraph]:
    speakers = (*snapshot.speakers_of(first.key), *snapshot.speakers_of(second.key))
    # Recommendations with spans are assigned by their offsets when renumbered.
    quotations = [
        record._replace(paragraph=first.key)
        for record in snapshot.recommendations_by_paragraph.get(second.key, ())
        if not record.spans
    ]
    annexes = [
        annex._replace(named_in=first.key)
        for annex in snapshot.annex.values()
        if annex.named_in == second.key
    ]
    joined = first._replace(
        themes=attribution.merge_themes(first.themes, second.themes),
        organizations=attribution.merge_keys(first.organizations, second.organizations),
        instruments=attribution.merge_keys(first.instruments, second.instruments),
        speaking_organizations=attribution.merge_keys(
            first.speaking_organizations, second.speaking_organizations
        ),
    )
    snapshot = attribution.with_speakers(snapshot, first.key, speakers)
    return snapshot.with_records(*quotations, *annexes), joined


def join_recommendations(
    snapshot: Snapshot, first: Recommendation, second: Recommendation
) -> tuple[Snapshot, Recommendation]:
    points = snapshot.points_by_parent.get(second.key, ())
    joined = first._replace(
        themes=attribution.merge_themes(first.themes, second.themes),
        instruments=attribution.merge_keys(first.instruments, second.instruments),
        involvements=attribution.merge_involvements(first.involvements, second.involvements),
    )
    return snapshot.with_records(*(point._replace(parent=first.key) for point in points)), joined
