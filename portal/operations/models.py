"""When the periodic jobs ran, which run holds a job now, and which backups were verified."""

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


class VerifiedBackup(models.Model):
    """A backup of this portal that was read from end to end and found whole."""

    sha256 = models.CharField(max_length=64, unique=True)
    file = models.TextField(help_text="Its path when it was verified last.")
    size = models.PositiveBigIntegerField()
    made_at = models.DateTimeField(db_index=True)
    verified_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return self.file
