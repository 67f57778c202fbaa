"""The permit of a redaction, to which the triggers of immutable tables yield."""

from django.db import models


class RedactionPermit(models.Model):
    """A row that exists within the transaction of a redaction only: see portal/redaction/permit.py."""

    def __str__(self):
        return "A redaction is being applied"
