"""manage.py serve: everything up to date, then the real server."""

import fcntl
import hashlib
import os
import shlex
import socket
import sys
from contextlib import contextmanager
from pathlib import Path

from django import get_version
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from portal import cleaning, schema_check
from portal.accounts.giving import administrators
from portal.catalogues import compile_stale
from portal.checks import refuse_if_unsafe
from portal.failure_messages import told_to_operators

STAMP = ".fingerprint"
COLUMNS_NAMED = 5
# glibc keeps for each thread what that thread has freed. After a large file the server would
# stay as large as it was then; so it gives blocks of 128 KB and more back at once.
ALLOCATOR = {
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": "131072",
    "MALLOC_TRIM_THRESHOLD_": "131072",
}
OPTIONS = (
    *("--worker-class", "portal.server.worker.Worker", "--threads", "4"),
    *("--timeout", "30", "--graceful-timeout", "10"),
    *("--max-requests", "5000", "--max-requests-jitter", "500"),
    *("--log-level", "warning", "--no-control-socket"),
    *("--chdir", str(settings.BASE_DIR)),
)


class Command(BaseCommand):
    help = "Bring database, seeds and static files up to date and serve the portal."
    # Its own checks say what is wrong in one sentence.
    requires_system_checks = []

    def handle(self, **options):
        try:
            refuse_if_unsafe()
        except ImproperlyConfigured as fault:
            raise CommandError(str(fault)) from None
        refuse_if_taken(settings.HOST, settings.PORT)
        self.compile_catalogues()
        try:
            with one_at_a_time():
                self.bring_up_to_date()
        except (DatabaseError, OSError) as fault:
            raise CommandError(told_to_operators(fault)) from None
        self.stdout.write(f"The portal answers at {settings.BASE_URL}/ (stop: Ctrl-C)")
        if not administrators().exists():
            self.stdout.write(self.how_to_begin())
        self.stdout.flush()
        address = f"[{settings.HOST}]" if ":" in settings.HOST else settings.HOST
        arguments = [
            *("gunicorn", "portal.wsgi:application", *OPTIONS),
            *("--bind", f"{address}:{settings.PORT}"),
            *("--workers", str(settings.WEB_CONCURRENCY)),
        ]
        os.execve(  # noqa: S606 -- the server takes this process over
            sys.executable, [sys.executable, "-m", *arguments], ALLOCATOR | os.environ
        )

    def compile_catalogues(self):
        for folder in settings.LOCALE_PATHS:
            try:
                compile_stale(folder)
            except OSError as fault:
                self.stderr.write(
                    f"The catalogues of the languages cannot be compiled ({fault}): pages "
                    f"stay English. Let this user write in “{folder}”."
                )

    def bring_up_to_date(self):
        refuse_newer_data()
        call_command("migrate", verbosity=0)
        refuse_other_tables()
        call_command("load_seeds", stdout=self.stdout)
        call_command("reindex", changes=True, stdout=self.stdout)
        cleaning.clean(cleaning.AT_START)
        collect_static_files()

    def how_to_begin(self):
        python = Path(sys.prefix) / "bin" / "python"
        folder = ""
        if "DATA_DIR" in os.environ:
            folder = f"DATA_DIR={shlex.quote(str(settings.DATA_DIR))} "
        return (
            "There is no administrator yet, and no default account. Make one with: "
            f"{folder}{os.path.relpath(python)} manage.py create_administrator NAME"
        )


def refuse_newer_data():
    """Refuse a database that a newer program has brought up to date."""
    _, unknown = schema_check.migrations()
    if unknown:
        raise CommandError(
            f"The database was brought up to date by a newer program ({unknown[0]}). Start that "
            "program, or bring back the backup from before."
        )


def refuse_other_tables():
    """Refuse a database whose tables are not those of this program, whatever migrations it had."""
    if missing := schema_check.columns_missing():
        raise CommandError(
            f"The database lacks {named(missing)}, though it has had every migration: it was made "
            "by a version of the program that was never released. Bring back a backup, or import "
            "the reports into a new DATA_DIR."
        )


def named(columns):
    more = len(columns) - COLUMNS_NAMED
    return ", ".join(columns[:COLUMNS_NAMED]) + (
        f" and {more} more" if more > 0 else ""
    )


@contextmanager
def one_at_a_time():
    """Wait until nobody else is bringing the same data up to date."""
    with (settings.DATA_DIR / ".starting").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def refuse_if_taken(host, port):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as fault:
            raise CommandError(
                f"The portal cannot listen on {host}:{port} ({fault.strerror}). "
                f"Write another port: make serve PORT={port + 1 if port < 65535 else 8000}"
            ) from None


def collect_static_files():
    """Collect them if any has changed since the last time."""
    stamp = Path(settings.STATIC_ROOT) / STAMP
    present = fingerprint()
    if stamp.exists() and stamp.read_text() == present:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(present)


def fingerprint():
    digest = hashlib.sha256(get_version().encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            digest.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()
