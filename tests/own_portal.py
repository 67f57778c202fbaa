"""A portal with files and a database of its own, whose programs a test starts and kills."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import psycopg2
from django.conf import settings

MANAGE = "manage.py"
# However slow the machine, a program gets its turn.
PATIENT = {"SAVE_WAIT_SECONDS": "3600", "STATEMENT_TIMEOUT_MS": "3600000"}


@dataclass(frozen=True)
class OwnPortal:
    """How programs of the portal are started: each in a process of its own."""

    environment: dict[str, str]
    folder: Path
    started: list[subprocess.Popen] = field(default_factory=list)

    def start(self, *arguments, **options):
        """Start a program in a session of its own; whatever of it is left is killed with the test."""
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
        """Return (exit code, what was printed, complaints) of a program when it has ended."""
        process = self.start(*arguments)
        printed, complaints = process.communicate()
        return process.returncode, printed, complaints

    def stop_all(self):
        """Kill what is left of every program, with all that it has started."""
        for process in self.started:
            kill(process)


def kill(process):
    """Kill a program with all that it has started, and wait for its end."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    # What has lost its parent is this process's to wait for.
    with suppress(ChildProcessError):
        while True:
            os.waitpid(-process.pid, 0)
    for pipe in (process.stdout, process.stderr):
        if pipe:
            pipe.close()


def own_portal(folder, database):
    """Set a portal up on the kind of database that the tests run on; yield it, then drop it."""
    clean = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    environment = clean | {
        "DATA_DIR": str(folder / "data"),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        **PATIENT,
    }
    server, name = os.environ.get("DATABASE_URL", ""), f"own_{uuid4().hex}"
    if database == "postgres":
        order(server, f"CREATE DATABASE {name}")
        environment["DATABASE_URL"] = server.replace("/postgres?", f"/{name}?")
    made = OwnPortal(environment, folder)
    try:
        code, _, complaints = made.run(MANAGE, "migrate", "-v", "0")
        assert code == 0, complaints
        yield made
    finally:
        made.stop_all()
        if database == "postgres":
            order(server, f"DROP DATABASE {name} WITH (FORCE)")


def order(server, statement):
    connection = psycopg2.connect(server)
    connection.autocommit = True
    connection.cursor().execute(statement)
    connection.close()
