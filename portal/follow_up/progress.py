"""How far a round is: who has answered how much, and what is overdue, as editors see it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, QuerySet

from portal.follow_up.submissions import Reporter
from recommendations.follow_up import FollowUpQuerySet
from recommendations.models import FollowUp, Recommendation, Round, Side, Submission

# A round that ends within this time is said to end soon.
SOON = timedelta(days=14)


@dataclass(frozen=True)
class ReporterProgress:
    """What one body has sent for one side."""

    organization: str
    slug: str
    side: str
    side_label: str
    submissions: tuple[Submission, ...]
    answered: int
    missing: int


def progress_by_reporter(follow_up_round: Round) -> list[ReporterProgress]:
    """Return the progress of every body and side with a submission, by body, in a few queries."""
    asked = Recommendation.objects.filter(report__rounds=follow_up_round).count()
    submissions = follow_up_round.submissions.select_related("organization", "round")
    grouped: dict[Reporter, list[Submission]] = {}
    for submission in submissions.annotate(record_count=Count("records")).order_by("pk"):
        grouped.setdefault(Reporter.of(submission), []).append(submission)
    answered = answered_by_reporter(follow_up_round)
    rows = [
        ReporterProgress(
            sent[0].organization.name,
            sent[0].organization.slug,
            reporter.side,
            str(Side(reporter.side).label),
            tuple(sent),
            answered.get(reporter, 0),
            max(asked - answered.get(reporter, 0), 0),
        )
        for reporter, sent in grouped.items()
    ]
    return sorted(rows, key=lambda row: (row.organization.casefold(), row.side))


def answered_by_reporter(follow_up_round: Round) -> dict[Reporter, int]:
    """Return how many recommendations each body and side has answered, drafts included."""
    pair = ("submission__organization", "submission__side")
    rows = FollowUp.objects.filter(submission__round=follow_up_round)
    rows = rows.exclude(submission__status=Submission.Status.WITHDRAWN).order_by()
    counts = rows.values(*pair).annotate(count=Count("recommendation", distinct=True))
    return {Reporter(row[pair[0]], row[pair[1]]): row["count"] for row in counts}


def overdue_records(today: date) -> QuerySet[FollowUp]:
    """Return what was due before today and is neither done nor dropped, by the newest record of each body.

    As on the public pages, the answer in the latest round counts, whenever it was recorded. Here,
    drafts count too, so that nobody is asked twice.
    """
    return (
        not_withdrawn()
        .latest()
        .overdue(today)
        .select_related(
            *(
                "submission__organization",
                "submission__round",
                "recommendation__report",
                "responsible",
            )
        )
        .order_by("due_on", "pk")
    )


def not_withdrawn() -> FollowUpQuerySet:
    return FollowUp.objects.exclude(submission__status=Submission.Status.WITHDRAWN)


def rounds_ending_soon(today: date) -> QuerySet[Round]:
    """Return the published rounds whose last day is today or within two weeks."""
    rounds = Round.objects.published().filter(ends_on__range=(today, today + SOON))
    return rounds.order_by("ends_on", "name")


def unfinished_past(today: date) -> QuerySet[Round]:
    """Return the published rounds that have ended, with submissions that are not yet published."""
    waiting = Submission.objects.unfinished().filter(round=OuterRef("pk"))
    ended = Round.objects.published().filter(ends_on__lt=today)
    return ended.filter(Exists(waiting)).order_by("ends_on", "name")
