"""The state of a running portal in plain words, for administrators on the desk."""

import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from portal.accounts import failed_sign_ins
from portal.accounts.sessions import count_open_sessions
from portal.documents import sandbox
from portal.failures.causes import classify_error
from portal.operations.backup.state import backup_warning
from portal.operations.checks.data_folder import LITTLE_BYTES, TOO_LITTLE_BYTES
from portal.operations.checks.finding import Finding, State, error, ok, warning
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


def program_findings() -> Iterator[Finding]:
    yield ok("Program", f"version {program_version()}")


def database_findings() -> Iterator[Finding]:
    database = measures.measure_database()
    value = f"{database.product} {database.version}, {filesizeformat(database.size)}"
    yield ok("Database", value)


def readiness_findings() -> Iterator[Finding]:
    """The checks of /readyz."""
    for name, check in readiness.CHECKS.items():
        title = {"database": "Database answers", "migrations": "Tables"}.get(name, "Search")
        if reason := readiness.failure_reason(check):
            remedy = "See “Failures” in the guide for administrators."
            yield error(title, reason, remedy)
        else:
            yield ok(title, {"migrations": "fit this version"}.get(name, "yes"))


def index_findings() -> Iterator[Finding]:
    index = measures.measure_index()
    changed = f"; last change {moment(index.changed_at)}" if index.changed_at else ""
    value = f"{index.records or 0} records{changed}"
    if not index.is_complete:
        remedy = "It is built by the next requests; “manage.py reindex” does it at once."
        yield warning("Index", f"{value}; not complete", remedy)
    elif index.waiting_changes:
        is_late = index.waiting_seconds > INDEX_LATE.total_seconds()
        yield Finding(
            "Index",
            State.ERROR if is_late else State.WARNING,
            f"{value}; lacks {index.waiting_changes} changes, the oldest "
            f"{duration(timedelta(seconds=index.waiting_seconds))} old",
            "The next request adds them. If they remain, see the log and run “manage.py reindex”.",
        )
    else:
        yield ok("Index", value)


def job_findings() -> Iterator[Finding]:
    for job in measures.measure_jobs():
        yield job_finding(job)


def job_finding(job: JobMeasure) -> Finding:
    title = f"Job “{job.label}”"
    if job.started_at is None:
        remedy = "“serve” runs the jobs; with EXTERNAL_SCHEDULER=yes, a scheduler must call “manage.py run_jobs”."
        return warning(title, "has never run", remedy)
    value = f"last run {moment(job.finished_at or job.started_at)}"
    if job.is_running:
        return ok(title, f"running since {moment(job.started_at)}")
    if job.error:
        remedy = f"It is tried again at {moment(job.due_at)}. The log has the whole error."
        return error(title, f"{value}; failed: {job.error}", remedy)
    if job.late_seconds > JOB_LATE.total_seconds():
        remedy = (
            "No process runs the jobs: restart “serve”, or check the scheduler that replaces it."
        )
        return error(title, f"{value}; due since {moment(job.due_at)}", remedy)
    return ok(title, f"{value}; due {moment(job.due_at)}")


def mail_findings() -> Iterator[Finding]:
    if not settings.SENDS_MAIL:
        yield ok("Mail", "not configured: the portal sends no email")
        return
    mail = measures.measure_mail()
    value = (
        f"{mail.waiting} waiting, {mail.refused} of them refused; stopped addresses: {mail.stopped}"
    )
    is_late = mail.oldest and timezone.now() - mail.oldest > MAIL_LATE
    if mail.refused or is_late:
        remedy = "“Alerts” lists them with the answer of the mail server."
        yield warning("Mail", value, remedy)
    else:
        yield ok("Mail", value)


def disk_findings() -> Iterator[Finding]:
    disk = measures.measure_disk()
    value = f"{filesizeformat(disk.free)} of {filesizeformat(disk.total)} free"
    if disk.free < LITTLE_BYTES:
        remedy = f"Free some space on the disk of {settings.DATA_DIR}."
        is_full = disk.free < TOO_LITTLE_BYTES
        yield Finding("Disk", State.ERROR if is_full else State.WARNING, value, remedy)
    else:
        yield ok("Disk", value)


def backup_findings() -> Iterator[Finding]:
    if settings.DEMO or settings.BACKUPS.are_elsewhere:
        yield ok("Backup", "made in another way, as BACKUPS_ELSEWHERE says")
    elif old := backup_warning():
        value = f"last verified one made {moment(old.made_at)}"
        remedy = old.error or "Set BACKUP_DIR, or BACKUPS_ELSEWHERE=yes: see the guide to backups."
        yield Finding("Backup", State.ERROR if old.folder else State.WARNING, value, remedy)
    else:
        yield ok("Backup", "verified within the last two intervals")


def sandbox_findings() -> Iterator[Finding]:
    """Read a small file as an import does."""
    try:
        sandbox.read_document(*SAMPLE)
    except UnreadableError as refusal:
        remedy = "Imports fail as well: the log has the error of the process that reads files."
        yield error("Sandbox", str(refusal), remedy)
    else:
        yield ok("Sandbox", "reads a test file")


def account_findings() -> Iterator[Finding]:
    yield ok("Sessions", f"{count_open_sessions()} of accounts")
    number = failed_sign_ins.failures_today()
    value = f"{number} today (since 00:00 UTC)"
    if number >= MANY_FAILED_SIGN_INS:
        remedy = "The audit log names the accounts. Have them add a second factor."
        yield warning("Failed sign-ins", value, remedy)
    else:
        yield ok("Failed sign-ins", value)


# In the order of the page. A new kind of finding is one more function.
PARTS: tuple[tuple[str, Callable[[], Iterable[Finding]]], ...] = (
    ("Program", program_findings),
    ("Database", readiness_findings),
    ("Size of the database", database_findings),
    ("Index", index_findings),
    ("Jobs", job_findings),
    ("Mail", mail_findings),
    ("Disk", disk_findings),
    ("Backup", backup_findings),
    ("Sandbox", sandbox_findings),
    ("Accounts", account_findings),
)


def all_findings() -> list[Finding]:
    return [finding for title, part in PARTS for finding in part_findings(title, part)]


def part_findings(title: str, part: Callable[[], Iterable[Finding]]) -> list[Finding]:
    """Return the findings of a part; if measuring it fails, return one finding that says so."""
    try:
        return list(part())
    except Exception as failed:
        logger.exception("The status of a part is unknown: %s", title)
        failure = classify_error(failed)
        reason = failure.value if failure else type(failed).__name__
        return [error(title, f"unknown: {reason}", "The log has the error.")]


def moment(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC" if at else "never"


def duration(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"
