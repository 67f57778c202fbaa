"""Score how well each paragraph of a report fits each recommendation. Pure: texts in, scores out.

The words of both are compared by BM25. The fewer texts of the report and of its language have a
word, the more it weighs. Shared subjects add to the score.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from portal.rationale.terms import TermReader, Terms
from portal.rationale.weights import WEIGHTS, Weights

# A stem points to a theme if this many of its labels have it, or if no other theme's label does.
LEAST_LABELS = 2
MOST_SHOWN_WORDS = 5
ThemeVector = Mapping[int, float]


@dataclass(frozen=True)
class RationaleText:
    """A paragraph or recommendation: its key, words and subjects, the keys of shared records.

    `voice` is that of a paragraph; `own_paragraph` is where a recommendation stands.
    """

    key: int
    text: str
    voice: str = ""
    own_paragraph: int | None = None
    themes: frozenset[int] = frozenset()
    bodies: frozenset[int] = frozenset()
    instruments: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Match:
    """A paragraph that may have led to a recommendation, and what the two share."""

    paragraph: int
    score: float
    # As the recommendation has them, the most telling first.
    words: tuple[str, ...] = ()
    themes: frozenset[int] = frozenset()
    bodies: frozenset[int] = frozenset()
    instruments: frozenset[int] = frozenset()


class RationaleScorer:
    """Scores the paragraphs of one report for its recommendations."""

    def __init__(
        self,
        paragraphs: Sequence[RationaleText],
        recommendations: Sequence[RationaleText],
        reader: TermReader,
        theme_labels: Mapping[int, Iterable[str]],
        weights: Weights = WEIGHTS,
    ):
        self.paragraphs = {one.key: one for one in paragraphs}
        self.recommendations = {one.key: one for one in recommendations}
        self.weights = weights
        self.terms = {one.key: reader.read(one.text) for one in paragraphs}
        self.wanted_terms = {one.key: reader.read(one.text) for one in recommendations}
        self.pointers = theme_pointers(reader, theme_labels)
        self.known_ranks: dict[int, list[tuple[int, float]]] = {}

    @property
    def all_terms(self) -> list[Terms]:
        return [*self.terms.values(), *self.wanted_terms.values()]

    @cached_property
    def term_weights(self) -> dict[str, float]:
        """Return the weight of each stem: its rarity in the report and in the language."""
        counts = Counter(stem for terms in self.all_terms for stem in terms.stems)
        rarity: dict[str, float] = {}
        for terms in self.all_terms:
            for stem, value in terms.rarity.items():
                rarity[stem] = max(rarity.get(stem, 0), value)
        total = len(self.all_terms)
        return {
            stem: rarity[stem]
            * math.log(1 + (total - count + 0.5) / (count + 0.5))
            / math.log(1 + total)
            for stem, count in counts.items()
        }

    @cached_property
    def postings(self) -> dict[str, list[tuple[int, float]]]:
        """Return the paragraphs that have a stem, with what it adds to their score."""
        weights, postings = self.weights, defaultdict[str, list[tuple[int, float]]](list)
        mean = sum(terms.length for terms in self.terms.values()) / (len(self.terms) or 1) or 1
        for key, terms in self.terms.items():
            share = weights.length_share
            norm = weights.saturation * (1 - share + share * terms.length / mean)
            for stem, count in terms.stems.items():
                frequency = count * (weights.saturation + 1) / (count + norm)
                postings[stem].append((key, self.term_weights[stem] * frequency))
        return postings

    @cached_property
    def theme_vectors(self) -> dict[int, ThemeVector]:
        return {key: self.theme_vector(terms) for key, terms in self.terms.items()}

    @cached_property
    def theme_rarity(self) -> dict[int, float]:
        return rarity_of_subjects([one.themes for one in self.paragraphs.values()])

    @cached_property
    def body_rarity(self) -> dict[int, float]:
        return rarity_of_subjects([one.bodies for one in self.paragraphs.values()])

    @cached_property
    def voice_factors(self) -> dict[int, float]:
        """Return the factor of each paragraph; in a report without any speaker, all are equal."""
        voices = self.weights.voices
        factors = {key: voices.get(one.voice, 1) for key, one in self.paragraphs.items()}
        highest = max(factors.values(), default=1)
        return {key: factor / highest for key, factor in factors.items()}

    def offered(self, recommendation: int, known: Container[int] = ()) -> list[Match]:
        """Return the paragraphs to be suggested, the best first, without those in `known`.

        The faster the scores fall, the fewer there are.
        """
        weights = self.weights
        ranked = [pair for pair in self.ranked(recommendation) if pair[0] not in known]
        if not ranked:
            return []
        least = max(weights.floor, weights.share_of_first * ranked[0][1])
        best = [pair for pair in ranked if pair[1] >= least][: weights.most]
        return [self.match(recommendation, paragraph, score) for paragraph, score in best]

    def ranked(self, recommendation: int) -> list[tuple[int, float]]:
        """Return all paragraphs with their scores, the best first, and then in document order."""
        if recommendation not in self.known_ranks:
            self.known_ranks[recommendation] = self.rank(recommendation)
        return self.known_ranks[recommendation]

    def rank(self, recommendation: int) -> list[tuple[int, float]]:
        wanted, terms = self.recommendations[recommendation], self.wanted_terms[recommendation]
        lexical, themes = self.lexical_scores(terms), self.theme_vector(terms)
        scores = [
            (key, self.score(wanted, paragraph, lexical.get(key, 0), themes))
            for key, paragraph in self.paragraphs.items()
            if key != wanted.own_paragraph
        ]
        return sorted(scores, key=lambda pair: -pair[1])

    def lexical_scores(self, wanted: Terms) -> dict[int, float]:
        """Return the score of the words that each paragraph shares with a recommendation."""
        weights, scores = self.weights, dict[int, float]()
        for stem in wanted.stems:
            for key, value in self.postings.get(stem, ()):
                scores[key] = scores.get(key, 0) + value
        length = sum(self.term_weights[stem] for stem in wanted.stems) + weights.least_length
        for key in scores:
            terms = self.terms[key]
            for first, second in wanted.pairs & terms.pairs:
                pair = (self.term_weights[first] + self.term_weights[second]) / 2
                scores[key] += weights.pair * pair
            scores[key] += weights.synonym * len(wanted.meanings & terms.meanings)
        return {key: score / length**weights.length_power for key, score in scores.items()}

    def score(
        self, wanted: RationaleText, paragraph: RationaleText, lexical: float, themes: ThemeVector
    ) -> float:
        weights, score = self.weights, lexical
        for theme in wanted.themes & paragraph.themes:
            score += weights.theme * self.theme_rarity[theme]
        if bodies := wanted.bodies & paragraph.bodies:
            rarity = sum(self.body_rarity[body] for body in bodies)
            score += weights.body * min(rarity, weights.most_bodies)
        if instruments := wanted.instruments & paragraph.instruments:
            score += weights.instrument * min(len(instruments), weights.most_instruments)
        vector = self.theme_vectors[paragraph.key]
        for theme, value in themes.items():
            if theme in vector:
                score += weights.theme_words * value * vector[theme]
        return score * self.voice_factors[paragraph.key]

    def match(self, recommendation: int, paragraph: int, score: float = 0) -> Match:
        """Return a match with what the two texts share."""
        wanted, one = self.recommendations[recommendation], self.paragraphs[paragraph]
        terms, stems = self.wanted_terms[recommendation], self.terms[paragraph].stems
        shared = sorted(
            terms.stems.keys() & stems.keys(), key=lambda stem: (-self.term_weights[stem], stem)
        )
        return Match(
            paragraph=paragraph,
            score=score,
            words=tuple(terms.words[stem] for stem in shared[:MOST_SHOWN_WORDS]),
            themes=wanted.themes & one.themes,
            bodies=wanted.bodies & one.bodies,
            instruments=wanted.instruments & one.instruments,
        )

    def theme_vector(self, terms: Terms) -> ThemeVector:
        """Return how much the words of a text point to each theme, as a vector of length 1."""
        vector: dict[int, float] = defaultdict(float)
        for stem, count in terms.stems.items():
            for theme, share in self.pointers.get(stem, ()):
                vector[theme] += self.term_weights[stem] * share * min(count, 2)
        length = math.sqrt(sum(value * value for value in vector.values()))
        return {theme: value / length for theme, value in vector.items()} if length else {}


def theme_pointers(
    reader: TermReader, theme_labels: Mapping[int, Iterable[str]]
) -> dict[str, list[tuple[int, float]]]:
    """Return the themes to which each stem points, with their shares of the labels that have it."""
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for theme, labels in theme_labels.items():
        for label in labels:
            for stem in reader.read(label).stems:
                counts[stem][theme] += 1
    return {stem: list(pointed(themes)) for stem, themes in counts.items()}


def pointed(themes: Counter[int]) -> Iterator[tuple[int, float]]:
    for theme, count in themes.items():
        if count >= LEAST_LABELS or len(themes) == 1:
            yield theme, count / themes.total()


def rarity_of_subjects(subjects: Sequence[frozenset[int]]) -> dict[int, float]:
    """Return the inverse document frequency of each subject of the paragraphs, from 0 to about 1."""
    total, counts = len(subjects), Counter(key for keys in subjects for key in keys)
    return {
        key: max(0.0, math.log((total + 1) / (count + 0.5)) / math.log(total + 1))
        for key, count in counts.items()
    }
