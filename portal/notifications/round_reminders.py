"""The periodic job that reminds editors of rounds of follow-up: once for each round and stage.

A round ends soon, has ended with unfinished submissions, or has answers whose day has passed.
Editors are reminded again when more answers are overdue, but at most once in OVERDUE_AGAIN.
"""

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction

from portal.follow_up.progress import overdue_records, rounds_ending_soon, unfinished_past
from portal.notifications.models import Notice, RoundReminder, today
from portal.notifications.recipients import editors
from recommendations.models import Round

Kind = Notice.Kind
STAGES = (Kind.ROUND_ENDS, Kind.ROUND_ENDED, Kind.OVERDUE)
# Nobody is reminded of rounds that ended before: mail may be set up years later.
AFTER_END = timedelta(days=30)
OVERDUE_AGAIN = timedelta(days=30)


def store_reminders() -> None:
    """Store a notice for every editor for each round and stage that they were not told of yet."""
    if not settings.SENDS_MAIL:
        return
    forget_reminders(today())
    for stage in STAGES:
        told = RoundReminder.objects.filter(stage=stage).values("round")
        for follow_up_round in rounds_in(stage, today()).exclude(pk__in=told):
            remind(follow_up_round, stage)


def forget_reminders(day: date) -> None:
    """Delete the old reminders of overdue answers if more have become overdue since."""
    old = RoundReminder.objects.filter(stage=Kind.OVERDUE, stored_at__date__lte=day - OVERDUE_AGAIN)
    for reminder in old:
        # What was due before that day was overdue when they were told.
        later = overdue_records(day).filter(due_on__gte=reminder.stored_at.date())
        if later.filter(submission__round=reminder.round_id).exists():
            reminder.delete()


def rounds_in(stage: str, day: date):
    """Return the rounds that are in the stage on that day."""
    if stage == Kind.ROUND_ENDS:
        return rounds_ending_soon(day)
    if stage == Kind.ROUND_ENDED:
        return unfinished_past(day).filter(ends_on__gte=day - AFTER_END)
    overdue = overdue_records(day).order_by().values("submission__round")
    return Round.objects.published().filter(pk__in=overdue)


def is_due(follow_up_round: Round, stage: str, day: date) -> bool:
    """Return whether a round is in the stage: it may have been hidden or prolonged meanwhile."""
    return bool(rounds_in(stage, day).filter(pk=follow_up_round.pk).exists())


@transaction.atomic
def remind(follow_up_round: Round, stage: str) -> None:
    """Store the notices unless another process has done so."""
    _, is_new = RoundReminder.objects.get_or_create(round=follow_up_round, stage=stage)
    if is_new:
        Notice.objects.bulk_create(
            Notice(account=account, kind=stage, round=follow_up_round, title=follow_up_round.name)
            for account in editors()
        )
