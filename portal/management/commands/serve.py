"""manage.py serve: update database, seeds, index and static files, then start the server."""

import fcntl
import hashlib
import os
import shlex
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from django import get_version
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from portal.accounts.role_assignment import administrators
from portal.config.checks import refuse_if_unsafe
from portal.config.i18n.compile_messages import compile_stale
from portal.demo import loading as demo
from portal.failures.messages import operator_message
from portal.metrics import sharing
from portal.operations import cleanup
from portal.status import schema_check
from portal.status.schema_check import SCHEMA_CHECKED

# Key of an advisory lock: any number that nothing else in the database uses.
SETUP_LOCK_KEY = 0x0F_DE_1B
SECONDS_BETWEEN_LOOKS = 0.2
STAMP = ".fingerprint"
MAX_COLUMNS_LISTED = 5
# glibc keeps freed memory per thread, so the server would stay large after a large file. These
# settings return blocks of 128 KB and more to the system at once.
ALLOCATOR = {
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": "131072",
    "MALLOC_TRIM_THRESHOLD_": "131072",
}
OPTIONS = (
    *("--worker-class", "portal.server.worker.Worker", "--threads", "4"),
    *("--timeout", "30", "--graceful-timeout", "10"),
    *("--max-requests", "50000", "--max-requests-jitter", "5000"),
    *("--log-level", "warning", "--no-control-socket"),
    *("--chdir", str(settings.BASE_DIR)),
)


class Command(BaseCommand):
    help = "Bring the database, seeds and static files up to date, then serve the portal."
    # handle() checks the settings itself, with shorter messages.
    requires_system_checks = []

    def handle(self, **options):
        try:
            refuse_if_unsafe()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from None
        addresses = [(settings.HOST, settings.PORT)]
        if settings.METRICS_ADDRESS:
            addresses.append(settings.METRICS_ADDRESS)
        for address in addresses:
            refuse_used_port(*address)
        sharing.clear()
        self.compile_catalogs()
        try:
            with setup_lock(), database_lock():
                self.bring_up_to_date()
        except (DatabaseError, OSError) as error:
            raise CommandError(operator_message(error)) from None
        self.stdout.write(f"The portal is running at {settings.BASE_URL}/ (stop: Ctrl-C)")
        if not administrators().exists():
            self.stdout.write(self.administrator_hint())
        self.stdout.flush()
        arguments = [
            *("gunicorn", "portal.config.wsgi:application", *OPTIONS),
            # The worker tells them apart by their order.
            *(word for address in addresses for word in ("--bind", written(*address))),
            *("--workers", str(settings.WEB_CONCURRENCY)),
        ]
        if settings.RUNS_JOBS:
            start_jobs()
        environment = ALLOCATOR | os.environ | {SCHEMA_CHECKED: "yes"}
        os.execve(  # noqa: S606 -- the server takes this process over
            sys.executable, [sys.executable, "-m", *arguments], environment
        )

    def compile_catalogs(self):
        for folder in settings.LOCALE_PATHS:
            try:
                compile_stale(folder)
            except OSError as error:
                self.stderr.write(
                    f"The translation catalogs cannot be compiled ({error}): pages "
                    f"stay in English. Allow this user to write to “{folder}”."
                )

    def bring_up_to_date(self):
        if settings.DEMO:
            refuse_demo_elsewhere()
        refuse_unreleased_data()
        refuse_newer_data()
        call_command("migrate", verbosity=0)
        refuse_other_tables()
        call_command("load_seeds", stdout=self.stdout)
        if settings.DEMO or demo.is_loaded():
            # Also marks the data folder of another machine with the same database.
            call_command("load_demo", stdout=self.stdout)
        call_command("reindex", changes=True, stdout=self.stdout)
        cleanup.clean_up(cleanup.STARTUP_BATCH_SIZE)
        collect_static_files()

    def administrator_hint(self):
        program = f"{os.path.relpath(Path(sys.prefix) / 'bin' / 'python')} manage.py"
        if not settings.IS_CHECKOUT:
            program = "workshop-portal"
        folder = ""
        if "DATA_DIR" in os.environ:
            folder = f"DATA_DIR={shlex.quote(str(settings.DATA_DIR))} "
        return (
            "There is no administrator yet, and no default account. Create one with: "
            f"{folder}{program} create_administrator NAME"
        )


def written(host, port):
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def refuse_demo_elsewhere():
    try:
        demo.refuse_other_portal()
    except demo.OtherPortalError as error:
        raise CommandError(str(error)) from None


def refuse_unreleased_data():
    if schema_check.is_unreleased():
        raise CommandError(f"{schema_check.UNRELEASED} {schema_check.UNRELEASED_HINT}")


def refuse_newer_data():
    """Refuse a database with migrations of a newer release."""
    try:
        schema_check.refuse_newer()
    except ImproperlyConfigured as error:
        raise CommandError(str(error)) from None


def refuse_other_tables():
    """Refuse a database whose columns differ from the models after all migrations."""
    if missing := schema_check.missing_columns():
        raise CommandError(
            f"The database lacks {column_list(missing)}, although all migrations are applied: it was created "
            "by an unreleased version of the portal. Restore a backup, or import "
            "the reports into a new DATA_DIR."
        )


def column_list(columns):
    rest = len(columns) - MAX_COLUMNS_LISTED
    return ", ".join(columns[:MAX_COLUMNS_LISTED]) + (f" and {rest} more" if rest > 0 else "")


@contextmanager
def setup_lock():
    """Wait until no other process is updating the same data."""
    with (settings.DATA_DIR / ".starting").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def database_lock():
    """Wait until no other machine is updating the same PostgreSQL database."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        # In steps: a statement that waits would reach its time limit.
        while not try_lock(cursor):
            time.sleep(SECONDS_BETWEEN_LOOKS)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [SETUP_LOCK_KEY])


def try_lock(cursor):
    cursor.execute("SELECT pg_try_advisory_lock(%s)", [SETUP_LOCK_KEY])
    return cursor.fetchone()[0]


def refuse_used_port(host, port):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"The portal cannot listen on {host}:{port} ({error.strerror}). "
                f"Choose another port: make serve PORT={port + 1 if port < 65535 else 8000}"
            ) from None


def start_jobs():
    """Start the program that runs the periodic jobs; it ends with this one."""
    program = [sys.executable, "-m", "portal.command_line", "run_jobs", "--forever"]
    subprocess.Popen(  # noqa: S603 -- our own program
        program, cwd=settings.BASE_DIR, stdin=subprocess.DEVNULL
    )


def collect_static_files():
    """Run collectstatic if a static file has changed."""
    stamp = Path(settings.STATIC_ROOT) / STAMP
    current = fingerprint()
    if stamp.exists() and stamp.read_text() == current:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(current)


def fingerprint():
    digest = hashlib.sha256(get_version().encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
