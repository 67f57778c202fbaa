"""What the site keeps for itself."""

import time

from django.conf import settings
from django.db import models
from django.db.models import F


class Tries(models.Model):
    """How often somebody has tried to sign in during one window of time.

    In the database, because every worker of every machine counts in it.
    """

    who = models.CharField(max_length=64, help_text="A hash: nobody is named here.")
    seconds = models.PositiveIntegerField(help_text="The window's length.")
    window = models.PositiveBigIntegerField(help_text="Windows since 1970.")
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["who", "seconds", "window"], name="tries_counted_once"
            ),
        ]
        # By which old windows are found.
        indexes = [models.Index(fields=["seconds", "window"], name="tries_by_window")]

    def __str__(self):
        return f"{self.number} in {self.seconds} s"

    @classmethod
    def count(cls, who, seconds):
        """Count one more try; return how many there are in the present window."""
        window = int(time.time() // seconds)
        cls.objects.filter(seconds=seconds, window__lt=window).delete()
        tries, _ = cls.objects.get_or_create(who=who, seconds=seconds, window=window)
        same = cls.objects.filter(pk=tries.pk)
        same.update(number=F("number") + 1)
        # A sign-in that succeeded meanwhile has taken the row away.
        return same.values_list("number", flat=True).first() or 1

    @classmethod
    def number_of(cls, who, seconds):
        """Return how many tries were counted in the present window."""
        window = int(time.time() // seconds)
        counted = cls.objects.filter(who=who, seconds=seconds, window=window)
        return counted.values_list("number", flat=True).first() or 0

    @staticmethod
    def seconds_left(seconds):
        """Return how long the present window still lasts."""
        return seconds - int(time.time()) % seconds


class Counter(models.Model):
    """What django-allauth counts; `portal.counters.CounterCache` reads and writes it as a cache."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    def __str__(self):
        return self.cache_key


class UnsavedForm(models.Model):
    """What an editor sent after the session had ended: given back once, to the same account."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="unsaved_forms"
    )
    path = models.CharField(max_length=500, help_text="The page that it goes on at.")
    text = models.TextField(help_text="The fields, as a browser encodes them.")
    at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "path"], name="unsaved_form_once_a_page"
            ),
        ]

    def __str__(self):
        return self.path
