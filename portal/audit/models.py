"""The trail: one entry a deed. The database refuses to change or delete one."""

from django.db import models


class Entry(models.Model):
    """One deed: who, when, what, of what, and the fingerprints of the thing before and after.

    It has no keys of other tables: what it tells of may go, and the entry stays.
    """

    at = models.DateTimeField(auto_now_add=True)
    by_key = models.PositiveBigIntegerField(
        null=True, help_text="The account's key; empty for a command."
    )
    by_name = models.CharField(max_length=200)
    deed = models.CharField(max_length=300)
    kind = models.CharField(max_length=40, help_text="Of the thing: report, person ...")
    key = models.CharField(max_length=120, help_text="Its address or key.")
    name = models.TextField(blank=True, help_text="What it was called then.")
    before = models.CharField(max_length=64, blank=True, help_text="SHA-256.")
    after = models.CharField(max_length=64, blank=True, help_text="SHA-256.")
    comment = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["kind", "key"], name="audit_of_a_thing")]

    def __str__(self):
        return f"{self.by_name}: {self.deed}"
