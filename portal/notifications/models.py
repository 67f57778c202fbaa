"""Who follows which list by email.

Rows exist from the confirmation of an address until it unsubscribes from the last list.
"""

from datetime import date
from uuid import uuid4

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

MAX_ADDRESS_LENGTH = 254
# Shorter than what an entry of an index of PostgreSQL may hold.
MAX_QUERY_LENGTH = 2000


def today() -> date:
    return timezone.now().date()


class Subscriber(models.Model):
    """An address that somebody who reads its mail has confirmed."""

    # What links in mails name: primary keys could be guessed.
    key = models.UUIDField(unique=True, default=uuid4, editable=False)
    address = models.EmailField(max_length=MAX_ADDRESS_LENGTH)
    language = models.CharField(max_length=10, help_text="Of its mails.")
    confirmed_at = models.DateTimeField(default=timezone.now)
    # Taken before a mail is sent, so that no second one is sent on that day.
    mailed_on = models.DateField(default=today, help_text="Day of the last mail.")
    refusals = models.PositiveSmallIntegerField(
        default=0, help_text="How often in succession the address was refused."
    )
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(Lower("address"), name="unique_subscriber")]

    def __str__(self):
        return self.masked_address

    @property
    def masked_address(self) -> str:
        """The address for display: its first letter and its host."""
        name, _, host = self.address.rpartition("@")
        return f"{name[:1]}…@{host}"


class Subscription(models.Model):
    """A list that a subscriber follows."""

    class Frequency(models.TextChoices):
        DAILY = "daily"
        WEEKLY = "weekly"

    key = models.UUIDField(unique=True, default=uuid4, editable=False)
    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="subscriptions")
    list_name = models.CharField(max_length=20)
    query = models.CharField(
        max_length=MAX_QUERY_LENGTH, blank=True, help_text="The filters, as a query string."
    )
    frequency = models.CharField(max_length=10, choices=Frequency.choices)
    confirmed_at = models.DateTimeField(default=timezone.now)
    mailed_until = models.DateTimeField(
        default=timezone.now, help_text="Records added later have not been mailed yet."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subscriber", "list_name", "query"], name="unique_subscription"
            )
        ]
        # For the subscriptions that are due.
        indexes = [models.Index(fields=["mailed_until"], name="subscriptions_by_mail")]

    def __str__(self):
        return f"{self.list_name}?{self.query}"
