"""Records of people and organizations that were merged into others."""

from django.db import models
from django.db.models import Q


class MergeRecord(models.Model):
    """The merge of one record into another of the same person or organization.

    It has no foreign keys: the merged record is deleted, and the target may be deleted later.
    """

    entity_type = models.CharField(max_length=20)
    merged_key = models.PositiveBigIntegerField(help_text="Primary key of the merged record.")
    merged_slug = models.SlugField(
        max_length=120, help_text="Slug of the merged record; its page redirects."
    )
    was_public = models.BooleanField(default=False, help_text="Whether its page was public.")
    merged_name = models.TextField()
    target_key = models.PositiveBigIntegerField(
        help_text="Primary key of the record that was kept."
    )
    target_name = models.TextField()
    journal = models.JSONField(help_text="Changes to revert when the merge is undone.")
    merged_at = models.DateTimeField(auto_now_add=True)
    by_name = models.CharField(max_length=200)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entity_type", "merged_key"],
                condition=Q(undone_at=None),
                name="unique_active_merge",
            ),
        ]
        indexes = [models.Index(fields=["entity_type", "merged_slug"], name="merge_by_slug")]

    def __str__(self):
        return f"{self.merged_name} → {self.target_name}"
