"""Show which other editors are changing a report. It is a hint, not a lock."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import DatabaseError, transaction
from django.utils import timezone

from portal.content.models import Presence
from portal.failures.causes import classify_error
from reports.models import Report

# An editor whose last change is longer ago has probably left.
PRESENCE_TIMEOUT = timedelta(minutes=15)


def record_presence(report: Report, account, item: str) -> None:
    """Store that the account is changing an item, even if it has not saved the change."""
    with best_effort(), transaction.atomic():
        Presence.objects.update_or_create(
            report=report, account=account, defaults={"item": item[:200]}
        )


@contextmanager
def best_effort() -> Iterator[None]:
    """Suppress known database failures: a page or a save does not fail over a hint.

    Begin the transaction inside: if another program holds a lock, even the beginning fails.
    """
    try:
        yield
    except DatabaseError as error:
        if classify_error(error) is None:
            raise


def other_editors(report: Report, account) -> list[Presence]:
    """Return the recent presences of other accounts, the latest first."""
    recent = Presence.objects.filter(report=report, at__gte=timezone.now() - PRESENCE_TIMEOUT)
    return list(recent.exclude(account=account).select_related("account").order_by("-at"))
