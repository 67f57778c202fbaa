"""Whether the periodic jobs run and succeed."""

from datetime import datetime, timedelta

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from portal.operations.checks.finding import Finding, error, ok, warning
from portal.operations.jobs import Job, all_jobs
from portal.operations.models import PeriodicJob

CHECK = "periodic jobs"
# A job that runs every minute may be late by as long as another job takes.
GRACE = timedelta(minutes=10)
START = (
    "Start the portal with `serve`, or, with EXTERNAL_SCHEDULER=yes, start portal-jobs.service or "
    "have a scheduler call `run_jobs` every minute."
)


def check_jobs() -> Finding:
    """Check that every job ran when it was due, and ended without an error."""
    now = timezone.now()
    rows = PeriodicJob.objects.in_bulk()
    jobs = all_jobs()
    if late := [job.name for job in jobs if is_late(job, rows.get(job.name), now)]:
        message = f"overdue or never run: {', '.join(late)}"
        if is_new(now):
            return warning(CHECK, f"{message}. The portal has just been installed", START)
        return error(CHECK, message, START)
    failed = [row for row in (rows.get(job.name) for job in jobs) if row and row.error]
    if failed:
        return error(
            CHECK,
            f"“{failed[0].name}” failed: {failed[0].error.splitlines()[0][:200]}",
            "Remove the cause; the job is tried again when it is next due. The log has details.",
        )
    return ok(CHECK, f"all {len(jobs)} run")


def is_new(now: datetime) -> bool:
    """Return whether the database was just made or upgraded: the first run may not have begun."""
    migrations = MigrationRecorder(connection).migration_qs
    applied = migrations.order_by("-applied").values_list("applied", flat=True).first()
    return applied is None or now - applied < GRACE


def is_late(job: Job, row: PeriodicJob | None, now: datetime) -> bool:
    if row is None:
        return True
    is_running = row.leased_until is not None and row.leased_until > now
    return not is_running and row.due_at + GRACE < now
