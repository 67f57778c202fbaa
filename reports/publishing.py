"""The states of a report and the transitions between them."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from reports.models import Report
from reports.signals import report_changed, report_status_changed

Status = Report.Status

TRANSITIONS = {
    Status.DRAFT: {Status.IN_REVIEW},
    Status.IN_REVIEW: {Status.DRAFT, Status.PUBLISHED},
    Status.PUBLISHED: {Status.WITHDRAWN},
    Status.WITHDRAWN: {Status.DRAFT},
}


ReplacePublished = Callable[[Report], Report]


class TransitionNotAllowedError(Exception):
    """The report cannot change to that status; the message says why."""


@transaction.atomic
def transition(
    report: Report,
    to: str,
    *,
    by=None,
    comment: str = "",
    replace_published: ReplacePublished | None = None,
) -> None:
    """Change the status of the report and send the signals, in one transaction.

    `by` is the user, or None for a command. To publish a draft version, pass `replace_published`: it
    puts the draft in the place of the published report, and returns the published report.

    Raise TransitionNotAllowedError if the change is not among TRANSITIONS, or if the report to
    publish has no date. The report is locked, so of two concurrent transitions the second is
    refused.
    """
    locked = lock_for_update(report)
    current, target = Status(locked.status), Status(to)
    validate_transition(locked, current, target)
    if target == Status.PUBLISHED and locked.next_of_id:
        if replace_published is None:
            raise TypeError("A draft version needs replace_published to be published.")
        locked = replace_published(locked)
    if target == Status.PUBLISHED and locked.published_at is None:
        # Keep the date of the first publication.
        locked.published_at = timezone.now()
    locked.status = target
    locked.save(update_fields=["status", "published_at"])
    report.status, report.published_at = target, locked.published_at
    signal = {"sender": Report, "report": locked}
    report_status_changed.send(before=current, by=by, comment=comment, **signal)
    report_changed.send(**signal)


def lock_for_update(report: Report) -> Report:
    """Lock the published report first and then its draft version; return the given report."""
    if report.next_of_id:
        Report.objects.select_for_update().get(pk=report.next_of_id)
    locked = Report.objects.select_for_update().filter(pk=report.pk).first()
    if locked is None:
        raise TransitionNotAllowedError(
            f"“{report}” no longer exists: another editor has published or discarded it."
        )
    return locked


def validate_transition(report: Report, current: Status, target: Status) -> None:
    if target not in TRANSITIONS[current]:
        raise TransitionNotAllowedError(
            f"“{report}” is {current.label.lower()}; it cannot become {target.label.lower()}."
        )
    if target == Status.PUBLISHED and report.starts_on is None:
        raise TransitionNotAllowedError(
            f"“{report}” has no date. Enter its first day, then publish it."
        )
    if target == Status.DRAFT and hasattr(report, "next_draft"):
        raise TransitionNotAllowedError(
            f"The next version of “{report}” is already being drafted. Continue there."
        )


def publish(report: Report, *, by=None, replace_published: ReplacePublished | None = None) -> None:
    """Publish a report in one transaction; a draft is sent for review first."""
    with transaction.atomic():
        if report.status == Status.DRAFT:
            transition(report, Status.IN_REVIEW, by=by)
        transition(report, Status.PUBLISHED, by=by, replace_published=replace_published)
