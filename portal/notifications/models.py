"""Who follows which list by email, and the emails to accounts that wait to be sent.

Rows of subscribers exist from the confirmation of an address until it unsubscribes from the last list.
"""

from datetime import date
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from recommendations.models import Round
from reports.models import Report

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


class Notice(models.Model):
    """A mail to an account: stored with its cause, deleted once the server has accepted it.

    The text is written when it is sent, from what is still true then.
    """

    class Kind(models.TextChoices):
        PASSWORD = "password", "Password reset"
        SUBMITTED = "submitted", "Sent for review"
        RETURNED = "returned", "Sent back"
        PUBLISHED = "published", "Published"
        ROUND_ENDS = "ends", "Round ends soon"
        ROUND_ENDED = "ended", "Round has ended"
        OVERDUE = "overdue", "Follow-up is overdue"
        INVITATION = "invitation", "Invitation"

    # In its Message-ID.
    key = models.UUIDField(unique=True, default=uuid4, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    report = models.ForeignKey(Report, models.CASCADE, null=True, related_name="notices")
    round = models.ForeignKey(Round, models.CASCADE, null=True, related_name="notices")
    title = models.TextField(blank=True, help_text="Of the report or round then.")
    by_name = models.CharField(max_length=200, blank=True)
    comment = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    refusals = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True, help_text="Of the last refusal.")
    # Set before the mail is sent, so that no other process sends it as well.
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(kind="password", taken_at=None),
                name="unique_waiting_password_reset",
            )
        ]
        indexes = [models.Index(fields=["due_at"], name="notices_by_time")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.account}"


class RoundReminder(models.Model):
    """Records that editors were reminded of a round in a stage, to remind them only once."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="reminders")
    stage = models.CharField(max_length=10)
    stored_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "stage"], name="unique_round_reminder")
        ]

    def __str__(self):
        return f"{self.round}: {self.stage}"


class MutedAccount(models.Model):
    """An account that wants no notices of the work on reports and of rounds."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="muted_notices"
    )

    def __str__(self):
        return str(self.account)
