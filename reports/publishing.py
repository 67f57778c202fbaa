"""Which status may follow which, and the one verb that moves a report."""

from django.db import transaction
from django.utils import timezone

from reports.models import Report
from reports.signals import next_draft_published, report_changed, report_moved

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
def move(report: Report, to: str, *, by=None, comment: str = "") -> None:
    """Give the report its next status and tell everybody who listens, in one transaction.

    A next draft that is published takes the place of what readers have, and is no more.
    `by` is the account of whoever does it, or None for a command. Raises MoveNotAllowedError
    if the step is not among MOVES, or if the report is to be published and has no date. Of
    two who move at once, the second is refused.
    """
    now = held(report)
    current, target = Status(now.status), Status(to)
    refuse_impossible(now, current, target)
    if target == Status.PUBLISHED and now.next_of_id:
        next_draft_published.send(sender=Report, report=now)
        now = Report.objects.get(pk=now.next_of_id)
    if target == Status.PUBLISHED and now.published_at is None:
        # The day on which readers first had it.
        now.published_at = timezone.now()
    now.status = target
    now.save(update_fields=["status", "published_at"])
    report.status, report.published_at = target, now.published_at
    facts = {"sender": Report, "report": now}
    report_moved.send(before=current, by=by, comment=comment, **facts)
    report_changed.send(**facts)


def held(report: Report) -> Report:
    """Lock what readers have and then what editors have, in this order; return the report."""
    if report.next_of_id:
        Report.objects.select_for_update().get(pk=report.next_of_id)
    found = Report.objects.select_for_update().filter(pk=report.pk).first()
    if found is None:
        raise MoveNotAllowedError(
            f"“{report}” is not there any more: somebody has published it or given it up."
        )
    return found


def refuse_impossible(report: Report, current: Status, target: Status) -> None:
    if target not in MOVES[current]:
        raise MoveNotAllowedError(
            f"“{report}” is {current.label.lower()}; from there it cannot become "
            f"{target.label.lower()}."
        )
    if target == Status.PUBLISHED and report.starts_on is None:
        raise MoveNotAllowedError(
            f"“{report}” has no date. Give it its first day, then publish it."
        )
    if target == Status.DRAFT and hasattr(report, "next_draft"):
        raise MoveNotAllowedError(
            f"The next version of “{report}” is being drafted already. Go on there."
        )


def publish(report: Report, *, by=None) -> None:
    """Take a draft through review to publication, for a command that may do both."""
    with transaction.atomic():
        if report.status == Status.DRAFT:
            move(report, Status.IN_REVIEW, by=by)
        move(report, Status.PUBLISHED, by=by)
