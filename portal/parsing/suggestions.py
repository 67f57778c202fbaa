"""Suggest themes, organizations, instruments and issuers from a text's vocabulary terms."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from portal.parsing import addressees, recommending_states
from portal.parsing.gazetteer import Gazetteer, Vocabulary
from portal.parsing.parsed_report import Paragraph, ParsedReport, Recommendation, Subjects
from portal.parsing.recommending_states import Issuers
from portal.parsing.source import Note, Span

MAX_THEMES = 3
# A label of several words is a strong signal. A single word may be incidental: in a text longer
# than LONG_TEXT_WORDS it must occur twice.
PHRASE_WEIGHT, WORD_WEIGHT = 2, 1
LONG_TEXT_WORDS = 100
SMALL_WORDS = {"and", "for", "in", "of", "on", "the", "to"}
# A label within a longer name: Human Rights | Council, Declaration of | Human Rights.
NAME_CONTINUES = re.compile(r"\s+[A-Z]")
NAME_BEGINS = re.compile(r"[A-Z][\w’'-]*\s+(?:of|on|for|against)\s+(?:the\s+)?(?:All\s+)?$")


def add_suggestions(draft: ParsedReport, vocabulary: Vocabulary) -> None:
    """Set the subjects of every paragraph and recommendation from its text."""
    items: list[Paragraph | Recommendation] = [
        *draft.paragraphs,
        *draft.recommendations,
    ]
    for item in items:
        item.subjects = Subjects(
            themes=find_themes(item.text, vocabulary),
            organizations=vocabulary.organizations.slugs_in(item.text),
            instruments=vocabulary.instruments.slugs_in(item.text),
            issuers=item.subjects.issuers,
        )
    addressees.add_addressees(draft, vocabulary.organizations)
    issuers_by_recommendation = [
        assign_issuers(recommendation, vocabulary.organizations)
        for recommendation in draft.recommendations
    ]
    # If most recommendations name their issuers, a bracket without a known name is worth a note.
    are_issuers_usual = 2 * sum(bool(issuers.slugs) for issuers in issuers_by_recommendation) > len(
        issuers_by_recommendation
    )
    for recommendation, issuers in zip(
        draft.recommendations, issuers_by_recommendation, strict=True
    ):
        if issuers.slugs or are_issuers_usual:
            draft.notes += issuer_notes(recommendation, issuers)


def assign_issuers(recommendation: Recommendation, organizations: Gazetteer) -> Issuers:
    """Set the issuers of a recommendation, and remove them from the organizations it names."""
    issuers = recommending_states.issuers_of(recommendation.text, organizations)
    if issuers.slugs:
        inner_slugs = chain.from_iterable(issuers.slugs_by_inner_bracket.values())
        recommendation.subjects.issuers = list(dict.fromkeys([*issuers.slugs, *inner_slugs]))
        recommendation.subjects.organizations = organizations.slugs_in(
            recommendation.text[: issuers.start]
        )
    return issuers


def issuer_notes(recommendation: Recommendation, issuers: Issuers) -> Iterator[Note]:
    span = recommendation.span
    for name in issuers.unknown:
        yield Note(
            "issuer-unknown",
            f"Recommendation {recommendation.reference} was made by “{name}”, which is not in the "
            "vocabulary.",
            span,
            name,
        )
    for bracket in issuers.slugs_by_inner_bracket:
        yield Note(
            "issuer-inside",
            f"Recommendation {recommendation.reference} contains “({bracket})” inside its text; "
            "those named there were added as issuers.",
            span,
        )


def find_themes(text: str, vocabulary: Vocabulary) -> list[str]:
    """Return the themes with the highest weight in the text; ties keep the order of mention."""
    names = [
        *vocabulary.organizations.find(text),
        *vocabulary.instruments.find(text),
    ]
    weights: Counter[str] = Counter()
    for mention in vocabulary.themes.find(text):
        if is_part_of_name(text, mention.span, [name.span for name in names]):
            continue
        start, end = mention.span
        weight = PHRASE_WEIGHT if len(text[start:end].split()) > 1 else WORD_WEIGHT
        weights.update(dict.fromkeys(mention.slugs, weight))
    threshold = PHRASE_WEIGHT if len(text.split()) > LONG_TEXT_WORDS else WORD_WEIGHT
    slugs = [slug for slug, weight in weights.most_common() if weight >= threshold]
    return slugs[:MAX_THEMES]


def is_part_of_name(text: str, label: Span, names: list[Span]) -> bool:
    """Return whether a label is only a part of the name of an organization or instrument."""
    start, end = label
    if any(first <= start and end <= last and (first, last) != label for first, last in names):
        return True
    words = text[start:end].split()
    if not all(word[0].isupper() for word in words if word not in SMALL_WORDS):
        return False
    return bool(NAME_CONTINUES.match(text, end) or NAME_BEGINS.search(text[:start]))
