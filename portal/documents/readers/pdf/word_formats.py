"""The format of the words of a line: italics, bold type and links, by the first letter of each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import pypdfium2

from portal.documents.readers.letter_spans import LetterSpan
from portal.documents.readers.pdf.fonts import Fonts
from portal.documents.readers.pdf.links import Link
from portal.parsing.source import FormatKind

WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
MAX_MARKS = 5  # before and after a word
Format = tuple[FormatKind, str]  # with the address of a link


@dataclass(frozen=True)
class PageFormats:
    """Finds the formats of the words on a page."""

    text_page: pypdfium2.PdfTextPage
    fonts: Fonts
    links: Sequence[Link]

    def spans_of(self, segment: str, start: int, baseline: float) -> Iterator[LetterSpan]:
        """Yield the formats of a line word by word, with adjacent marks in the same format.

        `start` is the index of the line's first character on the page.
        """
        letters = [0, *accumulate(not character.isspace() for character in segment)]
        links = [link for link in self.links if link.bottom <= baseline <= link.top]

        def is_alike(column: int, format_: Format) -> bool:
            is_inside = 0 <= column < len(segment) and not segment[column].isspace()
            return is_inside and format_ in self.formats_at(start + column, links)

        for word in WORD.finditer(segment):
            for format_ in self.formats_at(start + word.start(), links):
                first, end = word.span()
                while first > word.start() - MAX_MARKS and is_alike(first - 1, format_):
                    first -= 1
                while end < word.end() + MAX_MARKS and is_alike(end, format_):
                    end += 1
                yield LetterSpan(format_[0], letters[first], letters[end], format_[1])

    def formats_at(self, index: int, links: Sequence[Link]) -> list[Format]:
        formats: list[Format] = [(kind, "") for kind in self.fonts.emphasis(self.text_page, index)]
        if links:
            left, _, right, _ = self.text_page.get_charbox(index)
            middle = (left + right) / 2
            targets = (link.target for link in links if link.left <= middle <= link.right)
            formats += [("link", target) for target in targets][:1]
        return formats
