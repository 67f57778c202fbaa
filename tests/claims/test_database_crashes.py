"""C12: processes of PostgreSQL are killed during imports. CRASHES=200 kills 200 of them."""

import os
import random
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import pytest
from psycopg2 import Error

from tests.claims.figures import p95, report_figure
from tests.harness.own_portal import empty_portal, execute_postgres, migrate
from tests.harness.private_postgres import SafeServer
from tests.portal.imports.test_crash import STORED

pytestmark = pytest.mark.slow
CRASHES = int(os.environ.get("CRASHES", "2"))
SEED = 12
MOST_STARTS = 100
# Prints the slug of each report that was stored, and when its import began; what the database refuses
# is not repeated.
IMPORTING = """
import itertools, time
import django
django.setup()
from django.db import DatabaseError, InterfaceError, connection
from portal.imports.importer import Upload, import_file
words = "".join(f"{n}. Mr. Sami Badr, Director, spoke of {n}.\\n\\n" for n in range(1, 60))
for number in itertools.count():
    text = f"Workshop on Subject {number}\\n1 May 2019, Rome\\n\\nSession 1: All\\n\\n{words}"
    began = time.monotonic()
    try:
        report, _ = import_file(Upload(f"{number}.txt", text.encode()))
    except (DatabaseError, InterfaceError):
        connection.close()
        time.sleep(0.05)
    else:
        print(report.slug, began, flush=True)
"""


@pytest.fixture
def server(monkeypatch):
    # Its account has to reach the folder.
    folder = Path(tempfile.mkdtemp(prefix="portal-crashed-"))
    server = SafeServer(folder)
    server.start()
    monkeypatch.setenv("DATABASE_URL", server.url)
    yield server
    server.stop()
    shutil.rmtree(folder)


def kill_backend(server, database):
    """Kill the process that serves the importer: PostgreSQL ends all others and recovers.

    While a file is read, the importer has no connection.
    """
    killed = False
    while not killed:
        for pid in backends(server, database):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                killed = True


def backends(server, database):
    """Return the processes that serve a database, whose titles name it."""
    postmaster = pid_of(server)
    children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
    return [int(pid) for pid in children if database.encode() in title_of(pid)]


def title_of(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def kill_postmaster(server, database):
    """Kill the process that starts all others, and start the server again."""
    postmaster = pid_of(server)
    os.kill(postmaster, signal.SIGKILL)
    # The tests adopt it: until they have waited for it, it is in the list of processes.
    with suppress(ChildProcessError):
        os.waitpid(postmaster, 0)
    for _ in range(MOST_STARTS):
        with suppress(subprocess.CalledProcessError):
            server.start()
            return
        # Its children have not ended yet.
        time.sleep(0.1)
    pytest.fail("The server does not start again.")


def pid_of(server):
    return int((server.data / "postmaster.pid").read_text().split()[0])


def wait_until_up(portal):
    while True:
        # A connection may end with the others.
        with suppress(Error):
            return execute_postgres(portal.environment["DATABASE_URL"], "SELECT 1")


def read_until(importer, moment):
    """Return the reports that are stored, up to the first whose import began after the moment."""
    slugs, began = [], 0.0
    while began < moment:
        slug, text = importer.stdout.readline().split()
        slugs.append(slug)
        began = float(text)
    return slugs


def test_a_crash_of_the_database_leaves_nothing_half_and_loses_nothing(server, tmp_path):
    rng, acknowledged, waits = random.Random(SEED), [], []
    for portal in empty_portal(tmp_path, "postgres"):
        migrate(portal)
        importer = portal.start("-c", IMPORTING, stderr=subprocess.DEVNULL)
        for number in range(CRASHES):
            acknowledged += read_until(importer, time.monotonic())
            time.sleep(rng.uniform(0, 0.5))
            (kill_postmaster if number % 2 else kill_backend)(server, portal.database)
            wait_until_up(portal)
            up_at = time.monotonic()
            acknowledged += read_until(importer, up_at)
            waits.append(time.monotonic() - up_at)
        importer.kill()
        acknowledged += [line.split()[0] for line in importer.communicate()[0].splitlines()[:-1]]
        wait_until_up(portal)
        code, stored, complaints = portal.run("-c", STORED)

    assert (code, complaints) == (0, "")
    assert set(acknowledged) - set(stored.split()) == set()
    report_figure(
        f"{CRASHES} crashes, {len(acknowledged)} reports acknowledged, {len(stored.split())} stored, "
        f"0 half, next report after p95 {p95(waits):.1f} s, at most {max(waits):.1f} s"
    )
