"""The access log, and what Prometheus counts of requests, written for many requests at once.

A request only leaves a tuple behind. Twice a second, a thread writes a line for each finished
request, and updates the counters, which are in files that all processes share. Doing both at the
end of each request would take a sixth of the time of a cached page
(docs/decisions/0054-monitoring.md).
"""

import atexit
import logging
import os
import select
import threading
import time
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from django.conf import settings

from portal.config.logging import timestamp, to_json
from portal.metrics.counters import DURATIONS, LOST_LINES, REQUESTS

logger = logging.getLogger(__name__)

STANDARD_ERROR = 2
SECONDS_BETWEEN_WRITES = 0.5
# Many seconds of requests; older ones are lost if the thread is stuck.
MAX_WAITING = 50_000
# A pipe takes this much at once, so that lines of different processes are not mixed.
CHUNK_BYTES = select.PIPE_BUF


class FinishedRequest(NamedTuple):
    """An answered request; `account` is the key of the account, or None."""

    at: float
    id: str
    account: int | None
    method: str
    route: str
    status: int
    seconds: float
    queries: int
    source: str


class ImpatientFile:
    """A file that drops lines, and counts them, if it is full or its reader is too slow."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.poll = select.poll()
        self.poll.register(descriptor, select.POLLOUT)

    def write(self, chunk: bytes) -> None:
        try:
            if self.poll.poll(0):
                os.write(self.descriptor, chunk)
                return
        except OSError:
            """It is lost likewise."""
        LOST_LINES.inc(chunk.count(b"\n"))


class Output:
    """The file to which lines are written; tests replace it to read them."""

    file = ImpatientFile(STANDARD_ERROR)


class Writer:
    """What waits to be written, and whether a thread is writing it."""

    def __init__(self) -> None:
        self.waiting: deque[FinishedRequest] = deque(maxlen=MAX_WAITING)
        self.lock = threading.Lock()
        self.has_thread = False

    def start(self) -> None:
        """Write in a thread from now on, and write what is left when the process ends."""
        self.has_thread = True
        atexit.register(self.write)
        threading.Thread(target=self.write_forever, name="access log", daemon=True).start()

    def write_forever(self) -> None:
        while True:
            time.sleep(SECONDS_BETWEEN_WRITES)
            try:
                self.write()
            except Exception:
                logger.exception("Requests could not be logged.")

    def add(self, request: FinishedRequest) -> None:
        self.waiting.append(request)
        if not self.has_thread:
            self.write()

    def write(self) -> None:
        with self.lock:
            finished = [self.waiting.popleft() for _ in range(len(self.waiting))]
            if not finished:
                return
            count(finished)
            if settings.ACCESS_LOG:
                for chunk in chunks(map(line_of, finished)):
                    Output.file.write(chunk)


WRITER = Writer()


def count(finished: list[FinishedRequest]) -> None:
    kinds = Counter((one.route, one.status // 100, one.source) for one in finished)
    for (route, status_class, source), number in kinds.items():
        REQUESTS.labels(route, f"{status_class}xx", source).inc(number)
    for route in {one.route for one in finished}:
        observe(route, [one.seconds for one in finished if one.route == route])


def observe(route: str, durations: list[float]) -> None:
    """Add many values to a histogram; prometheus-client's own method takes one."""
    histogram = DURATIONS.labels(route)
    bounds = histogram._upper_bounds
    for bucket, number in Counter(bisect_left(bounds, seconds) for seconds in durations).items():
        histogram._buckets[bucket].inc(number)
    histogram._sum.inc(sum(durations))


def line_of(one: FinishedRequest) -> bytes:
    """Return the line as JSON; only routes may hold what has to be escaped."""
    account = f', "account": {one.account}' if one.account else ""
    return (
        f'{{"at": "{timestamp(one.at)}", "level": "INFO", "logger": "access", "message": "Request", '
        f'"request": "{one.id}"{account}, "method": "{one.method}", "route": {escaped(one.route)}, '
        f'"status": {one.status}, "ms": {one.seconds * 1000:.1f}, "queries": {one.queries}, '
        f'"source": "{one.source}"}}\n'
    ).encode()


# The cache has as many entries as the site has routes.
escaped = cache(to_json)


def chunks(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Join as many lines as can be written at once."""
    chunk = b""
    for line in lines:
        if len(chunk) + len(line) > CHUNK_BYTES:
            yield chunk
            chunk = b""
        chunk += line
    if chunk:
        yield chunk
