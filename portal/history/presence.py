"""Who else is at a report: a hint, no lock."""

from datetime import timedelta

from django.utils import timezone

from portal.history.models import Presence
from reports.models import Report

# Whoever opened a piece longer ago has probably left.
SOON = timedelta(minutes=15)


def note(report: Report, account, piece: str) -> None:
    """Remember that the account has opened a piece for editing."""
    Presence.objects.update_or_create(
        report=report, account=account, defaults={"piece": piece[:200]}
    )


def leave(report: Report, account) -> None:
    Presence.objects.filter(report=report, account=account).delete()


def others(report: Report, account) -> list[Presence]:
    """Return who else has lately opened a piece of the report, and which."""
    lately = Presence.objects.filter(report=report, at__gte=timezone.now() - SOON)
    return list(
        lately.exclude(account=account).select_related("account").order_by("-at")
    )
