"""URLs removed by a newer version of a report, and the source proposed for a newer version."""

from django.db import models

from reports.models.querysets import ReportOwnedQuerySet
from reports.models.report import Report


class RemovedUrl(models.Model):
    """A path within a report that an earlier published version had.

    For example “recommendations/21.A.1”, “sessions/annex-1”, “speakers/ana-cruz”.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="removed_urls")
    path = models.CharField(max_length=200)
    text = models.TextField(help_text="What stood there.")
    removed_at = models.DateTimeField(auto_now_add=True)

    objects = ReportOwnedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "removed URLs"
        constraints = [
            models.UniqueConstraint(fields=["report", "path"], name="unique_removed_path"),
        ]

    def __str__(self):
        return self.path


class ProposedSource(models.Model):
    """The file of a newer version, while an editor reviews its changes."""

    report = models.OneToOneField(Report, models.CASCADE, related_name="proposed_source")
    name = models.CharField(max_length=255)
    content = models.BinaryField()
    proposed_at = models.DateTimeField(auto_now=True)

    def __str__(self):
        return self.name
