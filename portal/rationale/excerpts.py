"""The statements that led to a recommendation as readers see them: the part nearest to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from portal.content.rationale_records import statements_behind
from portal.parsing.sentences import split_sentences
from portal.rationale.known_words import reader_of
from portal.rationale.terms import TermReader
from reports.models import Paragraph

EXCERPT_WORDS = 45
GAP = "…"


@dataclass(frozen=True)
class ShownStatement:
    paragraph: Paragraph
    excerpt: str


def shown_statements(recommendation: Any) -> list[ShownStatement] | None:
    """Return what `statements_behind` returns, each with its excerpt."""
    paragraphs = statements_behind(recommendation)
    if paragraphs is None:
        return None
    language = recommendation.report.language
    return [
        ShownStatement(one, telling_excerpt(one.text, recommendation.text, language))
        for one in paragraphs
    ]


def telling_excerpt(text: str, wanted: str, language: str) -> str:
    """Return the sentence with the most telling words of a wanted text, and those that follow it.

    A text that fits is returned as a whole; so are whole sentences, unless one is longer.
    """
    words = text.split()
    if len(words) <= EXCERPT_WORDS:
        return text
    sentences = split_sentences(text)
    reader = reader_of(language)
    best = nearest(sentences, wanted, reader)
    chosen = fitting(sentences[best:])
    is_cut = len(" ".join(chosen).split()) > EXCERPT_WORDS
    excerpt = (
        " ".join(" ".join(chosen).split()[:EXCERPT_WORDS]) + GAP if is_cut else " ".join(chosen)
    )
    is_last = best + len(chosen) == len(sentences)
    return f"{GAP} " * (best > 0) + excerpt + ("" if is_last or is_cut else f" {GAP}")


def nearest(sentences: list[str], wanted: str, reader: TermReader) -> int:
    """Return the index of the sentence that shares the most telling words, else of the first."""
    rarity = reader.read(wanted).rarity
    shared = [
        sum(rarity[stem] for stem in reader.read(sentence).stems.keys() & rarity.keys())
        for sentence in sentences
    ]
    return shared.index(max(shared))


def fitting(sentences: list[str]) -> list[str]:
    """Return the first sentence, and as many more as fit."""
    lengths: Iterable[int] = accumulate(len(sentence.split()) for sentence in sentences)
    return sentences[: max(1, sum(length <= EXCERPT_WORDS for length in lengths))]
