"""The weights of the suggestions, in one table. docs/decisions/0050-rationale.md says how they were chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, field


def voice_factors() -> Mapping[str, float]:
    """Return the factor of each voice: what the report itself says seldom leads to anything."""
    return {"named": 1, "collective": 1, "co_chairs": 0.25, "agreed": 0.25, "document": 0.25}


@dataclass(frozen=True)
class Weights:
    # Two successive words that both texts have count this much more than the words do.
    pair: float = 0.75
    # Two wordings of one meaning count as much as a rare word.
    synonym: float = 1
    # The sum over the words of a recommendation is divided by (their weight + least) ** power:
    # a long recommendation shares more words by chance, but says more as well.
    least_length: float = 1.5
    length_power: float = 0.4
    # What both texts are about, by its rarity in the report.
    theme: float = 0.75
    body: float = 0.2
    instrument: float = 0.2
    most_bodies: float = 1.5
    most_instruments: float = 2
    # The words that point to themes, compared as vectors.
    theme_words: float = 0.75
    # BM25: saturation of repeated words, and normalization by length.
    saturation: float = 1.2
    length_share: float = 0.5
    voices: Mapping[str, float] = field(default_factory=voice_factors)
    # A suggestion has at least this score, and at least this share of the score of the first one.
    floor: float = 0.85
    share_of_first: float = 0.45
    # At most this many are offered, including those that the text itself refers to.
    most: int = 5


WEIGHTS = Weights()
