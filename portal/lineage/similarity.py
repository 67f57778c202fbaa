"""How similar two recommendations are, by their words and by what they name. Pure."""

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from rapidfuzz import fuzz

from portal.lineage.weights import Weights

# How rare a word is: its weight among the words of a text.
Rarity = Callable[[str], float]
# What begins a word that stands for the name of an instrument or a theme, before its slug.
INSTRUMENT, THEME = "instrument:", "theme:"


@dataclass(frozen=True)
class Described:
    """A recommendation as it is compared: its words are stems and named instruments, each once, in order.

    Instruments, themes and addressees are given by slug.
    """

    key: int
    report: int
    day: date | None
    text: str
    words: tuple[str, ...]
    level: str = ""
    instruments: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    addressees: frozenset[str] = frozenset()


class Similarities(NamedTuple):
    """The similarities of two recommendations, named as their weights are; each from 0 to 1.

    None means that nothing can be said: one of the two has no instrument, theme, addressee or
    level.
    """

    rare_words: float
    contained_words: float
    sorted_words: float
    word_sets: float
    instruments: float | None
    themes: float | None
    addressees: float | None
    level: float | None


@dataclass(frozen=True)
class Suggestion:
    """A candidate with its score and the similarities behind it."""

    candidate: Described
    score: float
    similarities: Similarities = field(repr=False)


def compare(first: Described, second: Described, rarity: Rarity) -> Similarities:
    shared, smaller, both = shared_weights(first.words, second.words, rarity)
    one, other = " ".join(first.words), " ".join(second.words)
    return Similarities(
        rare_words=ratio(2 * shared, both),
        contained_words=ratio(shared, smaller),
        sorted_words=fuzz.ratio(one, other) / 100,
        word_sets=fuzz.token_set_ratio(one, other) / 100,
        instruments=overlap(first.instruments, second.instruments),
        themes=shared_themes(first.themes, second.themes, rarity),
        addressees=overlap(first.addressees, second.addressees),
        level=overlap({first.level} - {""}, {second.level} - {""}),
    )


def shared_weights(
    first: Collection[str], second: Collection[str], rarity: Rarity
) -> tuple[float, float, float]:
    """Return the weight of the shared words, of the shorter text, and of both texts together."""
    weights = [sum(map(rarity, words)) for words in (first, second)]
    return sum(map(rarity, set(first) & set(second))), min(weights), sum(weights)


def shared_themes(first: Collection[str], second: Collection[str], rarity: Rarity) -> float | None:
    """Return the part of all themes that both have, rare ones counting more; None if one has none."""
    if not (first and second):
        return None
    one, other = ([f"{THEME}{slug}" for slug in slugs] for slugs in (first, second))
    shared, _smaller, both = shared_weights(one, other, rarity)
    return ratio(2 * shared, both)


def overlap(first: Collection[Hashable], second: Collection[Hashable]) -> float | None:
    """Return the part of the smaller collection that both have; None if one is empty."""
    if not (first and second):
        return None
    return len(set(first) & set(second)) / min(len(first), len(second))


def ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def score(similarities: Similarities, weights: Weights) -> float:
    """Return the weighted mean of the similarities that say something."""
    total = possible = 0.0
    for value, weight in zip(similarities, weights, strict=True):
        if value is not None:
            total += value * weight
            possible += weight
    return ratio(total, possible)


def rank(
    wanted: Described,
    candidates: Collection[Described],
    rarity: Rarity,
    weights: Weights,
) -> list[Suggestion]:
    """Return the candidates, the most similar first; equal ones in the order of their keys."""
    suggestions = []
    for candidate in candidates:
        similarities = compare(wanted, candidate, rarity)
        suggestions.append(Suggestion(candidate, score(similarities, weights), similarities))
    return sorted(suggestions, key=lambda one: (-one.score, one.candidate.key))
