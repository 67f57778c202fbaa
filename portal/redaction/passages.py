"""The words of a text as redaction compares them, and where they stand. Imports no Django."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from reports.text import DIRECTION_CONTROLS, clean_line, slugify

MASK = "▮"
# Scripts without blanks between words: each character is compared as a word.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Invisible within a word: soft hyphen, joiners, marks of direction.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
ACCENTS = re.compile("[\u0300-\u036f]")
LAST_MARK = 0x1FFFF
MAX_SLUG_LENGTH = 120

# The words of a passage: compared as a whole.
Words = tuple[str, ...]
# [start, end) in the text, and the words there.
Token = tuple[int, int, str]


class MaskedPassageError(ValueError):
    """Masked text is not a passage: it would match wherever something else is masked."""


@cache
def word_pattern() -> re.Pattern[str]:
    """Return the pattern of one word; vowel signs and accents belong to the letter before.

    Masked text counts as a word: the words on both sides of it are not a passage.
    """
    codes = range(0x300, LAST_MARK)
    marks = "".join(chr(code) for code in codes if unicodedata.category(chr(code)).startswith("M"))
    letter = rf"[^\W_{UNSPACED}]"
    return re.compile(rf"{MASK}+|[{UNSPACED}]|{letter}(?:{letter}|[{marks}{INVISIBLE}])*")


INVISIBLE_PATTERN = re.compile(f"[{INVISIBLE}]")


def folded(word: str) -> str:
    """Return a word without case, accents of Latin letters and invisible characters."""
    plain = unicodedata.normalize("NFKD", INVISIBLE_PATTERN.sub("", word))
    return unicodedata.normalize("NFKC", ACCENTS.sub("", plain)).casefold()


def tokens_of(text: str) -> list[Token]:
    return [(*match.span(), folded(match[0])) for match in word_pattern().finditer(text)]


def words_of(text: str) -> Words:
    return tuple(word for _, _, word in tokens_of(text))


def has_mask(words: Words) -> bool:
    return any(word.startswith(MASK) for word in words)


def refuse_masked(words: Words) -> None:
    if has_mask(words):
        raise MaskedPassageError("A part of the passage is masked already.")


def word_forms(passage: str) -> set[Words]:
    """Return the words of a passage, and those of its slug, by which addresses name it.

    Raises MaskedPassageError.
    """
    refuse_masked(words_of(passage))
    forms = {words_of(passage), words_of(slugify(clean_line(passage), MAX_SLUG_LENGTH))}
    return {form for form in forms if form}


@dataclass(frozen=True)
class Matcher:
    """Finds passages in texts: words in a row that are exactly those of a passage.

    Anything that is not a word may stand between words: blanks, line ends, hyphens, punctuation.
    """

    lengths: tuple[int, ...]
    is_known: Callable[[Words], bool]
    # Any text with a passage has one of these folded words; None if the words are unknown.
    hints: frozenset[str] | None = None

    @classmethod
    def of(cls, passages: list[str]) -> "Matcher":
        forms = {form for passage in passages for form in word_forms(passage)}
        hints = frozenset(max(form, key=len) for form in forms)
        lengths = sorted({len(form) for form in forms}, reverse=True)
        return cls(tuple(lengths), forms.__contains__, hints)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where passages stand, in order and without overlaps."""
        if self.hints is not None and not self.may_match(text):
            return []
        tokens = tokens_of(text)
        words = [word for _, _, word in tokens]
        found: list[tuple[int, int]] = []
        for first in range(len(tokens)):
            length = next((n for n in self.lengths if self.is_at(words, first, n)), 0)
            if not length:
                continue
            start, end = tokens[first][0], tokens[first + length - 1][1]
            if found and start < found[-1][1]:
                found[-1] = (found[-1][0], max(end, found[-1][1]))
            else:
                found.append((start, end))
        return found

    def is_at(self, words: list[str], first: int, length: int) -> bool:
        window = tuple(words[first : first + length])
        return len(window) == length and self.is_known(window)

    def may_match(self, text: str) -> bool:
        plain = folded(text)
        return any(hint in plain for hint in self.hints or ())

    def matches(self, text: str) -> bool:
        return bool(self.spans(text))

    def mask(self, text: str) -> str:
        """Return the text with its passages masked. Its length, blanks and line ends stay."""
        return mask_spans(text, self.spans(text))


def mask_spans(text: str, spans: list[tuple[int, int]]) -> str:
    """Return the text with a mark in place of every visible character of the spans.

    Marks of direction stay: the text of a file and the stored one differ in them.
    """
    parts, position = [], 0
    for start, end in spans:
        masked = [character if is_kept(character) else MASK for character in text[start:end]]
        parts += [text[position:start], *masked]
        position = end
    return "".join([*parts, text[position:]])


def is_kept(character: str) -> bool:
    return character.isspace() or bool(DIRECTION_CONTROLS.match(character))
