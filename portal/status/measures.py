"""What is measured when somebody asks: each function returns one value, by few queries."""

import shutil
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.db.models import Count, Min, Q
from django.utils import timezone

from portal.notifications.models import Notice, Subscriber
from portal.operations.jobs import all_jobs
from portal.operations.models import PeriodicJob
from portal.search.index import writer
from portal.search.index.newest_change import newest_change
from portal.search.models import IndexChange


@dataclass(frozen=True)
class DatabaseMeasure:
    product: str
    version: str
    size: int


def measure_database() -> DatabaseMeasure:
    version = ".".join(map(str, connection.get_database_version()))
    is_postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_database_size(current_database())"
            if is_postgres
            else "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
        )
        size = cursor.fetchone()[0]
    return DatabaseMeasure(connection.display_name, version, size)


@dataclass(frozen=True)
class IndexMeasure:
    """The index of this machine; `records` is None while there is no index.

    Changes wait until the next request updates the index; `waiting_seconds` is the age of the oldest.
    """

    records: int | None
    waiting_changes: int
    waiting_seconds: float
    changed_at: datetime | None
    is_complete: bool


def measure_index() -> IndexMeasure:
    state, newest = writer.stored_state(), newest_change()
    waiting = IndexChange.objects.filter(pk__gt=state.cursor if state else 0)
    counted = waiting.aggregate(number=Count("pk"), oldest=Min("at"))
    oldest = counted["oldest"]
    return IndexMeasure(
        records=writer.open_index().num_docs if state else None,
        waiting_changes=counted["number"],
        waiting_seconds=(timezone.now() - oldest).total_seconds() if oldest else 0.0,
        changed_at=newest.at if newest else None,
        is_complete=bool(state and state.is_complete),
    )


@dataclass(frozen=True)
class JobMeasure:
    """A periodic job: its last run, and by how many seconds its next one is late."""

    name: str
    started_at: datetime | None
    finished_at: datetime | None
    due_at: datetime | None
    error: str
    is_running: bool
    late_seconds: float

    @property
    def label(self) -> str:
        """The name of the job, without the name of the machine."""
        return self.name.partition("@")[0]

    @property
    def has_failed(self) -> bool:
        return bool(self.error)


def measure_jobs() -> list[JobMeasure]:
    """Return the jobs of this machine, whether or not they have ever run."""
    rows = PeriodicJob.objects.in_bulk([job.name for job in all_jobs()])
    return [measure_job(job.name, rows.get(job.name)) for job in all_jobs()]


def measure_job(name: str, row: PeriodicJob | None) -> JobMeasure:
    if row is None:
        return JobMeasure(name, None, None, None, "", is_running=False, late_seconds=0.0)
    now = timezone.now()
    is_running = bool(row.leased_until and row.leased_until > now)
    late = 0.0 if is_running else max(0.0, (now - row.due_at).total_seconds())
    return JobMeasure(
        name, row.started_at, row.finished_at, row.due_at, row.error, is_running, late
    )


@dataclass(frozen=True)
class MailMeasure:
    """Emails to accounts that wait, those that were refused before, and stopped addresses of readers."""

    waiting: int
    refused: int
    oldest: datetime | None
    stopped: int


def measure_mail() -> MailMeasure:
    notices = Notice.objects.aggregate(
        waiting=Count("pk"), refused=Count("pk", Q(refusals__gt=0)), oldest=Min("created_at")
    )
    return MailMeasure(**notices, stopped=Subscriber.objects.exclude(stopped_at=None).count())


@dataclass(frozen=True)
class DiskMeasure:
    free: int
    total: int


def measure_disk() -> DiskMeasure:
    usage = shutil.disk_usage(settings.DATA_DIR)
    return DiskMeasure(usage.free, usage.total)
