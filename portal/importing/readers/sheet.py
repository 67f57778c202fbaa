"""The text that a reader writes, line by line, with what the layout says of each line."""

from dataclasses import dataclass, field

from portal.importing.source import PLAIN, Layout, Note, Source
from reports.text import clean_line


@dataclass
class Sheet:
    """What has been read so far. Every line written stands behind those before."""

    lines: list[str] = field(default_factory=list)
    layout: dict[int, Layout] = field(default_factory=dict)
    pages: list[int] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    length: int = 0

    def write(self, text: str, layout: Layout = PLAIN) -> None:
        """Add a line, or several of the same layout. Columns count in the text as cleaned."""
        for line in clean_line(text).split("\n"):
            if layout != PLAIN:
                self.layout[len(self.lines)] = layout
            self.lines.append(line)
            self.length += len(line) + 1

    def skip(self) -> None:
        """Set what follows off by an empty line."""
        if self.lines and self.lines[-1].strip():
            self.write("")

    def discard(self, text: str, reason: str) -> None:
        """Add lines that are no words of the report."""
        for line in clean_line(text).split("\n"):
            self.write(line, Layout(discards=((0, len(line), reason),)))

    def begin_page(self) -> None:
        self.pages.append(self.length)

    def note(self, code: str, reason: str, lines: int = 0) -> None:
        """Leave a doubt to an editor, about so many of the last lines or about the whole."""
        span = None
        if lines:
            start = self.length - sum(len(line) + 1 for line in self.lines[-lines:])
            span = (start, self.length - 1)
        self.notes.append(Note(code, reason, span))

    def source(self, name: str, media_type: str) -> Source:
        return Source(
            name,
            media_type,
            "\n".join(self.lines),
            self.layout,
            tuple(self.pages),
            tuple(self.notes),
        )
