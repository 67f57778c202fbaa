"""Which status may follow which, and the one verb that moves a report."""

from django.db import transaction
from django.utils import timezone

from reports.models import Report
from reports.signals import report_changed

Status = Report.Status

MOVES = {
    Status.DRAFT: {Status.IN_REVIEW},
    Status.IN_REVIEW: {Status.DRAFT, Status.PUBLISHED},
    Status.PUBLISHED: {Status.WITHDRAWN},
    Status.WITHDRAWN: {Status.DRAFT},
}


class MoveNotAllowedError(Exception):
    """The report cannot take that step; the message says why, in an editor's words."""


@transaction.atomic
def move(report: Report, to: str) -> None:
    """Give the report its next status and tell everybody who listens, in one transaction.

    Raises MoveNotAllowedError if the step is not among MOVES, or if the report is to be
    published and has no date. Of two who move at once, the second is refused.
    """
    now = Report.objects.select_for_update().get(pk=report.pk)
    current, target = Status(now.status), Status(to)
    if target not in MOVES[current]:
        raise MoveNotAllowedError(
            f"“{now}” is {current.label.lower()}; from there it cannot become "
            f"{target.label.lower()}."
        )
    if target == Status.PUBLISHED and now.starts_on is None:
        raise MoveNotAllowedError(
            f"“{now}” has no date. Give it its first day, then publish it."
        )
    # The day on which readers first had it.
    published_at = now.published_at
    if target == Status.PUBLISHED and published_at is None:
        published_at = timezone.now()
    Report.objects.filter(pk=now.pk).update(status=target, published_at=published_at)
    report.status, report.published_at = target, published_at
    report_changed.send(sender=Report, report=report)


def publish(report: Report) -> None:
    """Take a draft through review to publication, for a command that may do both."""
    with transaction.atomic():
        if report.status == Status.DRAFT:
            move(report, Status.IN_REVIEW)
        move(report, Status.PUBLISHED)
