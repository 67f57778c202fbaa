"""Store confirmed subscriptions, and erase ended ones."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.notifications.models import Subscriber, Subscription
from portal.notifications.tokens import Request

SUBSCRIPTIONS_PER_ADDRESS = 20
STOPPED_FOR = timedelta(days=90)


@transaction.atomic
def confirm(request: Request) -> bool:
    """Store the subscription; return whether the address may have one more.

    Confirming it again changes how often it is emailed. Stopped emails are resumed.
    """
    subscriber = subscriber_of(request)
    known = subscriber.subscriptions.filter(list_name=request.list_name, query=request.query)
    if not known.exists() and subscriber.subscriptions.count() >= SUBSCRIPTIONS_PER_ADDRESS:
        return False
    Subscription.objects.update_or_create(
        subscriber=subscriber,
        list_name=request.list_name,
        query=request.query,
        defaults={"frequency": request.frequency},
    )
    return True


def subscriber_of(request: Request) -> Subscriber:
    """Return the subscriber with the address, who has just shown that they read its email."""
    Subscriber.objects.get_or_create(
        address__iexact=request.address,
        defaults={"address": request.address, "language": request.language},
    )
    subscriber = Subscriber.objects.select_for_update().get(address__iexact=request.address)
    subscriber.language, subscriber.refusals, subscriber.stopped_at = request.language, 0, None
    subscriber.save(update_fields=["language", "refusals", "stopped_at"])
    return subscriber


def end_all(subscriber: UUID) -> None:
    """Erase the subscriber with all subscriptions, if not done before."""
    Subscriber.objects.filter(key=subscriber).delete()


@transaction.atomic
def end_one(subscription: UUID) -> None:
    """Erase the subscription, and with the last one the address."""
    subscriber = Subscriber.objects.select_for_update().filter(subscriptions__key=subscription)
    if found := subscriber.first():
        found.subscriptions.filter(key=subscription).delete()
        if not found.subscriptions.exists():
            found.delete()


def erase_stopped() -> None:
    """Erase addresses that were stopped long ago."""
    Subscriber.objects.filter(stopped_at__lt=timezone.now() - STOPPED_FOR).delete()
