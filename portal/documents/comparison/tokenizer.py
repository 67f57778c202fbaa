"""Split a text into the words that are compared: letters, digits and marks, in one form.

Punctuation, symbols and case are not compared. A word ends at every other character, so that it
does not matter whether a hyphen at the end of a line was kept; and between letters and digits, so
that it does not matter how a reader sets off footnote marks.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.parsing.source import Source

SEPARATOR = " "
# First letters of Unicode categories: letters, numbers and marks make words.
WORD_CATEGORIES = {"L", "N", "M"}
# Control and format characters, private use: readers drop them or replace them by symbols.
IGNORED_CATEGORIES = {"C"}


class CharacterTable(dict[int, str]):
    """A table for str.translate: word characters stay, others separate words or vanish."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)[0]
        if category in WORD_CATEGORIES:
            self[code] = character
        else:
            self[code] = "" if category in IGNORED_CATEGORIES else SEPARATOR
        return self[code]


CLASSES = CharacterTable()
NUMBER_OR_WORD = re.compile(r"\d+|\D+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word in its compared form, and the span of the text that it was read from."""

    form: str
    start: int
    end: int
    page: int = 0


def words_of(text: str) -> Iterator[Word]:
    """Yield the words of a text, with the span of the unbroken run of characters around each."""
    position = 0
    for chunk in text.split():
        start = text.index(chunk, position)
        position = start + len(chunk)
        for form in normalize(chunk):
            yield Word(form, start, position)


def words_of_source(source: Source) -> list[Word]:
    """Return the words of the source's text; spans count in it, pages from 1."""
    return [
        Word(word.form, word.start, word.end, bisect_right(source.pages, word.start))
        for word in words_of(source.text)
    ]


def words_of_pages(pages: Sequence[str]) -> list[Word]:
    """Return the words of all pages, which count from 1; spans count in their page."""
    return [
        Word(word.form, word.start, word.end, number)
        for number, page in enumerate(pages, start=1)
        for word in words_of(page)
    ]


def normalize(chunk: str) -> list[str]:
    if not chunk.isascii():
        chunk = unicodedata.normalize("NFKC", chunk)
    # Once more: folding may leave the normal form.
    folded = unicodedata.normalize("NFKC", chunk.casefold()).translate(CLASSES)
    return [part for word in folded.split() for part in NUMBER_OR_WORD.findall(word)]
