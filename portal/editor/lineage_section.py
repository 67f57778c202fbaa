"""The section “Earlier and later recommendations”: candidates with reasons, and decisions."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from portal.content.word_diff import DiffSegment, word_diff
from portal.lineage import work_list
from portal.lineage.decisions import KINDS
from portal.lineage.described import describe
from portal.lineage.kind_guess import guess_kind
from portal.lineage.similarity import Described
from portal.lineage.work_list import Candidate, OpenRecommendation
from recommendations.models import LineageLink, Recommendation
from reports.models import Instrument, Organization, Theme

# How many candidates of each recommendation a list of recommendations shows.
MOST_IN_LIST = 3
SHARED = (
    ("instruments", "same instrument", Instrument),
    ("themes", "same theme", Theme),
    ("addressees", "same addressee", Organization),
)


@dataclass(frozen=True)
class CandidateView:
    """A candidate as offered: whether it is later, what differs, the reasons, the guessed kind."""

    other: Recommendation
    is_later: bool
    differences: list[DiffSegment]
    reasons: str
    kinds: list[tuple[str, str, bool]]
    is_reopening: bool

    @property
    def guess(self) -> str:
        return next(label for _, label, is_guess in self.kinds if is_guess)


@dataclass(frozen=True)
class DecisionView:
    """A decision: the other recommendation, what was decided, by whom and when."""

    link: LineageLink
    other: Recommendation
    is_later: bool
    differences: list[DiffSegment]
    # The days of the two reports are no longer in this order: readers do not see the link.
    is_out_of_order: bool


@dataclass(frozen=True)
class Section:
    """What the templates show of one recommendation."""

    recommendation: Recommendation
    candidates: list[CandidateView]
    confirmed: list[DecisionView]
    rejected: list[DecisionView]
    none_later: LineageLink | None
    url: str
    # The page that follows a decision.
    next: str

    @property
    def may_confirm_none(self) -> bool:
        has_later = any(one.is_later for one in self.confirmed)
        return not has_later and self.none_later is None


def section_for(recommendation: Recommendation, next_url: str) -> Section:
    """Return the section of a row, read with its report."""
    (examined,) = work_list.examine([recommendation])
    return section_of(examined, next_url)


def section_of(examined: OpenRecommendation, next_url: str, most: int | None = None) -> Section:
    record = examined.recommendation
    return Section(
        recommendation=record,
        candidates=candidate_views(examined, examined.found[:most]),
        confirmed=[decision_view(record, link) for link in examined.confirmed],
        rejected=[decision_view(record, link) for link in examined.rejected],
        none_later=examined.none_later,
        url=reverse("editor:recommendation-lineage", args=[record.report.root.slug, record.pk]),
        next=next_url,
    )


def candidate_views(
    examined: OpenRecommendation, found: Iterable[Candidate]
) -> list[CandidateView]:
    (own,) = describe([examined.recommendation.pk])
    found = list(found)
    names = names_of([own, *(one.suggestion.candidate for one in found)])
    reopening = {one.other.pk for one in examined.reopened_by}
    return [
        CandidateView(
            other=one.other,
            is_later=one.other == one.later,
            differences=word_diff(one.earlier.text, one.later.text),
            reasons="; ".join(reasons(own, one.suggestion.candidate, names)),
            kinds=kind_choices(one),
            is_reopening=one.other.pk in reopening,
        )
        for one in found
    ]


def kind_choices(found: Candidate) -> list[tuple[str, str, bool]]:
    """Return (value, label, whether it is the guess) of each kind."""
    guess = guess_kind(found.earlier.text, found.later.text)
    return [(value, str(label), value == guess) for value, label in KINDS.items()]


def reasons(own: Described, other: Described, names: dict[str, str]) -> Iterable[str]:
    shared_words = len(set(own.words) & set(other.words))
    fewer = min(len(own.words), len(other.words))
    yield f"{round(100 * shared_words / max(fewer, 1))} % of the words"
    for field, label, _ in SHARED:
        shared = sorted(getattr(own, field) & getattr(other, field))
        if shared:
            yield f"{label}: {', '.join(names.get(slug, slug) for slug in shared)}"
    if own.level and own.level == other.level:
        yield f"same level: {own.level}"


def names_of(records: list[Described]) -> dict[str, str]:
    """Return {slug: name} of what the recommendations name."""
    names = {}
    for field, _, model in SHARED:
        slugs = {slug for record in records for slug in getattr(record, field)}
        names |= {row.slug: str(row) for row in model._base_manager.filter(slug__in=slugs)}
    return names


def decision_view(record: Recommendation, link: LineageLink) -> DecisionView:
    is_later = link.earlier_id == record.pk
    days = [end.report.starts_on for end in (link.earlier, link.later)]
    return DecisionView(
        link=link,
        other=link.later if is_later else link.earlier,
        is_later=is_later,
        differences=word_diff(link.earlier.text, link.later.text),
        is_out_of_order=None in days or days[0] >= days[1],
    )
