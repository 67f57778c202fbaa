"""C18: ten editors save at once on SQLite beside readers. SAVES_EACH=40: each saves 40 times."""

import os
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.claims.figures import p95, report_figure
from tests.claims.own_server import fetch, served_portal

pytestmark = [pytest.mark.slow, pytest.mark.once]
EDITORS = 10
READERS = 2
SAVES_EACH = int(os.environ.get("SAVES_EACH", "2"))


def save_often(editor):
    """Return status and seconds of each save."""
    outcomes = []
    for number in range(SAVES_EACH):
        began = time.monotonic()
        answer = editor.save(f"Saved {number} times.")
        outcomes.append((answer.status_code, time.monotonic() - began))
        assert "locked" not in answer.text
    return outcomes


def read_until(ended, port):
    statuses = Counter()
    while not ended.is_set():
        statuses[fetch(port, "/recommendations/", {"q": f"train {statuses.total()}"})[0]] += 1
    return statuses


def test_parallel_saves_on_sqlite_are_all_stored(tmp_path):
    ended = threading.Event()
    with (
        served_portal(tmp_path, "sqlite", editors=EDITORS) as (_, port, editors),
        ThreadPoolExecutor(EDITORS + READERS) as pool,
    ):
        readers = [pool.submit(read_until, ended, port) for _ in range(READERS)]
        try:
            saved = [one for outcomes in pool.map(save_often, editors) for one in outcomes]
        finally:
            ended.set()
        read = sum((reader.result() for reader in readers), Counter())

    seconds = [duration for _, duration in saved]
    report_figure(
        f"{EDITORS} editors, {SAVES_EACH} saves each, beside {read.total()} reads: {dict(Counter(status for status, _ in saved))}, "
        f"form and save p95 {p95(seconds):.1f} s, slowest {max(seconds):.1f} s"
    )
    assert {status for status, _ in saved} == {302}
    assert set(read) == {200}
