"""python -m bench.slow_connections: the effect of slow connections on the responses to others.

Starts the portal with its shipped command on a folder of its own, opens slow connections of
three kinds from a process beside it, and times another visitor with and without them. It is
bounded in number and time, and talks to this machine alone.
"""

import argparse
import asyncio
import multiprocessing
import os
import platform
import shlex
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from itertools import cycle, islice
from multiprocessing.synchronize import Event
from pathlib import Path

from bench.timing import median, p95

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
DEFAULT_COMMAND = "{python} manage.py serve"
PAGES = ("/", "/recommendations/", "/search/?q=migration", "/reports/", "/healthz")
LONG_PAGE = "/reports/arf-workshop-security-stability-international-migration-2015/"
# More pipelined responses than the socket buffers of the system can hold.
REQUESTS_PER_CONNECTION = 30
TIMEOUT_SECONDS = 10  # for a response, and half of that for the server to stop
MAX_PHASE_SECONDS = 30
MAX_START_SECONDS = 120
SETTLE_SECONDS = 15
# A small receive buffer, so that the server has to buffer the rest.
RECEIVE_BUFFER = 1024
MILLISECONDS = 1000

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def slow_headers(streams: Streams, interval: float) -> None:
    """Send the headers of a request byte by byte."""
    await write_slowly(streams, b"GET / HTTP/1.1\r\nX-Slow: " + b"a" * 4000, interval)


async def slow_body(streams: Streams, interval: float) -> None:
    """Send complete headers, then the body byte by byte."""
    head = "POST /accounts/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4000\r\n"
    kind = "Content-Type: application/x-www-form-urlencoded\r\n"
    # Without this cookie the request is refused before its body is read.
    cookie = f"Cookie: csrftoken={'a' * 32}\r\n\r\n"
    streams[1].write((head + kind + cookie).encode())
    await write_slowly(streams, b"a" * 4000, interval)


async def slow_reader(streams: Streams, interval: float) -> None:
    """Pipeline requests for a long page and read the responses byte by byte."""
    reader, writer = streams
    writer.write(
        f"GET {LONG_PAGE} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode() * REQUESTS_PER_CONNECTION
    )
    while await reader.read(1):
        await asyncio.sleep(interval)


KINDS: dict[str, Callable[[Streams, float], Awaitable[None]]] = {
    "headers a byte at a time": slow_headers,
    "bodies a byte at a time": slow_body,
    "readers of a long page": slow_reader,
}


async def write_slowly(streams: Streams, data: bytes, interval: float) -> None:
    reader, writer = streams
    for byte in data:
        if reader.at_eof():
            return
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(interval)


@dataclass
class Attack:
    """Connections of one kind, each reopened when the server closes it."""

    kind: str
    port: int
    connections: int
    interval: float = 1.0
    connected: int = 0

    async def run(self, ready: Event) -> None:
        tasks = [asyncio.create_task(self.keep_connecting(ready)) for _ in range(self.connections)]
        await asyncio.wait(tasks, timeout=MAX_PHASE_SECONDS + MAX_START_SECONDS)

    async def keep_connecting(self, ready: Event) -> None:
        while True:
            with suppress(OSError):
                await self.connect(ready)
            await asyncio.sleep(self.interval)

    async def connect(self, ready: Event) -> None:
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)
        client.setblocking(False)
        await asyncio.get_running_loop().sock_connect(client, (HOST, self.port))
        streams = await asyncio.open_connection(sock=client, limit=2)
        self.connected += 1
        if self.connected == self.connections:
            ready.set()
        try:
            await KINDS[self.kind](streams, self.interval)
        finally:
            streams[1].close()


def run_attacks(attacks: list[Attack], ready: list[Event]) -> None:
    """Keep all slow connections open until this process is terminated."""

    async def run_all() -> None:
        await asyncio.gather(
            *(attack.run(event) for attack, event in zip(attacks, ready, strict=True))
        )

    asyncio.run(run_all())


