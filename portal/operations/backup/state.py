"""What administrators should know about the backups of this portal."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from portal.operations.models import PeriodicJob, VerifiedBackup


@dataclass(frozen=True)
class BackupWarning:
    """There is no verified backup, or the last one is old."""

    # When the last verified one was made.
    made_at: datetime | None
    folder: str
    # Why the periodic job failed.
    error: str


def backup_warning() -> BackupWarning | None:
    """Return a warning if no backup was made and verified within two intervals."""
    if settings.DEMO or settings.BACKUPS.are_elsewhere:
        return None
    made_at = VerifiedBackup.objects.aggregate(last=Max("made_at"))["last"]
    oldest = timezone.now() - timedelta(hours=2 * settings.BACKUPS.every_hours)
    if made_at and made_at >= oldest:
        return None
    job = PeriodicJob.objects.filter(name="backup").first() if settings.BACKUPS.folder else None
    return BackupWarning(
        made_at=made_at,
        folder=str(settings.BACKUPS.folder or ""),
        error=job.error if job else "",
    )
