"""Versions of a report: a file that is proposed, and what has gone since."""

from django.db import models

from reports.models.gate import OfReport
from reports.models.report import Report


class Gone(models.Model):
    """An address within a report at which an earlier version had something.

    Addresses are “recommendations/21.A.1”, “sessions/annex-1”, “speakers/ana-cruz”.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="gone")
    address = models.CharField(max_length=200)
    text = models.TextField(help_text="What stood there.")
    since = models.DateTimeField(auto_now_add=True)

    objects = OfReport.as_manager()

    class Meta:
        verbose_name_plural = "gone"
        constraints = [
            models.UniqueConstraint(
                fields=["report", "address"], name="an_address_is_gone_once"
            ),
        ]

    def __str__(self):
        return self.address


class ProposedSource(models.Model):
    """The file of a newer version, while an editor looks at what it would change."""

    report = models.OneToOneField(
        Report, models.CASCADE, related_name="proposed_source"
    )
    name = models.CharField(max_length=255)
    content = models.BinaryField()
    proposed_at = models.DateTimeField(auto_now=True)

    def __str__(self):
        return self.name
