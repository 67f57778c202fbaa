"""The text that the source has for the records of a snapshot, and records made from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from portal.content.edits import base
from portal.content.refusals import SaveRefusedError
from portal.content.schema import Session, SpannedRecord, Spans
from portal.content.snapshot import Snapshot, text_of
from portal.parsing import labels
from portal.parsing.blocks import trim_span
from portal.parsing.coverage import StoredSpan, printed_text
from portal.parsing.source import Span
from reports.text import normalize_whitespace

REWORDED = (
    "Its words were edited by hand, so their place in the source is not known. "
    "Restore the words of the source first."
)


@dataclass(frozen=True)
class SourceText:
    """The text of the source, read without what the snapshot discards of it."""

    text: str
    snapshot: Snapshot

    @cached_property
    def discarded_spans(self) -> list[Span]:
        parts = self.snapshot.part.values()
        return sorted(span for part in parts if part.kind == "discard" for span in part.spans)

    def discards_within(self, record: SpannedRecord) -> list[Span]:
        first, last = record.spans[0][0], record.spans[-1][1]
        return [span for span in self.discarded_spans if first <= span[0] < last]

    def text_of(self, spans: Iterable[Span], *, is_discard: bool = False) -> str:
        stored_span = StoredSpan("", list(spans), "", is_discard=is_discard)
        return printed_text(self.text, stored_span, self.discarded_spans)

    def record_text(self, record: SpannedRecord) -> str:
        """Return the text of a record in the source, without its label."""
        text = self.text_of(record.spans, is_discard=base.is_discard(record))
        return labels.strip_label(text, base.label_of(record))

    def refuse_reworded(self, record: SpannedRecord) -> None:
        """Raise SaveRefusedError if the stored text is not that of the source."""
        if self.record_text(record).split() != text_of(record).split():
            raise SaveRefusedError(REWORDED)

    def offset_of(self, record: SpannedRecord, offset: int) -> int:
        """Return the source offset of a character of the record's text.

        Whitespace is not counted, because the source and the record differ in it.
        """
        printed = base.label_of(record) + text_of(record)[:offset]
        remaining = len("".join(printed.split()))
        holes = [] if base.is_discard(record) else self.discards_within(record)
        for start, end in record.spans:
            for position in range(start, end):
                if self.text[position].isspace() or in_any(holes, position):
                    continue
                if remaining == 0:
                    return position
                remaining -= 1
        raise SaveRefusedError("This place is beyond the end of the text.")

    def trim(self, spans: Iterable[Span]) -> Spans:
        return tuple(trimmed for span in spans if (trimmed := trim_span(self.text, span)))

    def with_spans(self, record: SpannedRecord, spans: Spans) -> SpannedRecord:
        """Return the record with other spans, and the text that they have in the source."""
        text = self.record_text(record._replace(spans=spans))
        if isinstance(record, Session):
            is_in_heading = normalize_whitespace(record.title) in normalize_whitespace(text)
            title = record.title if is_in_heading else text
            return record._replace(spans=spans, heading=text, title=title)
        return record._replace(spans=spans, text=text)


def in_any(spans: list[Span], position: int) -> bool:
    return any(start <= position < end for start, end in spans)
