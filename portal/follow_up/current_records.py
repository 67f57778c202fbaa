"""The newest record of each recommendation and reporter, as editors see it: drafts included."""

from collections.abc import Iterable

from django.db.models import QuerySet

from portal.follow_up.submissions import Reporter
from recommendations.models import FollowUp, Recommendation, Round, Submission

# The newest record by reporter and recommendation.
CurrentRecords = dict[tuple[Reporter, int], FollowUp]


def current_records(
    follow_up_round: Round, reporters: Iterable[Reporter] | None = None
) -> CurrentRecords:
    """Return the newest records of a round that are not withdrawn; of all reporters, or of some."""
    rows = records_of(follow_up_round)
    if reporters is not None:
        reporters = set(reporters)
        rows = rows.filter(
            submission__organization__in=[one.organization for one in reporters],
            submission__side__in=[one.side for one in reporters],
        )
    found = {
        (Reporter.of(record.submission), record.recommendation_id): record
        for record in rows.order_by("pk")
    }
    if reporters is None:
        return found
    return {key: record for key, record in found.items() if key[0] in reporters}


def records_of(follow_up_round: Round) -> QuerySet[FollowUp]:
    rows = FollowUp.objects.filter(submission__round=follow_up_round)
    return (
        rows.exclude(submission__status=Submission.Status.WITHDRAWN)
        .select_related(
            *("submission__organization", "responsible", "evidence_paragraph__report"),
            "evidence_file",
        )
        .defer("evidence_file__content")
    )


def recommendations_of(follow_up_round: Round) -> QuerySet[Recommendation]:
    """Return what the round asks about, in the order of meetings and documents."""
    asked = Recommendation.objects.filter(report__rounds=follow_up_round)
    return asked.select_related("report").order_by("report__starts_on", "report", "position")
