"""Find lists within a sentence: “(a) publish fees; (b) dig wells”, “1) dig wells; 2) publish fees”."""

import re
from collections.abc import Iterator

from portal.parsing import sentences
from portal.parsing.source import Span

MARK = re.compile(r"(?<!\w)\(?(?P<label>[a-z]|\d{1,2})\)\s*(?=\w|\()")
FIRST_LABELS = {"a", "1"}
TRAILING = re.compile(r"[\s;,.:]*(?:\s(?:and|or|that))?[\s;,.:]*$")


def inline_points(text: str, start: int, end: int) -> list[tuple[str, Span]]:
    """Return label and span of each point of a list in part of a text, without its separators.

    Marks out of step belong to the point that contains them: Roman numbers, cited works.
    """
    marks: list[re.Match[str]] = []
    for mark in MARK.finditer(text, start, end):
        if mark["label"] == (next_label(marks[-1]["label"]) if marks else first_label(mark)):
            marks.append(mark)
    ends = [*(mark.start() for mark in marks), end][1:]
    return [
        (mark["label"], (mark.end(), mark.end() + len(TRAILING.sub("", text[mark.end() : ending]))))
        for mark, ending in zip(marks, ends, strict=True)
    ]


def first_label(mark: re.Match[str]) -> str:
    """Return the label if a list may begin with it, else an empty text."""
    return mark["label"] if mark["label"] in FIRST_LABELS else ""


def next_label(label: str) -> str:
    return str(int(label) + 1) if label.isdigit() else chr(ord(label) + 1)


def sentence_spans(text: str) -> Iterator[Span]:
    start = 0
    for sentence in sentences.split_sentences(text):
        start = text.index(sentence, start)
        yield start, start + len(sentence)
        start += len(sentence)
