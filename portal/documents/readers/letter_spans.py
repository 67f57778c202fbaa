"""Formatting of a paragraph that is being read, counted in letters.

White space is normalized and labels are put in front of a paragraph after its runs have been read;
the count of the other characters, here called letters, stays the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from portal.parsing.source import FormatKind, FormattedSpan
from reports.text import clean_line


@dataclass(frozen=True)
class LetterSpan:
    """The format of the letters [start, end) of a paragraph."""

    kind: FormatKind
    start: int
    end: int
    target: str = ""

    def moved(self, letters: int) -> "LetterSpan":
        return replace(self, start=self.start + letters, end=self.end + letters)


def count_letters(text: str) -> int:
    return sum(not character.isspace() for character in text)


def place_letter_spans(
    spans: Iterable[LetterSpan], text: str, offset: int
) -> Iterator[FormattedSpan]:
    """Yield the formatting of a text that begins at the offset in the source.

    Yield nothing if cleaning changes the count of letters, as for an accent in a separate run.
    """
    cleaned = clean_line(text)
    positions = [index for index, letter in enumerate(cleaned) if not letter.isspace()]
    if cleaned != text and len(positions) != count_letters(text):
        return
    for span in spans:
        end = min(span.end, len(positions))
        if span.start < end:
            start, stop = offset + positions[span.start], offset + positions[end - 1] + 1
            yield FormattedSpan(span.kind, start, stop, span.target)


def letter_spans_within(spans: Sequence[LetterSpan], start: int, end: int) -> list[LetterSpan]:
    """Return the parts of the spans that lie between two letters, counted from the first one."""
    return [
        replace(span, start=max(span.start, start) - start, end=min(span.end, end) - start)
        for span in spans
        if span.start < end and span.end > start
    ]


@dataclass
class OpenSpans:
    """The formatting of a paragraph whose elements are still open."""

    letters: int = 0
    closed: list[LetterSpan] = field(default_factory=list)
    # By the key that `begin` returns.
    open: dict[int, LetterSpan] = field(default_factory=dict)
    keys: Iterator[int] = field(default_factory=count)

    def add_text(self, text: str) -> None:
        self.letters += count_letters(text)

    def begin(self, kind: FormatKind, target: str = "") -> int:
        key = next(self.keys)
        self.open[key] = LetterSpan(kind, self.letters, self.letters, target)
        return key

    def end(self, key: int) -> None:
        self.close(self.open.pop(key))

    def close(self, span: LetterSpan) -> None:
        if span.start < self.letters:
            self.closed.append(replace(span, end=self.letters))

    def end_open(self) -> None:
        """Close what is open at the end of a paragraph; it continues in the next one."""
        for span in self.open.values():
            self.close(span)

    def end_paragraph(self) -> list[LetterSpan]:
        """Return the formatting of the paragraph, and begin the next one."""
        self.end_open()
        spans, self.closed, self.letters = self.closed, [], 0
        self.open = {key: replace(span, start=0) for key, span in self.open.items()}
        return spans
