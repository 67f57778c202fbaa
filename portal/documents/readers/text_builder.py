"""Build a source line by line, with the layout of each line."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from portal.documents.readers.letter_spans import LetterSpan, place_letter_spans
from portal.parsing.cells import cell_spans
from portal.parsing.footnote_marks import footnote_marks
from portal.parsing.formatting import limit_formatting
from portal.parsing.source import PLAIN, FormattedSpan, Layout, Note, Source
from reports.text import clean_line


@dataclass
class TextBuilder:
    """The lines written so far, with layout, formatting, page positions and notes."""

    lines: list[str] = field(default_factory=list)
    layout: dict[int, Layout] = field(default_factory=dict)
    pages: list[int] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    formatting: list[FormattedSpan] = field(default_factory=list)
    length: int = 0

    def write(
        self, text: str, layout: Layout = PLAIN, letter_spans: Sequence[LetterSpan] = ()
    ) -> None:
        """Append one or more lines of the same layout. Layout columns refer to the cleaned text."""
        if letter_spans:
            self.formatting += place_letter_spans(letter_spans, text, self.length)
        for line in clean_line(text).split("\n"):
            if layout != PLAIN:
                self.layout[len(self.lines)] = layout
            self.lines.append(line)
            self.length += len(line) + 1

    def separate(self) -> None:
        """Append an empty line, unless the last line is empty."""
        if self.lines and self.lines[-1].strip():
            self.write("")

    def discard(self, text: str, reason: str) -> None:
        """Append lines that are not part of the report's text."""
        for line in clean_line(text).split("\n"):
            self.write(line, Layout(discards=((0, len(line), reason),)))

    def begin_page(self) -> None:
        self.pages.append(self.length)

    def add_note(self, code: str, reason: str, lines: int = 0) -> None:
        """Add a note about the last `lines` lines, or about the whole document."""
        span = None
        if lines:
            start = self.length - sum(len(line) + 1 for line in self.lines[-lines:])
            span = (start, self.length - 1)
        self.notes.append(Note(code, reason, span))

    def source(self, name: str, media_type: str) -> Source:
        source = Source(
            name,
            media_type,
            "\n".join(self.lines),
            self.layout,
            tuple(self.pages),
            tuple(self.notes),
        )
        return limit_formatting(
            source, [*self.formatting, *footnote_marks(source), *cell_spans(source)]
        )
