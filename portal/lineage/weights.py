"""The weights by which candidates are ordered: the one table, written from `python -m bench.lineage --tune`."""

from typing import NamedTuple


class Weights(NamedTuple):
    """What each similarity of two recommendations, from 0 to 1, adds to the score of the pair."""

    # Shared words, rare ones counting more: of all words of both, and of the shorter text.
    rare_words: float
    contained_words: float
    # rapidfuzz: words in alphabetical order; the words of one text within the other.
    sorted_words: float
    word_sets: float
    # Shared among those that the two name, are about, or are addressed to.
    instruments: float
    themes: float
    addressees: float
    level: float


WEIGHTS = Weights(
    rare_words=0.14,
    contained_words=0.08,
    sorted_words=0.08,
    word_sets=0.15,
    instruments=0.08,
    themes=0.08,
    addressees=0.32,
    level=0.08,
)
# Candidates below this score are left out: all correct pairs of the tuning data have more.
LEAST_SCORE = 0.45
# From this score on, a candidate is more often right than wrong: it reopens a decision that there is
# no later one.
GOOD_SCORE = 0.6
