"""The notation in which the invented reports are kept: one part of a report on each line.

= a line of the title block      == a heading       % the heading of a level
1. a numbered paragraph          - an item          -- an item below it
| a row | of a table             anything else is a paragraph without a number
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MARKS = {
    "=": "title",
    "==": "heading",
    "%": "level",
    "-": "item",
    "--": "subitem",
    "|": "row",
}
NUMBER = re.compile(r"\d{1,3}\.")


@dataclass(frozen=True)
class Part:
    """A title line, heading, level, paragraph, item, subitem or row, and its printed number."""

    kind: str
    text: str
    number: str = ""

    @property
    def full_text(self) -> str:
        return f"{self.number} {self.text}".strip()

    @property
    def cells(self) -> list[str]:
        return [cell.strip() for cell in self.text.split("|")]


def read_parts(text: str) -> Iterator[Part]:
    for line in filter(None, map(str.strip, text.splitlines())):
        first, _, rest = line.partition(" ")
        if first in MARKS:
            yield Part(MARKS[first], rest)
        elif NUMBER.fullmatch(first):
            yield Part("paragraph", rest, first)
        else:
            yield Part("paragraph", line)
