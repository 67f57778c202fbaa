"""The state of the installation in plain words: a line for each check, with a remedy."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from portal.accounts import failed_sign_ins
from portal.accounts.sessions import count_open_sessions
from portal.documents import sandbox
from portal.failures.causes import classify_error
from portal.operations.backup.state import backup_warning
from portal.operations.checks.data_folder import LITTLE_BYTES, TOO_LITTLE_BYTES
from portal.operations.checks.periodic_jobs import GRACE as JOB_LATE
from portal.operations.program import program_version
from portal.parsing.source import UnreadableError
from portal.status import measures, readiness
from portal.status.measures import JobMeasure

logger = logging.getLogger(__name__)

INDEX_LATE = timedelta(minutes=15)
MAIL_LATE = timedelta(hours=1)
MANY_FAILED_SIGN_INS = 100
SAMPLE = ("status.txt", b"Report of a workshop\n\n1. The workshop took place.\n")


class State(Enum):
    GOOD = "In order"
    NOTICE = "Look at this"
    BAD = "Faulty"


@dataclass(frozen=True)
class Line:
    """`remedy` says what to do; it is empty if everything is in order."""

    title: str
    value: str
    state: State = State.GOOD
    remedy: str = ""


def program_lines() -> Iterator[Line]:
    yield Line("Program", f"version {program_version()}")


def database_lines() -> Iterator[Line]:
    database = measures.measure_database()
    value = f"{database.product} {database.version}, {filesizeformat(database.size)}"
    yield Line("Database", value)


def readiness_lines() -> Iterator[Line]:
    """The checks of /readyz."""
    for name, check in readiness.CHECKS.items():
        title = {"database": "Database answers", "migrations": "Tables"}.get(name, "Search")
        if reason := readiness.failure_reason(check):
            remedy = "See “Failures” in the guide for administrators."
            yield Line(title, reason, State.BAD, remedy)
        else:
            yield Line(title, {"migrations": "fit this version"}.get(name, "yes"))


def index_lines() -> Iterator[Line]:
    index = measures.measure_index()
    changed = f"; last change {moment(index.changed_at)}" if index.changed_at else ""
    value = f"{index.records or 0} records{changed}"
    if not index.is_complete:
        remedy = "It is built by the next requests; “manage.py reindex” does it at once."
        yield Line("Index", f"{value}; not complete", State.NOTICE, remedy)
    elif index.waiting_changes:
        is_late = index.waiting_seconds > INDEX_LATE.total_seconds()
        yield Line(
            "Index",
            f"{value}; lacks {index.waiting_changes} changes, the oldest "
            f"{duration(timedelta(seconds=index.waiting_seconds))} old",
            State.BAD if is_late else State.NOTICE,
            "The next request adds them. If they stay: see the log, then run “manage.py reindex”.",
        )
    else:
        yield Line("Index", value)


def job_lines() -> Iterator[Line]:
    for job in measures.measure_jobs():
        yield job_line(job)


def job_line(job: JobMeasure) -> Line:
    title = f"Job “{job.label}”"
    if job.started_at is None:
        remedy = "“serve” runs the jobs; with EXTERNAL_SCHEDULER=yes, a scheduler must call “manage.py run_jobs”."
        return Line(title, "has never run", State.NOTICE, remedy)
    value = f"last run {moment(job.finished_at or job.started_at)}"
    if job.is_running:
        return Line(title, f"running since {moment(job.started_at)}")
    if job.error:
        remedy = f"It is tried again at {moment(job.due_at)}. The log has the whole error."
        return Line(title, f"{value}; failed: {job.error}", State.BAD, remedy)
    if job.late_seconds > JOB_LATE.total_seconds():
        remedy = "No process runs the jobs: restart “serve”, or see the scheduler that replaces it."
        return Line(title, f"{value}; due since {moment(job.due_at)}", State.BAD, remedy)
    return Line(title, f"{value}; due {moment(job.due_at)}")


def mail_lines() -> Iterator[Line]:
    if not settings.SENDS_MAIL:
        yield Line("Mail", "not configured: the portal sends no email")
        return
    mail = measures.measure_mail()
    value = (
        f"{mail.waiting} waiting, {mail.refused} of them refused; {mail.stopped} readers stopped"
    )
    is_late = mail.oldest and timezone.now() - mail.oldest > MAIL_LATE
    if mail.refused or is_late:
        remedy = "“Alerts” lists them with the answer of the mail server."
        yield Line("Mail", value, State.NOTICE, remedy)
    else:
        yield Line("Mail", value)


def disk_lines() -> Iterator[Line]:
    disk = measures.measure_disk()
    value = f"{filesizeformat(disk.free)} of {filesizeformat(disk.total)} free"
    if disk.free < LITTLE_BYTES:
        remedy = f"Free some space on the disk of {settings.DATA_DIR}."
        is_full = disk.free < TOO_LITTLE_BYTES
        yield Line("Disk", value, State.BAD if is_full else State.NOTICE, remedy)
    else:
        yield Line("Disk", value)


def backup_lines() -> Iterator[Line]:
    if settings.DEMO or settings.BACKUPS.are_elsewhere:
        yield Line("Backup", "made in another way, as BACKUPS_ELSEWHERE says")
    elif old := backup_warning():
        value = f"last verified one made {moment(old.made_at)}"
        remedy = old.error or "Set BACKUP_DIR, or BACKUPS_ELSEWHERE=yes: see the guide to backups."
        yield Line("Backup", value, State.BAD if old.folder else State.NOTICE, remedy)
    else:
        yield Line("Backup", "verified within the last two intervals")


def sandbox_lines() -> Iterator[Line]:
    """Read a small file as an import does."""
    try:
        sandbox.read_document(*SAMPLE)
    except UnreadableError as error:
        remedy = "Imports fail as well: the log has the error of the process that reads files."
        yield Line("Sandbox", str(error), State.BAD, remedy)
    else:
        yield Line("Sandbox", "reads a test file")


def account_lines() -> Iterator[Line]:
    yield Line("Sessions", f"{count_open_sessions()} of accounts")
    number = failed_sign_ins.failures_today()
    value = f"{number} today (since 00:00 UTC)"
    if number >= MANY_FAILED_SIGN_INS:
        remedy = "The audit log names the accounts. Have them add a second factor."
        yield Line("Failed sign-ins", value, State.NOTICE, remedy)
    else:
        yield Line("Failed sign-ins", value)


# In the order of the page. A new kind of line is one more function.
PARTS: tuple[tuple[str, Callable[[], Iterable[Line]]], ...] = (
    ("Program", program_lines),
    ("Database", readiness_lines),
    ("Size of the database", database_lines),
    ("Index", index_lines),
    ("Jobs", job_lines),
    ("Mail", mail_lines),
    ("Disk", disk_lines),
    ("Backup", backup_lines),
    ("Sandbox", sandbox_lines),
    ("Accounts", account_lines),
)


def all_lines() -> list[Line]:
    return [line for title, part in PARTS for line in part_lines(title, part)]


def part_lines(title: str, part: Callable[[], Iterable[Line]]) -> list[Line]:
    """Return the lines of a part; one says so if it cannot be measured."""
    try:
        return list(part())
    except Exception as error:
        logger.exception("The status of a part is unknown: %s", title)
        failure = classify_error(error)
        reason = failure.value if failure else type(error).__name__
        return [Line(title, f"unknown: {reason}", State.BAD, "The log has the error.")]


def moment(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC" if at else "never"


def duration(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"
