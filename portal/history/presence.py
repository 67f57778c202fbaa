"""Who else is at a report: a hint, no lock."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import DatabaseError, transaction
from django.utils import timezone

from portal.failures import failure_of
from portal.history.models import Presence
from reports.models import Report

# Whoever opened a piece longer ago has probably left.
SOON = timedelta(minutes=15)


def note(report: Report, account, piece: str) -> None:
    """Remember that the account has opened a piece for editing."""
    with if_it_can_be():
        Presence.objects.update_or_create(
            report=report, account=account, defaults={"piece": piece[:200]}
        )


def leave(report: Report, account) -> None:
    with if_it_can_be():
        Presence.objects.filter(report=report, account=account).delete()


@contextmanager
def if_it_can_be() -> Iterator[None]:
    """Write a hint, if the database lets it: what was read or saved stands without."""
    try:
        with transaction.atomic():
            yield
    except DatabaseError as error:
        if failure_of(error) is None:
            raise


def others(report: Report, account) -> list[Presence]:
    """Return who else has lately opened a piece of the report, and which."""
    lately = Presence.objects.filter(report=report, at__gte=timezone.now() - SOON)
    return list(
        lately.exclude(account=account).select_related("account").order_by("-at")
    )
