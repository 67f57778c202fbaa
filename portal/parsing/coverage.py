"""Check that a stored report covers every character of its source once, with its text unchanged."""

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from portal.parsing import labels
from portal.parsing.source import Source, Span, text_of_spans
from reports.text import DIRECTION_CONTROLS

EXCERPT_LENGTH = 60


@dataclass(frozen=True)
class StoredSpan:
    """A stored text of the report: its name, its spans in the source, the text."""

    name: str
    spans: list[Span]
    text: str
    is_discard: bool = False
    # It has spans in the source, but no position in the report's order.
    is_loose: bool = False
    # The number printed before the text.
    label: str = ""


@dataclass(frozen=True)
class CoverageError:
    """A difference between source and stored text, with a message for an editor."""

    kind: str  # "missing", "added", "moved" or "source"
    message: str


def check_coverage(text: str, stored_spans: Iterable[StoredSpan]) -> list[CoverageError]:
    """Return all differences between the source's text and the stored texts.

    Stored spans come in document order, discards anywhere. Invalid spans are reported as
    errors, not raised.
    """
    stored_spans = list(stored_spans)
    holes = sorted(
        (start, end) for stored in stored_spans if stored.is_discard for start, end in stored.spans
    )
    errors = list(check_characters(text, stored_spans)) + list(check_order(stored_spans))
    for stored in stored_spans:
        if are_valid_spans(stored.spans, len(text)):
            errors += check_words(stored, printed_text(text, stored, holes))
    return errors


def are_valid_spans(spans: list[Span], length: int) -> bool:
    """Return whether the spans are in order and within the text."""
    positions = [position for span in spans for position in span]
    return all(
        lower <= upper for lower, upper in zip([0, *positions], [*positions, length], strict=True)
    )


def check_order(stored_spans: list[StoredSpan]) -> Iterator[CoverageError]:
    """Yield an error for each text that precedes one printed earlier in the source."""
    previous: StoredSpan | None = None
    for stored in stored_spans:
        if stored.is_discard or stored.is_loose or not stored.spans:
            continue
        if previous and stored.spans[0][0] < previous.spans[0][0]:
            yield CoverageError("moved", f"{stored.name} comes after {previous.name}.")
        previous = stored


def printed_text(text: str, stored: StoredSpan, holes: list[Span]) -> str:
    """Return the source text of the spans, without the holes inside; a discard has no holes."""
    if stored.is_discard:
        return text_of_spans(text, stored.spans, [])
    if not stored.spans:
        return ""
    first = bisect_left(holes, (stored.spans[0][0], 0))
    last = bisect_left(holes, (stored.spans[-1][1], 0))
    return text_of_spans(text, stored.spans, holes[first:last])


def check_characters(text: str, stored_spans: list[StoredSpan]) -> Iterator[CoverageError]:
    """Yield errors for characters that no span covers, or more than one."""
    counts = bytearray(len(text))
    for stored in stored_spans:
        for start, end in stored.spans:
            if not 0 <= start < end <= len(text):
                yield CoverageError(
                    "added", f"The position of {stored.name} is outside the source."
                )
                continue
            for position in range(start, end):
                counts[position] = min(counts[position] + 1, 2)
    for start, end in spans_with_count(text, counts, 0):
        yield CoverageError("missing", f"Not stored: “{excerpt(text[start:end])}”")
    for start, end in spans_with_count(text, counts, 2):
        yield CoverageError("added", f"Stored twice: “{excerpt(text[start:end])}”")


def spans_with_count(text: str, counts: bytearray, count: int) -> Iterator[Span]:
    """Yield the longest spans whose visible characters are covered exactly `count` times."""
    start = None
    for position, character in enumerate(text):
        if character.isspace():
            continue
        if counts[position] == count and start is None:
            start = position
        elif counts[position] != count and start is not None:
            yield start, position
            start = None
    if start is not None:
        yield start, len(text)


def check_words(stored: StoredSpan, source_text: str) -> Iterator[CoverageError]:
    """Yield the differences in words between source and stored text.

    Direction marks are ignored, because file readers drop them.
    """
    source_text = DIRECTION_CONTROLS.sub("", source_text)
    if stored.spans and labels.label_length(source_text, stored.label) is None:
        yield CoverageError("missing", f"{stored.name} is missing its number {stored.label}")
    source_words = labels.strip_label(source_text, stored.label).split()
    stored_words = DIRECTION_CONTROLS.sub("", stored.text).split()
    if source_words == stored_words:
        return
    for operation, i1, i2, j1, j2 in SequenceMatcher(
        None, source_words, stored_words, False
    ).get_opcodes():
        if operation in {"delete", "replace"}:
            words = " ".join(source_words[i1:i2])
            yield CoverageError("missing", f"{stored.name} is missing “{excerpt(words)}”")
        if operation in {"insert", "replace"}:
            words = " ".join(stored_words[j1:j2])
            yield CoverageError("added", f"{stored.name} adds “{excerpt(words)}”")


def excerpt(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= EXCERPT_LENGTH else f"{text[:EXCERPT_LENGTH]}…"


def check_file(
    content: bytes, sha256: str, stored_text: str, reread: Source
) -> list[CoverageError]:
    """Return errors of the stored file: its hash, or text that differs when extracted again."""
    errors = []
    if hashlib.sha256(content).hexdigest() != sha256:
        errors.append(CoverageError("source", "The stored file no longer matches its hash."))
    # Texts stored by earlier releases may hold direction marks.
    if reread.text != DIRECTION_CONTROLS.sub("", stored_text):
        errors.append(
            CoverageError(
                "source",
                "Reading the stored file again gives a text that differs from the stored one.",
            )
        )
    return errors
