"""Login attempts, rate limits and unsaved forms."""

import time
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone


class LoginAttempt(models.Model):
    """The number of attempts to sign in under one key during one window of time.

    Other limited acts of visitors are counted here as well, such as requesting emails.

    The counts are in the database, because all workers of all machines share it.
    """

    key_hash = models.CharField(max_length=64, help_text="Keyed hash of the account and network.")
    window_seconds = models.PositiveIntegerField(help_text="Length of the window.")
    window_number = models.PositiveBigIntegerField(help_text="Number of windows since 1970.")
    attempts = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key_hash", "window_seconds", "window_number"],
                name="unique_login_attempt_window",
            ),
        ]
        # For the deletion of old windows.
        indexes = [
            models.Index(
                fields=["window_seconds", "window_number"],
                name="login_attempts_by_window",
            )
        ]

    def __str__(self):
        return f"{self.attempts} in {self.window_seconds} s"

    @classmethod
    def increment(cls, key_hash, window_seconds):
        """Count an attempt; return the number in the present window. Delete older windows."""
        window_number = int(time.time() // window_seconds)
        cls.objects.filter(window_seconds=window_seconds, window_number__lt=window_number).delete()
        row, _ = cls.objects.get_or_create(
            key_hash=key_hash,
            window_seconds=window_seconds,
            window_number=window_number,
        )
        rows = cls.objects.filter(pk=row.pk)
        rows.update(attempts=F("attempts") + 1)
        # A concurrent successful sign-in may have deleted the row.
        return rows.values_list("attempts", flat=True).first() or 1

    @classmethod
    def count(cls, key_hash, window_seconds):
        """Return the number of attempts in the present window."""
        rows = cls.objects.filter(
            key_hash=key_hash,
            window_seconds=window_seconds,
            window_number=int(time.time() // window_seconds),
        )
        return rows.values_list("attempts", flat=True).first() or 0

    @staticmethod
    def seconds_left(window_seconds):
        """Return the remaining seconds of the present window."""
        return window_seconds - int(time.time()) % window_seconds


class RateLimitCounter(models.Model):
    """Rate limits of django-allauth, the table behind RateLimitCache."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    def __str__(self):
        return self.cache_key


class UnsavedForm(models.Model):
    """A form submitted after the end of a session: returned once, to the same account."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="unsaved_forms"
    )
    path = models.CharField(max_length=500, help_text="Path of the page to which the form belongs.")
    text = models.TextField(help_text="The fields, URL-encoded.")
    saved_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "path"], name="unique_unsaved_form"),
        ]

    def __str__(self):
        return self.path


class EmergencyAccount(models.Model):
    """An account that signs in by password and second factor when everybody else may not."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="emergency"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return str(self.account)


class Invitation(models.Model):
    """An account whose owner may set a first password, through a link that works once."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="invitation"
    )
    # The link contains its keyed hash. A new nonce invalidates former links.
    nonce = models.UUIDField(default=uuid4, editable=False)
    by_name = models.CharField(max_length=200)
    invited_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    def __str__(self):
        return str(self.account)

    @property
    def is_open(self) -> bool:
        return self.expires_at > timezone.now()
