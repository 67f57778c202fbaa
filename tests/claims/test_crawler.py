"""C25: a crawler asks for random combinations of facets and deep pages. STORM_SECONDS=60."""

import os
import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.claims.figures import p95, report_figure
from tests.claims.own_server import fetch, served_portal
from tests.harness.own_portal import MANAGE

pytestmark = [pytest.mark.slow, pytest.mark.once]
SECONDS = int(os.environ.get("STORM_SECONDS", "60"))
THREADS = 8
PER_SECOND = 200
# As a proxy in front sends them: without it, the crawler would be this machine itself.
PROXY = {"Host": "portal.example.org", "X-Forwarded-Proto": "https"}
SETTINGS = {
    "TRUSTED_PROXIES": "1",
    "BASE_URL": "https://portal.example.org",
    "ALLOWED_HOSTS": "portal.example.org",
}
LISTS = ("/recommendations/", "/statements/", "/contributions/", "/reports/", "/search/")
FACETS = {
    "level": ("national", "bilateral", "regional", "all", "none"),
    "year": ("2015", "2016", "2019"),
    "theme": ("none",),
    "voice": ("named", "collective", "agreed"),
    "page": tuple(str(number) for number in range(1, 1200)),
    "sort": ("newest", "oldest"),
}
PAGES = ("/", "/recommendations/", "/reports/", "/themes/")


def ask(port, address, path, parameters=()):
    return fetch(port, path, parameters, **PROXY, **{"X-Forwarded-For": address})


def crawl(port, seed, ended):
    """Ask at a steady rate; return statuses, and those of 429 that do not say when to return."""
    rng, statuses, silent = random.Random(seed), Counter(), 0
    pause = THREADS / PER_SECOND
    while not ended.is_set():
        next_at = time.monotonic() + pause
        names = rng.sample(list(FACETS), rng.randrange(1, 5))
        parameters = [(name, rng.choice(FACETS[name])) for name in names]
        parameters.append(("q", f"word{rng.randrange(10_000)}"))
        status, headers = ask(port, "192.0.2.1", rng.choice(LISTS), parameters)
        statuses[status] += 1
        silent += status == 429 and not headers["Retry-After"]
        time.sleep(max(0, next_at - time.monotonic()))
    return statuses, silent


def visit(port, seconds):
    """Read pages as a visitor does; return milliseconds and statuses."""
    times, statuses, end = [], Counter(), time.monotonic() + seconds
    while time.monotonic() < end:
        began = time.perf_counter()
        statuses[ask(port, "198.51.100.7", PAGES[len(times) % len(PAGES)])[0]] += 1
        times.append((time.perf_counter() - began) * 1000)
        # Below the number of requests that one address may send.
        time.sleep(0.3)
    return times, statuses


def test_a_crawler_is_told_to_wait_and_others_are_served(tmp_path):
    ended = threading.Event()
    with (
        served_portal(tmp_path, "sqlite", programs=[(MANAGE, "load_seeds")], **SETTINGS) as served,
        ThreadPoolExecutor(THREADS) as pool,
    ):
        port = served[1]
        visit(port, 5)
        alone, _ = visit(port, SECONDS / 4)
        crawlers = [pool.submit(crawl, port, seed, ended) for seed in range(THREADS)]
        try:
            beside, visitor = visit(port, SECONDS)
        finally:
            ended.set()
        crawled = sum((one.result()[0] for one in crawlers), Counter())
        silent = sum(one.result()[1] for one in crawlers)

    report_figure(f"{crawled.total()} requests in {SECONDS} s: {dict(sorted(crawled.items()))}")
    report_figure(
        f"p95 of a visitor {p95(beside):.0f} ms, alone {p95(alone):.0f} ms",
        is_reached=p95(beside) < 2 * p95(alone),
    )
    assert (set(visitor), silent) == ({200}, 0)
    assert set(crawled) <= {200, 400, 404, 429}
    assert crawled[429] > 0
