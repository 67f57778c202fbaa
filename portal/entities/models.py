"""Pairs of similar records that an editor has marked as different."""

from django.db import models
from django.db.models import F, Q


class NotDuplicate(models.Model):
    """Two similar records that an editor has marked as different."""

    entity_type = models.CharField(max_length=20)
    first_key = models.PositiveBigIntegerField()
    second_key = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entity_type", "first_key", "second_key"],
                name="unique_not_duplicate",
            ),
            models.CheckConstraint(
                name="not_duplicate_lower_key_first",
                condition=Q(first_key__lt=F("second_key")),
            ),
        ]

    def __str__(self):
        return f"{self.entity_type} {self.first_key} is not {self.second_key}"
