"""When the periodic jobs ran, and which run holds a job now."""

from django.db import models
from django.utils import timezone


class PeriodicJob(models.Model):
    """One job of portal.operations.jobs: its row is the lease that all machines share."""

    name = models.CharField(primary_key=True, max_length=320)
    due_at = models.DateTimeField(default=timezone.now)
    # Of the run that holds the job; after `leased_until`, another run may take it.
    lease = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    # Of the last run; empty if it succeeded.
    error = models.TextField(blank=True)

    def __str__(self):
        return self.name
