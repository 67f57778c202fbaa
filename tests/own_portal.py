"""A portal with files and a database of its own, whose programs a test starts and kills."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg2
from django.conf import settings

MANAGE = "manage.py"


@dataclass(frozen=True)
class OwnPortal:
    """How programs of the portal are started: each in a process of its own."""

    environment: dict[str, str]
    folder: Path

    def start(self, *arguments):
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=settings.BASE_DIR,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments):
        """Return (exit code, what was printed) of a program that has ended."""
        process = self.start(*arguments)
        printed, complaints = process.communicate(timeout=120)
        return process.returncode, printed, complaints


def own_portal(folder, database):
    """Set a portal up on the kind of database that the tests run on; yield it, then drop it."""
    clean = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    environment = clean | {
        "DATA_DIR": str(folder / "data"),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    server, name = os.environ.get("DATABASE_URL", ""), f"own_{uuid4().hex}"
    if database == "postgres":
        order(server, f"CREATE DATABASE {name}")
        environment["DATABASE_URL"] = server.replace("/postgres?", f"/{name}?")
    made = OwnPortal(environment, folder)
    code, _, complaints = made.run(MANAGE, "migrate", "-v", "0")
    assert code == 0, complaints
    yield made
    if database == "postgres":
        order(server, f"DROP DATABASE {name} WITH (FORCE)")


def order(server, statement):
    connection = psycopg2.connect(server)
    connection.autocommit = True
    connection.cursor().execute(statement)
    connection.close()
