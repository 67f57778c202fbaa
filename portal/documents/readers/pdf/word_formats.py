"""The format of the words of a line: italics, bold type and links, by the first letter of each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import pypdfium2

from portal.documents.readers.letter_spans import LetterSpan
from portal.documents.readers.pdf.fonts import Fonts
from portal.documents.readers.pdf.links import Link
from portal.parsing.source import FormatKind, Span

WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
Format = tuple[FormatKind, str]  # with the address of a link


@dataclass(frozen=True)
class PageFormats:
    """Finds the formats of the words on a page."""

    text_page: pypdfium2.PdfTextPage
    fonts: Fonts
    links: Sequence[Link]

    def spans_of(self, segment: str, start: int, baseline: float) -> Iterator[LetterSpan]:
        """Yield the formats of a line; adjacent words in one format are one span.

        `start` is the index of the line's first character on the page.
        """
        letters = [0, *accumulate(not character.isspace() for character in segment)]
        links = [link for link in self.links if link.bottom <= baseline <= link.top]
        for format_, first, end in self.word_runs(segment, start, links):

            def is_alike(column: int, format_: Format = format_) -> bool:
                is_blank = segment[column].isspace()
                return not is_blank and format_ in self.formats_at(start + column, links)

            while first and is_alike(first - 1):
                first -= 1
            while end < len(segment) and is_alike(end):
                end += 1
            yield LetterSpan(format_[0], letters[first], letters[end], format_[1])

    def word_runs(
        self, segment: str, start: int, links: Sequence[Link]
    ) -> Iterator[tuple[Format, int, int]]:
        """Yield runs of words in one format, with the columns at which they begin and end."""
        open_runs: dict[Format, Span] = {}
        for word in WORD.finditer(segment):
            formats = self.formats_at(start + word.start(), links)
            for format_ in [format_ for format_ in open_runs if format_ not in formats]:
                yield format_, *open_runs.pop(format_)
            for format_ in formats:
                first, _ = open_runs.get(format_, word.span())
                open_runs[format_] = (first, word.end())
        yield from ((format_, *span) for format_, span in open_runs.items())

    def formats_at(self, index: int, links: Sequence[Link]) -> list[Format]:
        formats: list[Format] = [(kind, "") for kind in self.fonts.emphasis(self.text_page, index)]
        if links:
            left, _, right, _ = self.text_page.get_charbox(index)
            middle = (left + right) / 2
            targets = (link.target for link in links if link.left <= middle <= link.right)
            formats += [("link", target) for target in targets][:1]
        return formats