@dataclass
class Measurements:
    """Response times of another client in milliseconds, and its failed requests."""

    times: list[float] = field(default_factory=list)
    failed: int = 0

    def row(self, name: str) -> str:
        cells = ["-", "-"]
        if self.times:
            cells = [f"{median(self.times):.1f}", f"{p95(self.times):.1f}"]
        return f"| {name} | {' | '.join(cells)} | {len(self.times)} | {self.failed} |"


def measure(port: int, requests: int) -> Measurements:
    """Request pages sequentially, each on its own connection."""
    measurements = Measurements()
    end = time.monotonic() + MAX_PHASE_SECONDS
    for page in islice(cycle(PAGES), requests):
        if time.monotonic() > end:
            break
        begin = time.perf_counter()
        try:
            fetch(port, page)
        except (OSError, HTTPException):
            measurements.failed += 1
        else:
            measurements.times.append((time.perf_counter() - begin) * MILLISECONDS)
    return measurements


def fetch(port: int, page: str) -> None:
    connection = HTTPConnection(HOST, port, timeout=TIMEOUT_SECONDS)
    try:
        connection.request("GET", page)
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            raise HTTPException(f"{page}: status {response.status}")
    finally:
        connection.close()


@contextmanager
def running_server(command: str) -> Iterator[int]:
    """Run the portal with a command; yield its port."""
    with socket.socket() as free, tempfile.TemporaryDirectory() as folder:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
        free.close()
        # Without the process of the periodic jobs, which ends after the server.
        own = {"PORT": str(port), "DATA_DIR": folder, "EXTERNAL_SCHEDULER": "yes"}
        environment = os.environ | own
        words = shlex.split(command.format(python=sys.executable, port=port))
        process = subprocess.Popen(
            words,
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_for(port, process)
            yield port
        finally:
            process.terminate()
            try:
                process.wait(TIMEOUT_SECONDS + TIMEOUT_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + MAX_START_SECONDS
    while True:
        try:
            return fetch(port, "/readyz")
        except (OSError, HTTPException):
            if time.monotonic() > end or process.poll() is not None:
                raise
            time.sleep(0.2)


@contextmanager
def running_attacks(kinds: list[str], port: int, connections: int) -> Iterator[None]:
    """Keep slow connections open, equally many of each kind, from another process."""
    connections_each = connections // len(kinds)
    context = multiprocessing.get_context("spawn")
    ready = [context.Event() for _ in kinds]
    attacks = [Attack(kind, port, connections_each) for kind in kinds]
    process = context.Process(target=run_attacks, args=(attacks, ready), daemon=True)
    process.start()
    try:
        for event in ready:
            event.wait(MAX_START_SECONDS)
        # Until all first bytes are sent, and the unread responses are generated.
        time.sleep(SETTLE_SECONDS)
        yield
    finally:
        process.terminate()
        process.join()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.slow_connections", description=__doc__)
    parser.add_argument("--connections", type=int, default=200)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--command", default=DEFAULT_COMMAND, help="with {python} and {port}")
    arguments = parser.parse_args()
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, `{arguments.command}`, {arguments.connections} slow "
        f"connections, {os.cpu_count()} cores, Python {platform.python_version()}\n\n"
        "| beside | p50, ms | p95, ms | answered | failed |\n| --- | ---: | ---: | ---: | ---: |",
        flush=True,
    )
    with running_server(arguments.command) as port:
        measure(port, len(PAGES) * 10)
        print(measure(port, arguments.requests).row("nobody"), flush=True)
        for kinds in [[kind] for kind in KINDS] + [list(KINDS)]:
            name = kinds[0] if len(kinds) == 1 else "all three"
            with running_attacks(kinds, port, arguments.connections):
                print(measure(port, arguments.requests).row(name), flush=True)


if __name__ == "__main__":
    main()
