"""The statements suggested for the recommendations of a report: computed when asked, never stored."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from portal.content.cross_references import source_of, target_of
from portal.content.rationale import rationale_of
from portal.content.schema import (
    REJECTED,
    CrossReference,
    Key,
    Paragraph,
    Recommendation,
)
from portal.content.snapshot import Snapshot
from portal.rationale.known_words import RationaleVocabulary
from portal.rationale.scoring import Match, RationaleScorer, RationaleText

# An editor decides about one report after another, and a page of each is computed again and again.
MAX_CACHED_REPORTS = 2


@dataclass(frozen=True)
class Suggestion:
    """A paragraph that may have led to a recommendation, with the reason.

    It is certain if the text itself says so, by the phrase of a cross-reference.
    """

    recommendation: Key
    match: Match
    phrase: str = ""

    @property
    def paragraph(self) -> Key:
        return self.match.paragraph

    @property
    def is_certain(self) -> bool:
        return bool(self.phrase)


@dataclass(frozen=True)
class RationaleSuggestions:
    """What is suggested for one report."""

    snapshot: Snapshot
    vocabulary: RationaleVocabulary

    @cached_property
    def scorer(self) -> RationaleScorer:
        snapshot = self.snapshot
        return scorer_of(
            tuple(paragraph_text(record) for record in snapshot.paragraphs),
            tuple(recommendation_text(record) for record in snapshot.recommendations),
            snapshot.report.language,
            self.vocabulary,
        )

    @cached_property
    def phrases(self) -> Mapping[Key, Mapping[Key, str]]:
        """Return, by recommendation, the paragraphs that references join to it, and the phrases."""
        phrases: dict[Key, dict[Key, str]] = defaultdict(dict)
        for reference in self.snapshot.cross_reference.values():
            if reference.status != REJECTED:
                for recommendation, paragraph in joined_pairs(self.snapshot, reference):
                    phrases[recommendation].setdefault(paragraph, reference.phrase)
        return phrases

    def offered(self, recommendation: Key) -> list[Suggestion]:
        """Return what is suggested for a recommendation, decided or not, the certain ones first."""
        certain = [
            Suggestion(recommendation, self.scorer.match(recommendation, paragraph), phrase)
            for paragraph, phrase in self.phrases.get(recommendation, {}).items()
        ]
        known = {suggestion.paragraph for suggestion in certain}
        scored = [
            Suggestion(recommendation, match)
            for match in self.scorer.offered(recommendation, known)
        ]
        return [*certain, *scored][: max(len(certain), self.scorer.weights.most)]

    def for_recommendation(self, recommendation: Recommendation) -> list[Suggestion]:
        """Return the suggestions about which nothing has been decided."""
        decided = {link.paragraph for link in rationale_of(self.snapshot, recommendation)}
        return [one for one in self.offered(recommendation.key) if one.paragraph not in decided]

    def for_paragraph(self, paragraph: Paragraph) -> list[Suggestion]:
        """Return the undecided suggestions of this paragraph, by recommendation in their order."""
        return [
            suggestion
            for recommendation in self.snapshot.recommendations
            for suggestion in self.for_recommendation(recommendation)
            if suggestion.paragraph == paragraph.key
        ]

    def undecided_certain(self) -> list[Suggestion]:
        """Return what the text itself says and nobody has decided yet."""
        return [
            suggestion
            for recommendation in self.snapshot.recommendations
            for suggestion in self.for_recommendation(recommendation)
            if suggestion.is_certain
        ]


@lru_cache(maxsize=MAX_CACHED_REPORTS)
def scorer_of(
    paragraphs: tuple[RationaleText, ...],
    recommendations: tuple[RationaleText, ...],
    language: str,
    vocabulary: RationaleVocabulary,
) -> RationaleScorer:
    """Return the scorer of these texts, cached for recent texts: decisions do not change it."""
    reader = vocabulary.reader(language)
    return RationaleScorer(paragraphs, recommendations, reader, dict(vocabulary.theme_labels))


def paragraph_text(record: Paragraph) -> RationaleText:
    return RationaleText(
        record.key,
        record.text,
        voice=record.voice,
        themes=frozenset(key for key, _ in record.themes),
        bodies=frozenset((*record.organizations, *record.speaking_organizations)),
        instruments=frozenset(record.instruments),
    )


def recommendation_text(record: Recommendation) -> RationaleText:
    return RationaleText(
        record.key,
        record.text,
        own_paragraph=record.paragraph,
        themes=frozenset(key for key, _ in record.themes),
        bodies=frozenset(key for key, *_ in record.involvements),
        instruments=frozenset(record.instruments),
    )


def joined_pairs(snapshot: Snapshot, reference: CrossReference) -> Iterator[tuple[Key, Key]]:
    """Yield (recommendation, paragraph) for each pair that a cross-reference joins.

    If a paragraph refers to a recommendation further down, the paragraph led to it; a paragraph
    that refers back to one did not. If a recommendation, or the paragraph that contains it, refers
    to another paragraph, that paragraph led to the recommendation.
    """
    source, target = source_of(snapshot, reference), target_of(snapshot, reference)
    order = {paragraph.key: index for index, paragraph in enumerate(snapshot.paragraphs)}
    if isinstance(source, Paragraph):
        for recommendation in recommendations_at(snapshot, target):
            own = recommendation.paragraph
            if own is None or order[source.key] < order[own]:
                yield recommendation.key, source.key
    if isinstance(target, Paragraph):
        for recommendation in recommendations_at(snapshot, source):
            if recommendation.paragraph != target.key:
                yield recommendation.key, target.key


def recommendations_at(snapshot: Snapshot, record: Any) -> list[Recommendation]:
    """Return the record itself if it is a recommendation, or those of the paragraph."""
    match record:
        case Recommendation():
            return [record]
        case Paragraph():
            return snapshot.recommendations_by_paragraph.get(record.key, [])
    return []
