"""Recognize the lines of a table of contents, which repeat the headings."""

import re
from collections.abc import Iterator, Sequence

from portal.parsing.source import Line

REASON = "table of contents"
TITLE = re.compile(r"\s*(?:#+\s*)?(?:\*\*)?(?:table\s+of\s+)?contents(?:\*\*)?\s*$", re.IGNORECASE)
PAGE_REFERENCE = r"(?:\d{1,4}(?:\s*[–-]\s*\d{1,4})?|[ivxl]{1,6})"
# Dots lead to a page; below a title, a gap and a page number suffice.
LEADER = re.compile(rf".*\S\s*(?:\.\s?){{4,}}\s*(?:{PAGE_REFERENCE}\s*){{0,3}}$", re.IGNORECASE)
ENTRY = re.compile(rf".*\S(?:\t|\s+)(?:{PAGE_REFERENCE}\s*){{1,3}}$", re.IGNORECASE)
MAX_ENTRY_LENGTH = 200
MAX_GAP_LINES = 3  # lines without a page number between two entries: “Annexes”, a wrapped title


def contents_lines(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the indices of the lines that belong to a table of contents."""
    index = 0
    while index < len(lines):
        length = contents_length(lines, index)
        yield from range(index, index + length)
        index += length or 1


def contents_length(lines: Sequence[Line], start: int) -> int:
    """Return the number of lines of a table of contents that starts here; 0 for none."""
    has_title = bool(TITLE.match(lines[start].text))
    if not has_title and not LEADER.match(lines[start].text):
        return 0
    entries, last_entry, gap = 0, start, 0
    for index in range(start + has_title, len(lines)):
        if lines[index].is_blank or is_noise(lines[index]):
            continue
        if is_entry(lines[index], has_title=has_title):
            entries, last_entry, gap = entries + 1, index, 0
        elif gap == MAX_GAP_LINES or len(lines[index].text) > MAX_ENTRY_LENGTH:
            break
        else:
            gap += 1
    return last_entry - start + 1 if entries >= 2 else 0


def is_entry(line: Line, *, has_title: bool) -> bool:
    if len(line.text) > MAX_ENTRY_LENGTH:
        return False
    return bool(LEADER.match(line.text) or (has_title and ENTRY.match(line.text)))


def is_noise(line: Line) -> bool:
    return bool(line.layout.discards)
