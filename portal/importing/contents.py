"""The table of contents: its entries say again what the headings say, and are no text."""

import re
from collections.abc import Iterator, Sequence

from portal.importing.source import Line

REASON = "table of contents"
TITLE = re.compile(
    r"\s*(?:#+\s*)?(?:\*\*)?(?:table\s+of\s+)?contents(?:\*\*)?\s*$", re.IGNORECASE
)
PLACE = r"(?:\d{1,4}(?:\s*[–-]\s*\d{1,4})?|[ivxl]{1,6})"
# Dots, or a wide gap, lead to a page; where the contents have a title a number may do.
LEADER = re.compile(rf".*\S\s*(?:\.\s?){{4,}}\s*(?:{PLACE}\s*){{0,3}}$", re.IGNORECASE)
ENTRY = re.compile(rf".*\S(?:\t|\s+)(?:{PLACE}\s*){{1,3}}$", re.IGNORECASE)
LONGEST_ENTRY = 200
BETWEEN = 3  # lines without a place between two entries: “Annexes”, a wrapped title


def lines_of(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the places, among the lines, of those that belong to a table of contents."""
    at = 0
    while at < len(lines):
        length = length_of(lines, at)
        yield from range(at, at + length)
        at += length or 1


def length_of(lines: Sequence[Line], start: int) -> int:
    """Return how many lines from here on are a table of contents; 0 for a line that begins none."""
    titled = bool(TITLE.match(lines[start].text))
    if not titled and not LEADER.match(lines[start].text):
        return 0
    entries, last, missed = 0, start, 0
    for at in range(start + titled, len(lines)):
        if lines[at].is_blank or is_noise(lines[at]):
            continue
        if is_entry(lines[at], titled=titled):
            entries, last, missed = entries + 1, at, 0
        elif missed == BETWEEN or len(lines[at].text) > LONGEST_ENTRY:
            break
        else:
            missed += 1
    return last - start + 1 if entries >= 2 else 0


def is_entry(line: Line, *, titled: bool) -> bool:
    if len(line.text) > LONGEST_ENTRY:
        return False
    return bool(LEADER.match(line.text) or (titled and ENTRY.match(line.text)))


def is_noise(line: Line) -> bool:
    return bool(line.layout.discards)
