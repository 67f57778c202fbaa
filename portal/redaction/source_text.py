"""Mask passages in the text of a file, even if a page head or footnote interrupts their words."""

from collections.abc import Iterable, Sequence

from portal.redaction.passages import Matcher, mask_spans
from recommendations.models import Recommendation
from reports.models import Paragraph, Report, Session, SourcePart

Span = tuple[int, int]
# The spans of a record in the text of its file, and its own text.
RecordText = tuple[Sequence[Sequence[int]], str]
TEXT_COLUMNS = {
    Session: "heading",
    Paragraph: "text",
    Recommendation: "text",
    SourcePart: "text",
}


def masked_source_text(document: int, text: str, matcher: Matcher) -> str:
    """Return the text of a stored file with every passage masked.

    This reads all records of the file; if none has a passage, `matcher.mask` gives the same text.
    """
    reports = Report.objects.filter(source=document)
    discards = SourcePart.objects.filter(report__in=reports, kind=SourcePart.Kind.DISCARD)
    records = [
        record
        for model, column in TEXT_COLUMNS.items()
        for record in model._base_manager.filter(report__in=reports).values_list("spans", column)
    ]
    return mask_with_records(text, records, discards.values_list("spans", flat=True), matcher)


def mask_with_records(
    text: str,
    records: Iterable[RecordText],
    discards: Iterable[Sequence[Sequence[int]]],
    matcher: Matcher,
) -> str:
    """Return the text with every passage masked; its length and all spans remain valid.

    A passage may be interrupted in the file but not in the record that was read from it. So if
    a record has a passage, its spans in the file are searched as well.
    """
    masked = matcher.mask(text)
    holes: set[int] | None = None
    for spans, stored in records:
        if not spans or not matcher.matches(stored):
            continue
        if holes is None:
            holes = {
                position for own in discards for start, end in own for position in range(start, end)
            }
        masked = mask_spans(masked, spans_in_record(text, spans, holes, matcher))
    return masked


def spans_in_record(
    text: str, spans: Iterable[Sequence[int]], holes: set[int], matcher: Matcher
) -> list[Span]:
    """Return where the passages of a record stand in the text of the file."""
    positions: list[int | None] = []
    for start, end in spans:
        positions += [position for position in range(start, end) if position not in holes]
        # What is between two spans counts as white space.
        positions.append(None)
    record = "".join(" " if position is None else text[position] for position in positions)
    found = []
    for start, end in matcher.spans(record):
        found += [
            (position, position + 1) for position in positions[start:end] if position is not None
        ]
    return sorted(found)
