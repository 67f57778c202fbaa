"""The place of a record in the file of its report: its page, its words, and what was changed."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from portal.content.word_diff import DiffSegment, word_diff
from portal.parsing import labels
from portal.parsing.coverage import StoredSpan, are_valid_spans, printed_text
from reports.models import Report, SourcePart

# Characters of the file shown before and after the record.
CONTEXT_LENGTH = 300
SINGLE_LINE_BREAK = re.compile(r"(?<!\n)\n(?!\n)")


@dataclass(frozen=True)
class PrintedSource:
    """A passage of the file with the text around it; `pages` is empty if the file has no pages."""

    before: str
    text: str
    after: str
    pages: range
    # Segments of the words in the file and the words shown; empty if they are the same.
    changes: list[DiffSegment]


def printed_source(report: Report, record) -> PrintedSource | None:
    """Return the place of a paragraph or recommendation in the file, if it came from there."""
    if not report.source_id or not record.spans:
        return None
    text = report.source.text
    spans = [tuple(span) for span in record.spans]
    if not are_valid_spans(spans, len(text)):
        return None
    start, end = spans[0][0], spans[-1][1]
    stored = StoredSpan("", spans, "", label=record.label)
    words = labels.strip_label(printed_text(text, stored, discarded_spans(report)), record.label)
    is_same = words.split() == record.text.split()
    return PrintedSource(
        before=join_lines(text[max(0, start - CONTEXT_LENGTH) : start]),
        text=join_lines(text[start:end]),
        after=join_lines(text[end : end + CONTEXT_LENGTH]),
        pages=pages_of(report.source.pages, start, end),
        changes=[] if is_same else word_diff(words, record.text),
    )


def discarded_spans(report: Report) -> list[tuple[int, int]]:
    discards = report.parts.filter(kind=SourcePart.Kind.DISCARD).values_list("spans", flat=True)
    return sorted((start, end) for spans in discards for start, end in spans)


def pages_of(offsets: list[int], start: int, end: int) -> range:
    """Return the numbers of the pages from the first character to the last."""
    if not offsets:
        return range(0)
    first = bisect_right(offsets, start)
    return range(first, max(first, bisect_right(offsets, end - 1)) + 1)


def join_lines(text: str) -> str:
    """Return the text without the printed line breaks; paragraphs stay apart."""
    return SINGLE_LINE_BREAK.sub(" ", text)
