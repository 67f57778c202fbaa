"""Lines that hold more than one paragraph, cut where the next begins."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from portal.importing.source import Line

NUMBERED = re.compile(r"\s*(?P<number>\d{1,3})(?:[.)]\s*\S|\s+[A-Z])")
# “Capacity building5. The participants”: the number follows the word without a blank.
GLUED = re.compile(r"(?<=[a-z)”])(?P<number>\d{1,3})\.(?=\s*[A-Z“])")
# A whole document on one line: the number follows the end of a sentence, or a heading.
RUN_ON = re.compile(r"(?<=\S)\s+(?=(?P<number>\d{1,3})\.\s+[A-Z“])")
HEADED = re.compile(
    r"(?<=[.!?”])\s+(?=(?:(?:plenary\s+)?session|panel|agenda\s+item)\s+(?:\d{1,2}|[IVX]{1,4})\s*[:–—-]"
    r"|(?:introduction|opening\s+(?:session|remarks|ceremony)|closing\s+(?:session|remarks)|conclusions?"
    r"|way\s+forward)\s+\d{1,3}\.\s)",
    re.IGNORECASE,
)
LONG = 400  # characters: no line of a page holds so many


def unglued(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines, those in pieces that hold several paragraphs.

    Only the number that comes next begins one: “in phase 3. The” goes on.
    """
    number = 0
    for line in lines:
        if first := NUMBERED.match(line.text):
            number = int(first["number"])
        cuts = []
        for place, found in beginnings(line):
            if found and found != number + 1:
                continue
            number = found or number
            cuts.append(place)
        yield from pieces(line, cuts)


def beginnings(line: Line) -> list[tuple[int, int]]:
    """Return (column, number) of all that may begin a paragraph; a heading has the number 0."""
    found = [(one.start(), int(one["number"])) for one in GLUED.finditer(line.text)]
    if len(line.text) > LONG:
        found += [(one.end(), int(one["number"])) for one in RUN_ON.finditer(line.text)]
        found += [(one.end(), 0) for one in HEADED.finditer(line.text)]
    return sorted(found)


def pieces(line: Line, cuts: list[int]) -> Iterator[Line]:
    if not cuts or line.layout.discards:
        yield line
        return
    for start, end in zip([0, *cuts], [*cuts, len(line.text)], strict=True):
        yield replace(
            line, text=line.text[start:end], start=line.start + start, is_set_off=True
        )
