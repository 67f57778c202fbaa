"""What an editor has to decide: candidates of recommendations, and recommendations without a decision."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min, Q, QuerySet

from portal.lineage.cached import suggestions_for
from portal.lineage.similarity import Suggestion
from portal.lineage.weights import GOOD_SCORE
from recommendations.models import LineageLink, Recommendation
from reports.models import Report


@dataclass(frozen=True)
class Candidate:
    """A suggestion that nobody has decided about yet, with the rows of both recommendations."""

    suggestion: Suggestion
    earlier: Recommendation
    later: Recommendation
    other: Recommendation


@dataclass(frozen=True)
class OpenRecommendation:
    """A recommendation with its candidates and with what was decided about it."""

    recommendation: Recommendation
    found: list[Candidate]
    links: list[LineageLink]
    # Later candidates, of reports published after "none later" was decided.
    reopened_by: list[Candidate]

    @property
    def none_later(self) -> LineageLink | None:
        return none_later_of(self.links, self.recommendation)

    @property
    def confirmed(self) -> list[LineageLink]:
        """The confirmed links to others."""
        return [link for link in self.links if link.later_id and is_confirmed(link)]

    @property
    def rejected(self) -> list[LineageLink]:
        return [link for link in self.links if not is_confirmed(link)]

    @property
    def is_decided(self) -> bool:
        return bool(self.confirmed or self.none_later) and not self.reopened_by

    @property
    def best_score(self) -> float:
        return max((one.suggestion.score for one in self.found), default=0.0)


def is_confirmed(link: LineageLink) -> bool:
    return bool(link.status == LineageLink.Status.CONFIRMED)


def none_later_of(links: Iterable[LineageLink], record: Recommendation) -> LineageLink | None:
    """Return the decision that none was made later, unless a later one is confirmed and public."""
    later = [link for link in links if link.earlier_id == record.pk and is_confirmed(link)]
    if any(link.later and link.later.report.status == Report.Status.PUBLISHED for link in later):
        return None
    return next((link for link in later if link.later_id is None), None)


def recommendations_of(report: Report) -> QuerySet[Recommendation]:
    """Return the rows about which editors decide: those of a published report, not of its draft version."""
    return with_reports(Recommendation.objects.filter(report=report.root)).order_by("position")


def newest_recommendations() -> QuerySet[Recommendation]:
    reports = Report.objects.filter(next_of=None, starts_on__isnull=False)
    return with_reports(Recommendation.objects.filter(report__in=reports)).order_by(
        "-report__starts_on", "report", "position"
    )


def with_reports(rows: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    return rows.select_related("report", "report__next_of").defer("spans", "text_markdown")


def without_confirmed(rows: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    """Leave out recommendations that are linked with another.

    Those decided as "none later" stay, because newer reports may have reopened the decision.
    """
    linked = LineageLink.objects.confirmed().between_two().order_by()
    return rows.exclude(Q(pk__in=linked.values("earlier")) | Q(pk__in=linked.values("later")))


def with_decisions(rows: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    """Keep recommendations with a confirmed link, and those confirmed to have no later one."""
    confirmed = LineageLink.objects.confirmed().order_by()
    later = confirmed.between_two().values("later")
    return rows.filter(Q(pk__in=confirmed.values("earlier")) | Q(pk__in=later))


def work_list(records: Iterable[Recommendation]) -> list[OpenRecommendation]:
    """Return the undecided recommendations, those with the best candidates first."""
    undecided = [one for one in examine(records) if not one.is_decided]
    return sorted(undecided, key=lambda one: -one.best_score)


def examine(records: Iterable[Recommendation]) -> list[OpenRecommendation]:
    """Return recommendations with their candidates and decisions, in their order."""
    records = list(records)
    keys = [record.pk for record in records]
    suggestions = suggestions_for(keys)
    links = links_of(keys)
    others = rows_of({one.candidate.key for own in suggestions.values() for one in own})
    published = publication_times({other.report_id for other in others.values()})
    return [
        examined(record, suggestions[record.pk], links, others, published) for record in records
    ]


def examined(
    record: Recommendation,
    suggestions: list[Suggestion],
    links: list[LineageLink],
    others: Mapping[int, Recommendation],
    published: Mapping[int, datetime],
) -> OpenRecommendation:
    own = [link for link in links if record.pk in (link.earlier_id, link.later_id)]
    decided = {link.earlier_id for link in own} | {link.later_id for link in own}
    found = [
        found_of(record, others[one.candidate.key], one)
        for one in suggestions
        if one.candidate.key in others and one.candidate.key not in decided
    ]
    none = none_later_of(own, record)
    reopened = [
        one
        for one in found
        if none
        and one.other == one.later
        and one.suggestion.score >= GOOD_SCORE
        and one.other.report_id in published
        and published[one.other.report_id] > none.decided_at
    ]
    return OpenRecommendation(record, found, own, reopened)


def found_of(record: Recommendation, other: Recommendation, suggestion: Suggestion) -> Candidate:
    is_later = other.report.starts_on > record.report.starts_on
    earlier, later = (record, other) if is_later else (other, record)
    return Candidate(suggestion, earlier, later, other)


def links_of(keys: Collection[int]) -> list[LineageLink]:
    ends = ("earlier__report", "later__report")
    return list(LineageLink.objects.of(keys).select_related(*ends).order_by("pk"))


def rows_of(keys: Collection[int]) -> dict[int, Recommendation]:
    return with_reports(Recommendation.objects.all()).in_bulk(sorted(keys))


def publication_times(report_keys: Collection[int]) -> dict[int, datetime]:
    """Return when each report was published, or when its draft was first saved."""
    rows = Report.objects.filter(pk__in=report_keys).annotate(begun_at=Min("revisions__created_at"))
    times = {row.pk: row.published_at or row.begun_at for row in rows}
    return {key: moment for key, moment in times.items() if moment}
