"""What the site keeps for itself."""

import time

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

    @staticmethod
    def seconds_left(seconds):
        """Return how long the present window still lasts."""
        return seconds - int(time.time()) % seconds
