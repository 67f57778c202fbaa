"""The audit log. Database triggers refuse to change or delete an entry."""

from django.db import models


class AuditEntry(models.Model):
    """One action: who, when, on what, and the fingerprints of the target before and after.

    It has no foreign keys: entries outlive the account and the target.
    """

    at = models.DateTimeField(auto_now_add=True)
    by_key = models.PositiveBigIntegerField(
        null=True, help_text="Primary key of the account; empty for a command."
    )
    by_name = models.CharField(max_length=200)
    action = models.CharField(max_length=300)
    target_type = models.CharField(max_length=40, help_text="Type of the record: report, person …")
    target_key = models.CharField(max_length=120, help_text="Its address or key.")
    target_name = models.TextField(blank=True, help_text="What it was called then.")
    before = models.CharField(max_length=64, blank=True, help_text="SHA-256.")
    after = models.CharField(max_length=64, blank=True, help_text="SHA-256.")
    comment = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["target_type", "target_key"], name="audit_entry_target")]

    def __str__(self):
        return f"{self.by_name}: {self.action}"
