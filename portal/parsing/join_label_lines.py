"""Join a label that stands on a line of its own to the text to its right on the next line.

Some PDF files draw the number or bullet of a point a little above its text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from portal.parsing.source import PLAIN, Line

LABEL = re.compile(r"\s*(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|[•▪◦●○■□‣➢])\s*$")


def join_label_lines(text: str, lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines; a label and the text that stands further to the right below it are one line."""
    index = 0
    while index < len(lines):
        line = lines[index]
        below = next_text_line(lines, index)
        if below and is_label_of(line, lines[below]):
            last = lines[below]
            end = last.start + len(last.text)
            yield replace(line, text=text[line.start : end])
            index = below + 1
        else:
            yield line
            index += 1


def next_text_line(lines: Sequence[Line], index: int) -> int:
    """Return the index of the next line that is not blank, past at most one blank line; else 0."""
    for below in range(index + 1, min(index + 3, len(lines))):
        if not lines[below].is_blank:
            return below
    return 0


def is_label_of(line: Line, below: Line) -> bool:
    return (
        line.layout == below.layout == PLAIN
        and LABEL.match(line.text) is not None
        and LABEL.match(below.text) is None
        and column_of(below) > column_of(line)
    )


def column_of(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip())
