"""Emphasis, links, footnote marks and cells as spans: of a source, and of texts made from it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, groupby, pairwise

from rapidfuzz.distance import Indel

from portal.parsing.source import FormattedSpan, Note, Source, Span
from reports.markdown import SAFE_LINK

MAX_FORMATTED_SPANS = 20_000  # of a source
MAX_TARGET_LENGTH = 1_000
# Longer texts that an editor has changed lose their formatting: comparing them takes too much time.
MAX_WORDS = 6_000
CELL = re.compile(r"([1-9][0-9]{0,2})/([1-9][0-9]{0,2})")  # column and count of columns
Letters = tuple[str, Sequence[int]]  # a text, and the positions in it that are not white space


def is_kept(span: FormattedSpan) -> bool:
    """Return whether the formatting is kept: valid cells, and links only if safe and absolute."""
    if span.kind == "cell":
        cell = CELL.fullmatch(span.target)
        return cell is not None and int(cell[1]) <= int(cell[2])
    if span.kind != "link":
        return True
    is_absolute = not span.target.startswith(("/", "#")) and bool(SAFE_LINK.fullmatch(span.target))
    return is_absolute and len(span.target) <= MAX_TARGET_LENGTH


def limit_formatting(source: Source, spans: Iterable[FormattedSpan]) -> Source:
    """Return the source with the formatting, and with a note if that exceeds the limit."""
    formatting, notes = tidy_formatting(spans, source.text), source.notes
    if len(formatting) > MAX_FORMATTED_SPANS:
        reason = (
            f"Only the first {MAX_FORMATTED_SPANS:,} of {len(formatting):,} passages with formatting "
            "(italics, bold type, links, table cells) keep it; the text itself is complete."
        )
        notes = (*notes, Note("formatting-left-out", reason))
    return replace(source, formatting=formatting[:MAX_FORMATTED_SPANS], notes=notes)


def tidy_formatting(spans: Iterable[FormattedSpan], text: str) -> tuple[FormattedSpan, ...]:
    """Return the spans that are kept, sorted; equal ones with only blanks in between are one."""
    kept = sorted(
        (span for span in spans if span.start < span.end and is_kept(span)),
        key=lambda span: (span.kind, span.target, span.start, span.end),
    )
    merged = [
        span
        for (kind, _), group in groupby(kept, key=lambda span: (span.kind, span.target))
        for span in (group if kind == "cell" else merge_adjacent(group, text))
    ]
    return tuple(sorted(merged, key=lambda span: (span.start, -span.end, span.kind)))


def merge_adjacent(spans: Iterable[FormattedSpan], text: str) -> Iterator[FormattedSpan]:
    """Yield the spans, which are alike and sorted, with adjacent and overlapping ones as one."""
    last: FormattedSpan | None = None
    for span in spans:
        if last and not text[last.end : span.start].strip():
            last = FormattedSpan(span.kind, last.start, max(last.end, span.end), span.target)
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


@dataclass(frozen=True)
class FormattedSource:
    """The text of a source and its formatting, sorted by position."""

    text: str
    formatting: Sequence[FormattedSpan]

    @cached_property
    def starts(self) -> list[int]:
        return [span.start for span in self.formatting]

    @cached_property
    def ends(self) -> list[int]:
        """Return the highest end so far for each span, as spans may lie within each other."""
        return list(accumulate((span.end for span in self.formatting), max))

    def formatting_within(self, start: int, end: int) -> Sequence[FormattedSpan]:
        return self.formatting[bisect_right(self.ends, start) : bisect_left(self.starts, end)]

    def formatting_of(self, spans: Sequence[Span], text: str) -> tuple[FormattedSpan, ...]:
        """Return the formatting of a text that was made from spans of the source.

        Where the text has been changed, words that are still those of the source keep theirs.
        """
        if not spans or list(spans) != sorted(spans):
            return ()
        formatting = self.formatting_within(spans[0][0], spans[-1][1])
        if not formatting:
            return ()
        letters = MatchedLetters.of(
            (self.text, [index for span in spans for index in letters_in(self.text, *span)]), text
        )
        mapped = (
            FormattedSpan(span.kind, start, end, span.target)
            for span in formatting
            for start, end in letters.spans_of(span.start, span.end)
        )
        return tidy_formatting(mapped, text)


def letters_in(text: str, start: int, end: int) -> list[int]:
    """Return the positions of the characters that are not white space."""
    return [index for index, letter in enumerate(text[start:end], start) if not letter.isspace()]


@dataclass(frozen=True)
class MatchedLetters:
    """The letters of a text that were found in a source, by their positions in both."""

    in_source: Sequence[int]
    in_text: Sequence[int]
    # The indices before which letters of the text have no match.
    gaps: Sequence[int] = ()

    @classmethod
    def of(cls, source: Letters, text: str) -> "MatchedLetters":
        text_letters = letters_in(text, 0, len(text))
        source_string = "".join([source[0][index] for index in source[1]])
        text_string = "".join([text[index] for index in text_letters])
        # The source has the label in front of the text, or words that are set aside after it.
        start = (
            len(source_string) - len(text_string)
            if source_string.endswith(text_string)
            else source_string.find(text_string)
        )
        if start >= 0:
            return cls(source[1][start : start + len(text_string)], text_letters)
        pairs = matching_letters(source, (text, text_letters))
        gaps = [
            index for index in range(1, len(pairs)) if pairs[index][1] != pairs[index - 1][1] + 1
        ]
        return cls(
            [source[1][source_index] for source_index, _ in pairs],
            [text_letters[text_index] for _, text_index in pairs],
            gaps,
        )

    def spans_of(self, start: int, end: int) -> Iterator[Span]:
        """Yield the spans of the text that come from this span of the source."""
        first, last = bisect_left(self.in_source, start), bisect_left(self.in_source, end)
        gaps = self.gaps[bisect_right(self.gaps, first) : bisect_left(self.gaps, last)]
        for lower, upper in pairwise([first, *gaps, last]):
            if lower < upper:
                yield self.in_text[lower], self.in_text[upper - 1] + 1


def matching_letters(source: Letters, text: Letters) -> list[tuple[int, int]]:
    """Return index pairs (source, text) of the letters of words that are in both, in order."""
    source_words, text_words = list(words_of(*source)), list(words_of(*text))
    if max(len(source_words), len(text_words)) > MAX_WORDS:
        return []
    opcodes = Indel.opcodes([word for word, _ in source_words], [word for word, _ in text_words])
    return [
        (
            source_words[op.src_start + offset][1] + letter,
            text_words[op.dest_start + offset][1] + letter,
        )
        for op in opcodes
        if op.tag == "equal"
        for offset in range(op.src_end - op.src_start)
        for letter in range(len(source_words[op.src_start + offset][0]))
    ]


def words_of(text: str, letters: Sequence[int]) -> Iterator[tuple[str, int]]:
    """Yield words and punctuation marks, each with the place of its first letter.

    Letters between which something other than white space is set aside are one word: a hyphen.
    """
    word, first, previous = "", 0, -1
    for place, index in enumerate(letters):
        is_inside = word_character(text[index]) and word_character(word[-1:])
        if word and not (is_inside and not has_blank(text, previous, index)):
            yield word, first
            word = ""
        if not word:
            first = place
        word, previous = word + text[index], index
    if word:
        yield word, first


def word_character(character: str) -> bool:
    return character.isalnum() or character == "_"


def has_blank(text: str, previous: int, index: int) -> bool:
    return any(character.isspace() for character in text[previous + 1 : index])
