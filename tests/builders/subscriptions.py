"""Builders of readers who follow lists by mail, and of time that passes."""

from datetime import timedelta

from django.utils import timezone

from portal.notifications.models import Subscriber, Subscription
from portal.search.models import IndexChange
from reports.models import PublicationDates, Report

LONG_AGO = timedelta(days=30)


def make_subscription(address="ana@example.org", list_name="recommendations", query="", **fields):
    """Return a subscription confirmed a month ago, of which nothing was mailed since."""
    then = timezone.now() - LONG_AGO
    subscriber, _ = Subscriber.objects.get_or_create(
        address=address,
        defaults={
            "language": fields.pop("language", "en"),
            "confirmed_at": then,
            "mailed_on": then.date(),
        },
    )
    return Subscription.objects.create(
        subscriber=subscriber,
        list_name=list_name,
        query=query,
        **{"frequency": "daily", "confirmed_at": then, "mailed_until": then} | fields,
    )


def let_days_pass(days=1):
    """Move everything that has happened to followers and records into the past."""
    age = timedelta(days=days)
    for rows, names in (
        (Subscriber, ["confirmed_at", "stopped_at"]),
        (Subscription, ["confirmed_at", "mailed_until"]),
        (Report, ["published_at"]),
        (PublicationDates, ["first_published_at", "changed_at"]),
    ):
        for row in rows.objects.all():
            moments = {name: getattr(row, name) - age for name in names if getattr(row, name)}
            rows.objects.filter(pk=row.pk).update(**moments)
    for subscriber in Subscriber.objects.all():
        Subscriber.objects.filter(pk=subscriber.pk).update(mailed_on=subscriber.mailed_on - age)
    for report in Report.objects.published():
        # Its times stand in the index.
        IndexChange.objects.create(report_key=report.pk, is_public=True)
