"""C12: processes of PostgreSQL are killed during imports. CRASHES=200 kills as often."""

import os
import random
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.claims.figures import p95, report_figure
from tests.harness.own_portal import empty_portal, execute_postgres, migrate
from tests.harness.private_postgres import SafeServer
from tests.portal.imports.test_crash import STORED

pytestmark = pytest.mark.slow
CRASHES = int(os.environ.get("CRASHES", "2"))
SEED = 12
# Prints the slug of each report that was stored; what the database refuses is not repeated.
IMPORTING = """
import itertools, time
import django
django.setup()
from django.db import DatabaseError, InterfaceError, connection
from portal.imports.importer import Upload, import_file
words = "".join(f"{n}. Mr. Sami Badr, Director, spoke of {n}.\\n\\n" for n in range(1, 60))
for number in itertools.count():
    text = f"Workshop on Subject {number}\\n1 May 2019, Rome\\n\\nSession 1: All\\n\\n{words}"
    try:
        report, _ = import_file(Upload(f"{number}.txt", text.encode()))
    except (DatabaseError, InterfaceError):
        connection.close()
        time.sleep(0.05)
    else:
        print(report.slug, flush=True)
"""


@pytest.fixture
def server(tmp_path, monkeypatch):
    # Its account has to reach the folder.
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    server = SafeServer(make_folder(tmp_path / "server"))
    server.start()
    monkeypatch.setenv("DATABASE_URL", server.url)
    yield server
    server.stop()


def make_folder(path):
    path.mkdir()
    return path


def kill_backend(server, database):
    """Kill the process that serves the importer: PostgreSQL ends all others and recovers."""
    with suppress(ProcessLookupError):
        for pid in backends(server, database):
            os.kill(pid, signal.SIGKILL)


def backends(server, database):
    """Return the processes that serve a database, whose titles name it."""
    postmaster = pid_of(server)
    children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
    titles = {int(one): Path(f"/proc/{one}/cmdline").read_bytes() for one in children}
    return [pid for pid, title in titles.items() if database.encode() in title]


def kill_postmaster(server, database):
    """Kill the process that starts all others, and start the server again."""
    postmaster = pid_of(server)
    os.kill(postmaster, signal.SIGKILL)
    # The tests adopt it: until they have waited for it, it is in the list of processes.
    with suppress(ChildProcessError):
        os.waitpid(postmaster, 0)
    while True:
        try:
            return server.start()
        except subprocess.CalledProcessError:
            # Its children have not ended yet.
            time.sleep(0.1)


def pid_of(server):
    return int((server.data / "postmaster.pid").read_text().split()[0])


def test_a_crash_of_the_database_leaves_nothing_half_and_loses_nothing(server, tmp_path):
    rng, acknowledged, waits = random.Random(SEED), [], []
    for portal in empty_portal(make_folder(tmp_path / "portal"), "postgres"):
        migrate(portal)
        importer = portal.start("-c", IMPORTING, stderr=subprocess.DEVNULL)
        for number in range(CRASHES):
            acknowledged.append(importer.stdout.readline().strip())
            time.sleep(rng.uniform(0, 0.5))
            (kill_postmaster if number % 2 else kill_backend)(server, portal.database)
            up_at = time.monotonic()
            acknowledged.append(importer.stdout.readline().strip())
            waits.append(time.monotonic() - up_at)
        importer.kill()
        acknowledged += importer.communicate()[0].split("\n")[:-1]
        execute_postgres(portal.environment["DATABASE_URL"], "SELECT 1")
        code, stored, complaints = portal.run("-c", STORED)

    assert (code, complaints) == (0, "")
    report_figure(
        f"{CRASHES} crashes, {len(acknowledged)} reports acknowledged, {len(stored.split())} stored, "
        f"0 half, next report after p95 {p95(waits):.1f} s, at most {max(waits):.1f} s"
    )
    assert set(acknowledged) - set(stored.split()) == set()
