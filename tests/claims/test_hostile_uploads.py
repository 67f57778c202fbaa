"""C9: every hostile file, sent by the form of a served portal while somebody else reads."""

import threading
import time
from collections import Counter

import pytest

from tests.builders.hostile_files import FILES
from tests.claims.figures import p95, report_figure
from tests.claims.own_server import fetch, served_portal
from tests.claims.processes import memory_of
from tests.harness.served_portal import SERVERS

pytestmark = [pytest.mark.slow, pytest.mark.once]
MOST_SECONDS = 15
MOST_GROWTH = 50
PAGES = ("/", "/recommendations/", "/reports/")


def visit(port, ended, times):
    """Read pages until the end; append the milliseconds of each."""
    while not ended.is_set():
        began = time.perf_counter()
        status, _ = fetch(port, PAGES[len(times) % len(PAGES)])
        times.append((time.perf_counter() - began) * 1000)
        assert status == 200
        ended.wait(0.2)


def visited(port, action):
    """Return the times of a visitor while the action runs."""
    ended, times = threading.Event(), []
    visitor = threading.Thread(target=visit, args=(port, ended, times))
    visitor.start()
    try:
        action()
    finally:
        ended.set()
        visitor.join()
    return times


def test_hostile_uploads_are_answered_soon_and_others_do_not_notice(tmp_path):
    outcomes, memory = {}, []
    with served_portal(tmp_path, "sqlite", editors=1) as (_, port, (editor,)):
        server = SERVERS[port].pid

        def upload_all():
            for name, make in FILES.items():
                content, began = make(), time.monotonic()
                answer = editor.upload(name, content)
                outcomes[name] = (answer.status_code, time.monotonic() - began)
                memory.append(memory_of(server))

        alone = visited(port, lambda: time.sleep(20))
        editor.upload("first.txt", b"ARF Workshop\n1 May 2019, Rome\n\n1. All agreed.\n")
        before = memory_of(server)
        beside = visited(port, upload_all)

    statuses = Counter(status for status, _ in outcomes.values())
    slowest = max(outcomes, key=lambda name: outcomes[name][1])
    seconds, growth = outcomes[slowest][1], max(memory) - before
    report_figure(f"{len(FILES)} files: {dict(statuses)}")
    report_figure(f"slowest {seconds:.1f} s ({slowest!a})", is_reached=seconds < MOST_SECONDS)
    report_figure(f"server {before:.0f} MB, + {growth:.0f} MB", is_reached=growth < MOST_GROWTH)
    report_figure(
        f"p95 of a visitor {p95(beside):.0f} ms, alone {p95(alone):.0f} ms",
        is_reached=p95(beside) < 2 * p95(alone),
    )
    assert set(statuses) <= {302, 413, 422}
