"""The text of a source document, its lines, and spans of it.

A span is a pair [start, end) of character positions. The text of a block is what its spans cover,
with every run of white space as a single blank.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from portal.parsing.disagreement import Disagreement
from reports.text import normalize_whitespace

Span = tuple[int, int]
FormatKind = Literal["emphasis", "strong", "link", "footnote", "cell"]


class UnreadableError(ValueError):
    """The file cannot be imported; the message gives the reason and what to do."""


@dataclass(frozen=True)
class Note:
    """A remark for an editor: code, reason, and the span in the source.

    `about` is the name, number or kind that the reason mentions.
    """

    code: str
    reason: str
    span: Span | None = None
    about: str = ""


@dataclass(frozen=True)
class Layout:
    """The layout of a line, beyond its characters."""

    # Heading rank, 1 for the highest; 0 for other lines.
    heading: int = 0
    # A table row; its cells are separated by tabs.
    is_row: bool = False
    # The footnote that the line belongs to, counted from 1 through the file; 0 for none.
    # The text continues after it.
    footnote: int = 0
    # Discarded text: [start, end) columns of the line, and the reason.
    discards: tuple[tuple[int, int, str], ...] = ()


PLAIN = Layout()


@dataclass(frozen=True)
class Line:
    text: str
    start: int
    layout: Layout = PLAIN
    # Split from a longer line: the text before and after it belongs to other paragraphs.
    is_set_off: bool = False

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()

    @cached_property
    def visible(self) -> str:
        """Return the text with blanks for what is discarded."""
        characters = list(self.text)
        for start, end, _ in self.layout.discards:
            characters[start:end] = " " * (end - start)
        return "".join(characters)

    @cached_property
    def is_noise(self) -> bool:
        """Return whether the layout discards the whole line."""
        return bool(self.layout.discards) and not self.visible.strip()

    @property
    def span(self) -> Span:
        """Return the span of the line's text without surrounding white space."""
        return self.span_from(0)

    def span_from(self, column: int) -> Span:
        rest = self.text[column:]
        leading = len(rest) - len(rest.lstrip())
        start = self.start + column + leading
        return start, start + len(rest.strip())


@dataclass(frozen=True)
class FormattedSpan:
    """How a span of a text is printed."""

    kind: FormatKind
    start: int
    end: int
    # The address of a link; for the mark of a footnote, the position at which the footnote begins;
    # for a cell of a table, its column and the count of columns: “2/3”.
    target: str = ""


@dataclass(frozen=True)
class Source:
    """The text of a file, with its layout.

    `layout` is by line number, from 0. `pages` holds the position at which each page begins;
    it is empty for formats without pages. `notes` name what the reader has left out.
    `formatting` is sorted by position.
    `disagreements` are the places where a second extraction differs; None before the comparison.
    """

    name: str
    media_type: str
    text: str
    layout: Mapping[int, Layout] = field(default_factory=dict)
    pages: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()
    formatting: tuple[FormattedSpan, ...] = ()
    disagreements: tuple[Disagreement, ...] | None = None
    # Redacted passages are masked, and the file itself is not kept.
    is_withheld: bool = False

    @property
    def lines(self) -> Iterator[Line]:
        start = 0
        for number, text in enumerate(self.text.split("\n")):
            yield Line(text, start, self.layout.get(number, PLAIN))
            start += len(text) + 1


def subtract_spans(spans: Iterable[Span], holes: Iterable[Span]) -> list[Span]:
    """Return the spans without the holes. Both must be sorted."""
    remaining = []
    pending = deque(holes)
    for start, end in spans:
        while pending and pending[0][0] < end:
            hole_start, hole_end = pending[0]
            if start < hole_start:
                remaining.append((start, hole_start))
            start = max(start, hole_end)
            if hole_end > end:
                break
            pending.popleft()
        if start < end:
            remaining.append((start, end))
    return remaining


def text_of_spans(text: str, spans: list[Span], holes: Iterable[Span]) -> str:
    """Return the text of the spans.

    White space between two spans counts, unless it is in a hole: the markup of a link leaves
    no gap, a page break does.
    """
    if not spans:
        return ""
    is_hole = bytearray(spans[-1][1] - spans[0][0])
    offset = spans[0][0]
    for start, end in holes:
        for position in range(max(start - offset, 0), min(end - offset, len(is_hole))):
            is_hole[position] = 1
    parts = [text[spans[0][0] : spans[0][1]]]
    for (_, previous_end), (start, end) in zip(spans, spans[1:], strict=False):
        gap = [
            text[position]
            for position in range(previous_end, start)
            if not is_hole[position - offset]
        ]
        parts += [" " for character in gap if character.isspace()]
        parts.append(text[start:end])
    return normalize_whitespace("".join(parts))


@dataclass(frozen=True)
class PartSpans:
    """Finds the spans of parts of a text that was made from spans of the source."""

    source_text: str
    text: str
    # The position in the source of each character of the text that is not white space.
    positions: tuple[int, ...]

    @classmethod
    def of(cls, source: Source, spans: Iterable[Span], text: str) -> "PartSpans":
        positions = tuple(
            position
            for start, end in spans
            for position in range(start, end)
            if not source.text[position].isspace()
        )
        return cls(source.text, text, positions)

    def __call__(self, start: int, end: int) -> list[Span]:
        """Return the spans of the part [start, end) of the text."""
        first = sum(not character.isspace() for character in self.text[:start])
        count = sum(not character.isspace() for character in self.text[start:end])
        spans: list[Span] = []
        for position in self.positions[first : first + count]:
            if spans and not self.source_text[spans[-1][1] : position].strip():
                spans[-1] = (spans[-1][0], position + 1)
            else:
                spans.append((position, position + 1))
        return spans
