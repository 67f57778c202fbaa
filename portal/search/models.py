"""The change log: which reports the index has to look at again, in the order of their commits."""

from uuid import uuid4

from django.db import models


class Change(models.Model):
    """One report whose readers see something else since.

    The newest row's key is the version of all that is public. The token tells a row of this
    database from a row that has the same key in another.
    """

    # Not a foreign key: what is deleted has to leave the index as well.
    report_key = models.PositiveBigIntegerField(db_index=True)
    is_public = models.BooleanField(
        default=True, help_text="Whether readers could see the report from then on."
    )
    token = models.UUIDField(default=uuid4)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return f"{self.pk}: report {self.report_key}"
