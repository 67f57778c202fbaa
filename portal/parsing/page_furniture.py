"""Discard lines around the text of a document: table of contents, running heads and feet."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from portal.parsing import table_of_contents
from portal.parsing.source import Line
from reports.text import normalize_whitespace

# A line that holds only a page number.
PAGE_NUMBER = re.compile(
    r"\s*[-–]?\s?(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s?[-–]?:?\s*$",
    re.IGNORECASE,
)
MIN_PAGES = 3  # on which a line is repeated
MAX_HEAD_LENGTH = 100  # characters
REASON = "running head"


def mark_page_furniture(lines: Sequence[Line]) -> list[Line]:
    """Return the lines; those around the text get a layout that discards them."""
    reasons = dict.fromkeys(table_of_contents.contents_lines(lines), table_of_contents.REASON)
    reasons |= dict.fromkeys(repeated_lines(lines), REASON)
    return [
        discard_line(line, reasons[index]) if index in reasons and not line.is_blank else line
        for index, line in enumerate(lines)
    ]


def discard_line(line: Line, reason: str) -> Line:
    if line.layout.discards:
        return line
    start, end = line.span
    discard = (start - line.start, end - line.start, reason)
    return replace(line, layout=replace(line.layout, discards=(discard,)))


def repeated_lines(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the indices of lines that are next to page numbers on several pages."""
    text_lines = [index for index, line in enumerate(lines) if not line.is_blank]
    counts: Counter[str] = Counter()
    for position, index in enumerate(text_lines):
        if PAGE_NUMBER.match(lines[index].text):
            neighbors = {
                *text_lines[max(0, position - 1) : position],
                *text_lines[position + 1 : position + 2],
            }
            counts.update({normalize_whitespace(lines[neighbor].text) for neighbor in neighbors})
    heads = {
        text
        for text, count in counts.items()
        if count >= MIN_PAGES and len(text) <= MAX_HEAD_LENGTH and not PAGE_NUMBER.match(text)
    }
    for index in text_lines if heads else ():
        if normalize_whitespace(lines[index].text) in heads:
            yield index
