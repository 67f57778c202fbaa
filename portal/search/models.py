"""The change log of the index: changed reports in the order of their commits."""

from uuid import uuid4

from django.db import models


class IndexChange(models.Model):
    """A change of the public content of one report.

    The newest primary key is the version of all public content. The token distinguishes a row
    from one with the same key in another database.
    """

    # Not a foreign key: deleted reports must be removed from the index, too.
    report_key = models.PositiveBigIntegerField(db_index=True)
    is_public = models.BooleanField(
        default=True, help_text="Whether the report is public after the change."
    )
    token = models.UUIDField(default=uuid4)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return f"{self.pk}: report {self.report_key}"
