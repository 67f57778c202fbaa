"""Lines around the text of a document: contents, heads and feet that every page repeats."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from portal.importing import contents
from portal.importing.source import Line
from reports.text import collapsed

# A line that only numbers its page.
PAGE = re.compile(
    r"\s*[-–]?\s?(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s?[-–]?:?\s*$",
    re.IGNORECASE,
)
OFTEN = 3  # pages that repeat a line
LONGEST = 100  # characters of a line that pages repeat
REASON = "running head"


def set_aside(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, those around the text with a layout that leaves no word of them."""
    reasons = dict.fromkeys(contents.lines_of(lines), contents.REASON)
    reasons |= dict.fromkeys(repeated_in(lines), REASON)
    return [
        discarded(line, reasons[place])
        if place in reasons and not line.is_blank
        else line
        for place, line in enumerate(lines)
    ]


def discarded(line: Line, reason: str) -> Line:
    if line.layout.discards:
        return line
    start, end = line.span
    whole = (start - line.start, end - line.start, reason)
    return replace(line, layout=replace(line.layout, discards=(whole,)))


def repeated_in(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the places of lines that stand beside the number of page after page."""
    printed = [place for place, line in enumerate(lines) if not line.is_blank]
    beside: Counter[str] = Counter()
    for at, place in enumerate(printed):
        if PAGE.match(lines[place].text):
            near = {*printed[max(0, at - 1) : at], *printed[at + 1 : at + 2]}
            beside.update({collapsed(lines[one].text) for one in near})
    heads = {
        text
        for text, times in beside.items()
        if times >= OFTEN and len(text) <= LONGEST and not PAGE.match(text)
    }
    for place in printed if heads else ():
        if collapsed(lines[place].text) in heads:
            yield place
