"""What was recorded about one recommendation before, and what others say of it."""

from django.db.models import QuerySet

from recommendations.models import FollowUp, Recommendation, Submission

MAX_LISTED = 100


def history_of(submission: Submission, recommendation: Recommendation) -> list[FollowUp]:
    """Return all records of one body and side about a recommendation, in any round, newest first."""
    own = records_about(recommendation).filter(
        submission__organization=submission.organization_id, submission__side=submission.side
    )
    return list(own[:MAX_LISTED])


def answers_of_others(submission: Submission, recommendation: Recommendation) -> list[FollowUp]:
    """Return the current records of other bodies and sides in the same round, newest first."""
    others = (
        records_about(recommendation)
        .filter(submission__round=submission.round_id)
        .exclude(submission__status=Submission.Status.WITHDRAWN)
        .exclude(
            submission__organization=submission.organization_id, submission__side=submission.side
        )
    )
    return list(others.current()[:MAX_LISTED])


def records_about(recommendation: Recommendation) -> QuerySet[FollowUp]:
    rows = FollowUp.objects.filter(recommendation=recommendation).order_by("-pk")
    return rows.select_related(
        *("submission__organization", "submission__round", "responsible"),
        *("evidence_paragraph__report", "evidence_file"),
    ).defer("evidence_file__content")
