"""Blocks of an imported report: its records by their spans of the source, whatever their type."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models

from portal.content.locking import SaveRefusedError
from portal.parsing import labels
from portal.parsing.coverage import StoredSpan, printed_text
from portal.parsing.source import Span
from recommendations.models import Recommendation
from reports.models import Paragraph, Report, Session, SourcePart

MODELS: dict[str, type[models.Model]] = {
    "heading": Session,
    "paragraph": Paragraph,
    "recommendation": Recommendation,
    "part": SourcePart,
}


def validate_record(record: models.Model, *fields: str) -> None:
    """Raise SaveRefusedError for the first of these fields that is not valid, as too long."""
    others = {field.name for field in record._meta.concrete_fields} - set(fields)
    try:
        record.clean_fields(exclude=others)
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        raise SaveRefusedError(f"{name.capitalize()}: {' '.join(messages)}") from None


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, recommendation or other part of a report, with its spans."""

    kind: str
    record: models.Model

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.record.pk}"

    @property
    def spans(self) -> list[Span]:
        return [(start, end) for start, end in self.record.spans]

    @property
    def start(self) -> int:
        """Return the offset in the source, or -1 for a block without a source."""
        return self.record.spans[0][0] if self.record.spans else -1

    @property
    def end(self) -> int:
        return self.record.spans[-1][1] if self.record.spans else -1

    @property
    def is_part(self) -> bool:
        return self.kind == "part"

    @property
    def is_discard(self) -> bool:
        return self.is_part and self.record.kind == SourcePart.Kind.DISCARD

    @property
    def type(self) -> str:
        """Return the type that an editor chooses from: the kind, for parts the part's kind."""
        if not self.is_part:
            return self.kind
        # The heading of recommendations of one level, not of a session.
        is_level = self.record.kind == SourcePart.Kind.HEADING
        return "level" if is_level else self.record.kind

    @property
    def label(self) -> str:
        return self.record.label if self.kind == "paragraph" else ""

    @property
    def text(self) -> str:
        return self.record.heading if self.kind == "heading" else self.record.text


def blocks_of(report: Report) -> list[Block]:
    """Return every block of the report in the order of the source."""
    blocks = [
        *(Block("heading", record) for record in report.sessions.all()),
        *(Block("paragraph", record) for record in report.paragraphs.all()),
        *(Block("recommendation", record) for record in report.recommendations.all()),
        *(Block("part", record) for record in report.parts.all()),
    ]
    return sorted(blocks, key=lambda block: (block.start, block.end))


def get_block(report: Report, key: str) -> Block:
    """Return the block of that key. Raises SaveRefusedError if the report has none."""
    kind, _, number = key.rpartition("-")
    is_key = number.isascii() and number.isdigit() and len(number) < 18
    if kind in MODELS and is_key:
        record = MODELS[kind]._base_manager.filter(pk=number, report=report).first()
        if record:
            return Block(kind, record)
    raise SaveRefusedError(
        "This block no longer exists: another editor has joined it or changed its type."
    )


@dataclass(frozen=True)
class SourceText:
    """The source text of a report, read without what is discarded."""

    report: Report

    @cached_property
    def text(self) -> str:
        return str(self.report.source.text)

    def discarded_spans(self) -> list[Span]:
        discards = self.report.parts.filter(kind=SourcePart.Kind.DISCARD)
        return sorted((start, end) for part in discards for start, end in part.spans)

    def text_of(self, spans: Iterable[Span]) -> str:
        stored_span = StoredSpan("", list(spans), "")
        return printed_text(self.text, stored_span, self.discarded_spans())

    def block_text(self, block: Block) -> str:
        """Return the text of a block in the source, without its label."""
        return labels.strip_label(self.text_of(block.spans), block.label)

    def source_offset(self, block: Block, offset: int) -> int:
        """Return the source offset of a character of the block's text.

        Counts all characters but whitespace, in which the two differ.
        """
        remaining = len("".join((block.label + block.text[:offset]).split()))
        for start, end in block.spans:
            for position in range(start, end):
                if self.text[position].isspace():
                    continue
                if remaining == 0:
                    return position
                remaining -= 1
        raise SaveRefusedError("This place is beyond the end of the text.")
