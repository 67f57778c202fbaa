"""The text of a source document, its lines, and stretches of it.

A span is a pair [start, end) of character positions in the text. What a unit of the
report prints is what its spans cover, with every run of white space as one blank.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from reports.text import collapsed

Span = tuple[int, int]


class UnreadableError(ValueError):
    """The file cannot be imported; the message says why and what to do."""


@dataclass(frozen=True)
class Note:
    """A doubt for an editor: what kind, why, and where in the source.

    `about` is the name, number or kind that the reason tells in a sentence.
    """

    code: str
    reason: str
    span: Span | None = None
    about: str = ""


@dataclass(frozen=True)
class Layout:
    """What a document's layout says of one line, beyond the line's characters."""

    # 1 for the highest heading, 2 for one below it; 0 for a line that is none.
    heading: int = 0
    # A row of a table, its cells parted by tabs.
    is_row: bool = False
    # Which footnote the line belongs to, counted from 1 through the file; 0 for none.
    # The text goes on behind it.
    footnote: int = 0
    # What is no word of the report: [start, end) columns of the line, and why.
    discards: tuple[tuple[int, int, str], ...] = ()


PLAIN = Layout()


@dataclass(frozen=True)
class Line:
    text: str
    start: int
    layout: Layout = PLAIN
    # Cut from a longer line: what is before and behind it is no part of its paragraph.
    is_set_off: bool = False

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()

    @property
    def span(self) -> Span:
        """Where the line's text stands, without white space around it."""
        return self.span_from(0)

    def span_from(self, column: int) -> Span:
        rest = self.text[column:]
        lead = len(rest) - len(rest.lstrip())
        start = self.start + column + lead
        return start, start + len(rest.strip())


@dataclass(frozen=True)
class Source:
    """The text of a file, and what its layout says where there is one.

    `layout` is by the number of the line, from 0. `pages` holds the position in the text
    at which each page begins, and nothing for a format without pages. `notes` name what
    the reader had to leave out.
    """

    name: str
    media_type: str
    text: str
    layout: Mapping[int, Layout] = field(default_factory=dict)
    pages: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def lines(self) -> Iterator[Line]:
        start = 0
        for number, text in enumerate(self.text.split("\n")):
            yield Line(text, start, self.layout.get(number, PLAIN))
            start += len(text) + 1


def without(spans: Iterable[Span], holes: Iterable[Span]) -> list[Span]:
    """Return what is left of the spans where no hole is. Both stand in order."""
    left = []
    ahead = deque(holes)
    for start, end in spans:
        while ahead and ahead[0][0] < end:
            hole_start, hole_end = ahead[0]
            if start < hole_start:
                left.append((start, hole_start))
            start = max(start, hole_end)
            if hole_end > end:
                break
            ahead.popleft()
        if start < end:
            left.append((start, end))
    return left


def printed(text: str, spans: list[Span], holes: Iterable[Span]) -> str:
    """Return what the spans print.

    Between two spans white space counts, unless it belongs to a hole: the marks of a link
    leave no gap behind, a page break does.
    """
    if not spans:
        return ""
    owned = bytearray(spans[-1][1] - spans[0][0])
    offset = spans[0][0]
    for start, end in holes:
        for position in range(max(start - offset, 0), min(end - offset, len(owned))):
            owned[position] = 1
    pieces = [text[spans[0][0] : spans[0][1]]]
    for (_, before), (start, end) in zip(spans, spans[1:], strict=False):
        gap = [text[at] for at in range(before, start) if not owned[at - offset]]
        pieces += [" " for character in gap if character.isspace()]
        pieces.append(text[start:end])
    return collapsed("".join(pieces))
