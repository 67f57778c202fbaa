"""Split lines that hold more than one paragraph."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from portal.parsing.source import Line

NUMBERED = re.compile(r"\s*(?P<number>\d{1,3})(?:[.)]\s*\S|\s+[A-Z])")
# “Capacity building5. The participants”: no blank before the number.
GLUED = re.compile(r"(?<=[a-z)”])(?P<number>\d{1,3})\.(?=\s*[A-Z“])")
# A whole document on one line: a number after the end of a sentence, or a heading.
RUN_ON = re.compile(r"(?<=\S)\s+(?=(?P<number>\d{1,3})\.\s+[A-Z“])")
HEADED = re.compile(
    r"(?<=[.!?”])\s+(?=(?:(?:plenary\s+)?session|panel|agenda\s+item)\s+(?:\d{1,2}|[IVX]{1,4})\s*[:–—-]"
    r"|(?:introduction|opening\s+(?:session|remarks|ceremony)|closing\s+(?:session|remarks)|conclusions?"
    r"|way\s+forward)\s+\d{1,3}\.\s)",
    re.IGNORECASE,
)
RUN_ON_LENGTH = 400  # characters; more than any line of a page


def split_run_on_lines(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines, split where they hold several paragraphs.

    Only the next number begins a paragraph, so that “in phase 3. The” is not split.
    """
    number = 0
    for line in lines:
        if first := NUMBERED.match(line.text):
            number = int(first["number"])
        columns = []
        for column, found_number in paragraph_starts(line):
            if found_number and found_number != number + 1:
                continue
            number = found_number or number
            columns.append(column)
        yield from split_line(line, columns)


def paragraph_starts(line: Line) -> list[tuple[int, int]]:
    """Return (column, number) of all possible paragraph starts; 0 for a heading."""
    starts = [(match.start(), int(match["number"])) for match in GLUED.finditer(line.text)]
    if len(line.text) > RUN_ON_LENGTH:
        starts += [(match.end(), int(match["number"])) for match in RUN_ON.finditer(line.text)]
        starts += [(match.end(), 0) for match in HEADED.finditer(line.text)]
    return sorted(starts)


def split_line(line: Line, columns: list[int]) -> Iterator[Line]:
    if not columns or line.is_noise:
        yield line
        return
    for start, end in zip([0, *columns], [*columns, len(line.text)], strict=True):
        discards = tuple(
            (max(first, start) - start, min(last, end) - start, reason)
            for first, last, reason in line.layout.discards
            if first < end and start < last
        )
        yield replace(
            line,
            text=line.text[start:end],
            start=line.start + start,
            layout=replace(line.layout, discards=discards),
            is_set_off=True,
        )
