"""The periodic jobs, each run by one process at a time.

`run_due_jobs` may be called by any number of schedulers on any number of machines: a job is taken
by one UPDATE, and only its holder gives it back.
"""

import logging
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.db import close_old_connections, connection
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string

from portal.metrics.counters import JOB_RUNS
from portal.operations.models import PeriodicJob

logger = logging.getLogger(__name__)
# The scope of a job whose result each machine keeps for itself; others run on one of them.
EACH_MACHINE = "each machine"
STOPPED = "Stopped before its end."
HOUR = timedelta(hours=1)
# A job may run for an hour; the backup of a large portal takes hours to write and to verify.
LEASES = {"backup": 12 * HOUR}
# Allowed difference between the clocks of two machines.
CLOCK_SKEW = timedelta(minutes=5)


@dataclass(frozen=True)
class Job:
    """A function, its interval, and how long it may run before another process may start it."""

    name: str
    run: Callable[[], object]
    every: timedelta
    lease: timedelta = HOUR


def all_jobs() -> list[Job]:
    """Return the jobs of the settings; the name of a job of each machine contains the machine's."""
    return [
        Job(
            name=job_name(name, scope),
            run=import_string(path),
            every=timedelta(minutes=minutes),
            lease=LEASES.get(name, HOUR),
        )
        for name, path, minutes, scope in settings.PERIODIC_JOBS
    ]


def job_name(name: str, scope: str) -> str:
    return f"{name}@{socket.gethostname()}" if scope == EACH_MACHINE else name


def run_due_jobs(jobs: Iterable[Job] | None = None) -> list[str]:
    """Run every job that is due and that no other process is running; return their names."""
    return [job.name for job in (all_jobs() if jobs is None else jobs) if run_if_due(job)]


def run_if_due(job: Job) -> bool:
    """Run the job if it is due and no other process is running it; return whether it ran."""
    lease, started = uuid4(), timezone.now()
    if not acquire(job, lease, started):
        return False
    error = STOPPED
    try:
        job.run()
        error = ""
    except Exception as failure:
        logger.exception("The periodic job “%s” failed.", job.name)
        error = f"{type(failure).__name__}: {failure}"
    finally:
        JOB_RUNS.labels(job.name.partition("@")[0], "failed" if error else "done").inc()
        give_back(job, lease, started, error)
    return True


def give_back(job: Job, lease: object, started: datetime, error: str) -> None:
    """Release the job to run again after its interval, or immediately if it was stopped."""
    if not connection.in_atomic_block:
        # The job may have lost the connection.
        close_old_connections()
    now = timezone.now()
    PeriodicJob.objects.filter(name=job.name, lease=lease).update(
        lease=None,
        leased_until=None,
        due_at=now if error == STOPPED else started + job.every,
        finished_at=now,
        error=error,
    )


def acquire(job: Job, lease: object, now: datetime) -> bool:
    """Take the job for one run if it is free and due; return whether it was.

    A stored time further ahead than this program sets is ignored: it is from a wrong clock.
    """
    PeriodicJob.objects.get_or_create(name=job.name, defaults={"due_at": now})
    latest_lease, latest_due = now + job.lease + CLOCK_SKEW, now + job.every + CLOCK_SKEW
    is_free = Q(leased_until=None) | Q(leased_until__lt=now) | Q(leased_until__gt=latest_lease)
    is_due = Q(due_at__lte=now) | Q(due_at__gt=latest_due)
    free = PeriodicJob.objects.filter(is_free, is_due, name=job.name)
    return bool(free.update(lease=lease, leased_until=now + job.lease, started_at=now))
