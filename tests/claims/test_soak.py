"""C23: memory and open files while visitors read and a report is imported every minute. MINUTES=30."""

import os
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.builders.seminar import TEXT
from tests.claims.figures import report_figure
from tests.claims.own_server import fetch, served_portal
from tests.claims.processes import memory_of, open_files_of
from tests.harness.own_portal import MANAGE
from tests.harness.served_portal import SERVERS

pytestmark = [pytest.mark.slow, pytest.mark.once]
MINUTES = int(os.environ.get("MINUTES", "2"))
# By then, every cache has been used.
SETTLED = min(5, MINUTES // 2)
READERS = 2
PAGES = ("/", "/recommendations/", "/search/?q=train&page=1", "/reports/", "/api/v1/themes/")


def read(port, ended, statuses):
    number = 0
    while not ended.is_set():
        # Every second page is one that nobody has asked for before.
        made_up = f"/recommendations/?q=word{number}x{threading.get_ident()}"
        page = made_up if number % 2 else PAGES[number // 2 % len(PAGES)]
        statuses[fetch(port, page)[0]] += 1
        number += 1


def import_report(portal, number):
    file = Path(portal.folder) / f"{number}.txt"
    file.write_bytes(TEXT.replace(b"Skills", b"Skill %d" % number))
    code, _, complaints = portal.run(MANAGE, "import_report", str(file), "--publish")
    assert code == 0, complaints


def test_memory_and_open_files_do_not_grow(tmp_path):
    ended, statuses, memory, files = threading.Event(), Counter(), [], []
    # As shipped: a worker is replaced after some 50,000 requests.
    with served_portal(tmp_path, "sqlite") as (portal, port, _):
        server = SERVERS[port].pid
        readers = [
            threading.Thread(target=read, args=(port, ended, statuses)) for _ in range(READERS)
        ]
        for reader in readers:
            reader.start()
        try:
            for minute in range(MINUTES):
                minute_ends = time.monotonic() + 60
                import_report(portal, minute)
                ended.wait(max(0, minute_ends - time.monotonic()))
                memory.append(memory_of(server))
                files.append(open_files_of(server))
        finally:
            ended.set()
            for reader in readers:
                reader.join()

    settled, most = memory[SETTLED - 1], max(memory[SETTLED - 1 :])
    report_figure(
        f"{MINUTES} minutes, {statuses.total()} requests: {settled:.0f} MB after minute {SETTLED}, "
        f"then at most {most:.0f} MB; open files {files[SETTLED - 1]}, then at most {max(files)}",
        is_reached=most < 1.1 * settled,
    )
    assert set(statuses) == {200}
