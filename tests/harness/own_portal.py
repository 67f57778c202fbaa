"""A portal with a data folder and a database of its own; tests start and kill its programs."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from uuid import uuid4

import psycopg2
from django.conf import settings

MANAGE = "manage.py"
# However slow the machine, no program times out.
LONG_TIMEOUTS = {"SAVE_WAIT_SECONDS": "3600", "STATEMENT_TIMEOUT_MS": "3600000"}


@dataclass(frozen=True)
class OwnPortal:
    """Starts programs of the portal, each in a process of its own."""

    environment: dict[str, str]
    folder: Path
    # Its name, on PostgreSQL.
    database: str
    started: list[subprocess.Popen] = field(default_factory=list)

    def start(self, *arguments, **options):
        """Start a program in a session of its own; stop_all kills it if it is still running."""
        process = subprocess.Popen(
            [sys.executable, *arguments],
            env=self.environment,
            text=True,
            start_new_session=True,
            **{
                "cwd": settings.BASE_DIR,
                "stdout": subprocess.PIPE,
                "stderr": subprocess.PIPE,
                **options,
            },
        )
        self.started.append(process)
        return process

    def run(self, *arguments):
        """Run a program to its end; return (exit code, stdout, stderr)."""
        process = self.start(*arguments)
        stdout, stderr = process.communicate()
        return process.returncode, stdout, stderr

    def execute(self, statement):
        """Run an SQL statement directly on the portal's database."""
        if url := self.environment.get("DATABASE_URL"):
            execute_postgres(url, statement)
            return
        with sqlite3.connect(self.folder / "data" / "portal.sqlite3") as connection:
            connection.execute(statement)

    def stop_all(self):
        """Kill every program that is still running, with all its children."""
        for process in self.started:
            kill(process)


def kill(process):
    """Kill a program with all its children, and wait for its end."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    # This process adopts the orphaned children and has to wait for them.
    with suppress(ChildProcessError):
        while True:
            os.waitpid(-process.pid, 0)
    for pipe in (process.stdout, process.stderr):
        if pipe:
            pipe.close()


def own_portal(folder, database):
    """Set up a portal on the kind of database that the tests run on; yield it, then drop it."""
    original = migrated_portal(database)
    shutil.copytree(original.folder / "data", folder / "data")
    yield from empty_portal(folder, database, template=original.database)


@cache
def migrated_portal(database):
    """Return a portal to copy, of which every process makes one: migrations take three seconds."""
    portal = new_portal(settings.DATA_DIR / f"migrated_{uuid4().hex}", database)
    migrate(portal)
    return portal


def migrate(portal):
    code, _, stderr = portal.run(MANAGE, "migrate", "-v", "0")
    assert code == 0, stderr


def empty_portal(folder, database, template="template1"):
    """Yield a portal with a copy of the database on PostgreSQL, by default without tables, then drop it."""
    portal = new_portal(folder, database, template)
    try:
        yield portal
    finally:
        portal.stop_all()
        if database == "postgres":
            execute_postgres(server_url(), f"DROP DATABASE {portal.database} WITH (FORCE)")


def new_portal(folder, database, template="template1"):
    clean = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    environment = clean | {
        "DATA_DIR": str(folder / "data"),
        "DJANGO_SETTINGS_MODULE": "portal.config.settings",
        # A test that does not read the log would fill the pipe.
        "ACCESS_LOG": "no",
        **LONG_TIMEOUTS,
    }
    name = f"own_{uuid4().hex}"
    if database == "postgres":
        execute_postgres(server_url(), f"CREATE DATABASE {name} TEMPLATE {template}")
        environment["DATABASE_URL"] = server_url().replace("/postgres?", f"/{name}?")
    return OwnPortal(environment, folder, name)


def server_url():
    return os.environ["DATABASE_URL"]


def execute_postgres(server, statement):
    connection = psycopg2.connect(server)
    connection.autocommit = True
    connection.cursor().execute(statement)
    connection.close()
