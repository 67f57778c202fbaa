"""A PostgreSQL server with a streaming replica, and portals that read from the replica."""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import psycopg2
from django.conf import settings
from lxml import html

from tests.harness.http_client import request
from tests.harness.own_portal import kill
from tests.harness.private_postgres import Replica, Server
from tests.harness.served_portal import ask, free_port, start_in

SOCKET = ".s.PGSQL.5432"
CSRF = "c" * 32
SIGN_IN = """
import django
django.setup()
from django.conf import settings
from django.test import Client
from tests.builders.records import make_account
client = Client()
client.force_login(make_account("ana", "administrator"))
print(client.cookies[settings.SESSION_COOKIE_NAME].value)
"""
PUBLISH = """
import sys
import django
django.setup()
from portal.content import workflow
from reports.models import Report
workflow.publish(Report.objects.get(slug=sys.argv[1]))
"""
DRAFT = """ARF Workshop on {0}
10 March {1}
Bangkok, Thailand

1. Participants recommended to:
- train more people in {0};
- ask more of them.
"""
END_SESSIONS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
"""


@contextmanager
def replicated_servers():
    """Yield a server and its streaming replica."""
    # The path of a socket must be short.
    folder = Path(tempfile.mkdtemp(prefix="rep-", dir="/tmp"))
    started = []
    try:
        primary = Server(folder)
        primary.start()
        started.append(primary)
        replica = Replica(folder, primary)
        replica.start()
        started.append(replica)
        yield primary, replica
    finally:
        for server in started:
            if (server.data / "postmaster.pid").exists():
                server.stop()
        shutil.rmtree(folder)


def query(server, statement):
    """Return the first value that a statement gives on a server."""
    with closing(psycopg2.connect(server.url)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            try:
                cursor.execute(statement)
            except psycopg2.errors.SerializationFailure:
                # The replay needed what the statement was reading.
                return query(server, statement)
            return cursor.fetchone()[0]


@contextmanager
def paused_replay(primary, replica):
    """Let the replica receive, but not show, what is written inside the block; then wait for it."""
    query(replica, "SELECT pg_wal_replay_pause()")
    wait_until(lambda: query(replica, "SELECT pg_get_wal_replay_pause_state()") == "paused")
    try:
        yield
    finally:
        query(replica, "SELECT pg_wal_replay_resume()")
    wait_for_replay(primary, replica)


def wait_for_replay(primary, replica):
    position = query(primary, "SELECT pg_current_wal_lsn()")
    wait_until(lambda: query(replica, f"SELECT pg_last_wal_replay_lsn() >= '{position}'"))


@contextmanager
def unreachable(server):
    """End the connections of all clients, and let none connect inside the block."""
    socket = server.data / SOCKET
    hidden = socket.with_suffix(".hidden")
    with closing(psycopg2.connect(server.url)) as connection, connection.cursor() as cursor:
        socket.rename(hidden)
        cursor.execute(END_SESSIONS)
    try:
        yield
    finally:
        hidden.rename(socket)


def wait_until(is_true):
    while not is_true():
        time.sleep(0.05)


def readiness(machine):
    answer = machine.as_visitor("/readyz")
    return answer.status, json.loads(answer.text)


@dataclass
class Machine:
    """A portal with a data folder of its own on a database that it shares with others."""

    data: Path
    environment: dict[str, str]
    port: int = field(default_factory=free_port)
    process: subprocess.Popen | None = None
    cookie: str = ""

    def start(self):
        self.process = start_in(self.data, self.port, **self.environment)

    def wait(self):
        """Wait until it answers."""
        ask(self.port, "/healthz")

    def stop(self):
        if self.process:
            kill(self.process)

    def run(self, *arguments, **more):
        """Run a program of the portal on this machine, with more settings; return what it prints."""
        clean = {"PATH": "/usr/bin:/bin", "DJANGO_SETTINGS_MODULE": "portal.config.settings"}
        return subprocess.run(
            [sys.executable, *arguments],
            env=clean | {"DATA_DIR": str(self.data)} | self.environment | more,
            cwd=settings.BASE_DIR,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    def draft(self, subject, year):
        """Import a report about a subject; return its slug."""
        path = self.data / f"{subject}.txt"
        path.write_text(DRAFT.format(subject, year), encoding="utf-8")
        return self.run("manage.py", "import_report", str(path)).split(" ")[0]

    def publish(self, slug):
        self.run("-c", PUBLISH, slug)

    def sign_in(self):
        """Begin a session of an administrator, with which `as_editor` and `save` ask."""
        self.cookie = f"sessionid={self.run('-c', SIGN_IN).strip()}; csrftoken={CSRF}"

    def as_visitor(self, path, **headers):
        return request(self.port, "GET", path, headers=headers)

    def as_editor(self, path):
        return request(self.port, "GET", path, headers={"Cookie": self.cookie})

    def save(self, path, **changes):
        """Send the form of an item with changed fields; return the answer."""
        page = html.fromstring(self.as_editor(path).text)
        form = next(
            form for form in page.forms if "version" in form.fields and "text" in form.fields
        )
        fields = {name: value for name, value in form.form_values() if name != "do"}
        headers = {
            "Cookie": self.cookie,
            "X-CSRFToken": CSRF,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        body = urlencode(fields | {"do": "save"} | changes)
        return request(self.port, "POST", path, body=body, headers=headers)
