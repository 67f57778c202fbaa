"""Discard lines around the text of a document: table of contents, running heads and feet."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from portal.parsing import table_of_contents
from portal.parsing.source import Line
from reports.text import normalize_whitespace

# A line that holds only a page number.
PAGE_NUMBER = re.compile(
    r"\s*[-–]?\s?(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s?[-–]?:?\s*$",
    re.IGNORECASE,
)
# A foot with words and the number of its page: “Lund  Informational  [Page 3]”, “REPORT 2018 | 53”.
NUMBERED_FOOT = re.compile(
    r"(?:.*\[\s*page\s+(?P<bracket>\d{1,4})\s*\]|.*\S\s{3,}page\s+(?P<page>\d{1,4})(?:\s+of\s+\d{1,4})?"
    r"|.{1,80}\S\s*\|\s*(?P<last>\d{1,4})|\s*(?P<first>\d{1,4})\s*\|\s*\S.{1,80})\s*$",
    re.IGNORECASE,
)
MIN_PAGES = 3  # on which a line is repeated
MIN_PAGE_LINES = 3  # from one foot to the next: rows of a table are closer
MAX_PAGE_STEP = 3  # pages, as some have no foot
MIN_FEET = 2  # pages with a foot that counts them
MAX_HEAD_LENGTH = 100  # characters
REASON = "running head"


def mark_page_furniture(lines: Sequence[Line]) -> list[Line]:
    """Return the lines; those around the text get a layout that discards them."""
    reasons = dict.fromkeys(repeated_lines(lines), REASON)
    reasons |= dict.fromkeys(page_breaks(lines), REASON)
    lines = [
        discard_line(line, reasons[index]) if index in reasons and not line.is_blank else line
        for index, line in enumerate(lines)
    ]
    contents = set(table_of_contents.contents_lines(lines))
    return [
        discard_line(line, table_of_contents.REASON)
        if index in contents and not line.is_blank
        else line
        for index, line in enumerate(lines)
    ]


def discard_line(line: Line, reason: str) -> Line:
    if line.is_noise:
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


def page_breaks(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the indices of footers that number the pages, and of the heads repeated below them."""
    feet = counting_feet(lines)
    heads: dict[str, list[int]] = defaultdict(list)
    for foot in feet:
        following = (index for index in range(foot + 1, len(lines)) if not lines[index].is_blank)
        if (head := next(following, None)) is not None:
            heads[normalize_whitespace(lines[head].text)].append(head)
    yield from feet
    for indices in heads.values():
        if len(indices) >= MIN_FEET:
            yield from indices


def counting_feet(lines: Sequence[Line]) -> list[int]:
    """Return the indices of feet with the same words, whose numbers count up."""
    feet: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, line in enumerate(lines):
        if match := NUMBERED_FOOT.match(line.text):
            number = int(next(filter(None, match.groups())))
            feet[mask_numbers(line.text)].append((index, number))
    return sorted(
        index
        for found in feet.values()
        if len(found) >= MIN_FEET and are_feet(found)
        for index, _ in found
    )


def are_feet(found: Sequence[tuple[int, int]]) -> bool:
    """Return whether the lines (index, number) count pages: one by one, and with a page between."""
    return all(
        0 < after - before <= MAX_PAGE_STEP and index - last_index >= MIN_PAGE_LINES
        for (last_index, before), (index, after) in pairwise(found)
    )


def mask_numbers(text: str) -> str:
    return re.sub(r"\d+", "#", normalize_whitespace(text)).casefold()
