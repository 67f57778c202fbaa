"""When the periodic jobs ran, and which process runs one now."""

from django.db import models
from django.utils import timezone


class PeriodicJob(models.Model):
    """One job of portal.operations.jobs: a row, so that all machines share its lease."""

    name = models.CharField(primary_key=True, max_length=50)
    due_at = models.DateTimeField(default=timezone.now)
    # Of the run that holds the job; past its end, another run may take it.
    lease = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    # Of the last run; empty if it did what it should.
    error = models.TextField(blank=True)

    def __str__(self):
        return self.name
