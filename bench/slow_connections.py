"""python -m bench.slow_connections: what slow connections do to everybody else's answers.

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
SHIPPED = "{python} manage.py serve"
PAGES = ("/", "/recommendations/", "/search/?q=migration", "/reports/", "/healthz")
LONG_PAGE = "/reports/arf-workshop-security-stability-international-migration-2015/"
# Asked for so often on one connection that no buffer of the system takes the answers in.
TIMES = 30
PATIENCE = 10  # seconds for one answer, and for a server that stops
LONGEST_PHASE = 30  # seconds
LONGEST_START = 120  # seconds
SECONDS_TO_SETTLE = 15
# A receiver that takes little in advance leaves the rest with the server.
RECEIVE_BUFFER = 1024
MILLISECONDS = 1000

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def slow_headers(streams: Streams, beat: float) -> None:
    """Send a request's headers a byte at a time."""
    await dribble(streams, b"GET / HTTP/1.1\r\nX-Slow: " + b"a" * 4000, beat)


async def slow_body(streams: Streams, beat: float) -> None:
    """Send whole headers, then the body that they promise a byte at a time."""
    head = (
        "POST /accounts/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4000\r\n"
    )
    kind = "Content-Type: application/x-www-form-urlencoded\r\n"
    # Without this cookie the form is refused before anybody reads it.
    cookie = f"Cookie: csrftoken={'a' * 32}\r\n\r\n"
    streams[1].write((head + kind + cookie).encode())
    await dribble(streams, b"a" * 4000, beat)


async def slow_reader(streams: Streams, beat: float) -> None:
    """Ask for a long page many times over and read it a byte at a time."""
    reader, writer = streams
    writer.write(f"GET {LONG_PAGE} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode() * TIMES)
    while await reader.read(1):
        await asyncio.sleep(beat)


KINDS: dict[str, Callable[[Streams, float], Awaitable[None]]] = {
    "headers a byte at a time": slow_headers,
    "bodies a byte at a time": slow_body,
    "readers of a long page": slow_reader,
}


async def dribble(streams: Streams, data: bytes, beat: float) -> None:
    reader, writer = streams
    for byte in data:
        if reader.at_eof():
            return
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(beat)


@dataclass
class Attack:
    """Connections of one kind, each opened again when the server ends it."""

    kind: str
    port: int
    number: int
    beat: float = 1.0
    opened: int = 0

    async def go_on(self, ready: Event) -> None:
        tasks = [asyncio.create_task(self.one(ready)) for _ in range(self.number)]
        await asyncio.wait(tasks, timeout=LONGEST_PHASE + LONGEST_START)

    async def one(self, ready: Event) -> None:
        while True:
            with suppress(OSError):
                await self.connect(ready)
            await asyncio.sleep(self.beat)

    async def connect(self, ready: Event) -> None:
        narrow = socket.socket()
        narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)
        narrow.setblocking(False)
        await asyncio.get_running_loop().sock_connect(narrow, (HOST, self.port))
        streams = await asyncio.open_connection(sock=narrow, limit=2)
        self.opened += 1
        if self.opened == self.number:
            ready.set()
        try:
            await KINDS[self.kind](streams, self.beat)
        finally:
            streams[1].close()


def attack(attacks: list[Attack], ready: list[Event]) -> None:
    """Hold all the slow connections until this process is ended."""

    async def all_of_them() -> None:
        await asyncio.gather(
            *(one.go_on(told) for one, told in zip(attacks, ready, strict=True))
        )

    asyncio.run(all_of_them())


@dataclass
class Answers:
    """How long another visitor waited, in milliseconds, and how often in vain."""

    times: list[float] = field(default_factory=list)
    failed: int = 0

    def row(self, name: str) -> str:
        cells = ["-", "-"]
        if self.times:
            cells = [f"{median(self.times):.1f}", f"{p95(self.times):.1f}"]
        return f"| {name} | {' | '.join(cells)} | {len(self.times)} | {self.failed} |"


def visit(port: int, requests: int) -> Answers:
    """Ask for pages one after the other, each on a connection of its own."""
    answers = Answers()
    end = time.monotonic() + LONGEST_PHASE
    for page in islice(cycle(PAGES), requests):
        if time.monotonic() > end:
            break
        begin = time.perf_counter()
        try:
            ask(port, page)
        except (OSError, HTTPException):
            answers.failed += 1
        else:
            answers.times.append((time.perf_counter() - begin) * MILLISECONDS)
    return answers


def ask(port: int, page: str) -> None:
    connection = HTTPConnection(HOST, port, timeout=PATIENCE)
    try:
        connection.request("GET", page)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise HTTPException(f"{page}: status {answer.status}")
    finally:
        connection.close()


@contextmanager
def served(command: str) -> Iterator[int]:
    """Start the portal with a command, give its port, stop it."""
    with socket.socket() as free, tempfile.TemporaryDirectory() as folder:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
        free.close()
        environment = os.environ | {"PORT": str(port), "DATA_DIR": folder}
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
                process.wait(PATIENCE + PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + LONGEST_START
    while True:
        try:
            return ask(port, "/readyz")
        except (OSError, HTTPException):
            if time.monotonic() > end or process.poll() is not None:
                raise
            time.sleep(0.2)


@contextmanager
def attacked(kinds: list[str], port: int, connections: int) -> Iterator[None]:
    """Hold slow connections, shared out among the kinds, from a process of their own."""
    each = connections // len(kinds)
    spawned = multiprocessing.get_context("spawn")
    ready = [spawned.Event() for _ in kinds]
    attacks = [Attack(kind, port, each) for kind in kinds]
    process = spawned.Process(target=attack, args=(attacks, ready), daemon=True)
    process.start()
    try:
        for told in ready:
            told.wait(LONGEST_START)
        # The first bytes of all have been sent, and the answers that nobody reads are made.
        time.sleep(SECONDS_TO_SETTLE)
        yield
    finally:
        process.terminate()
        process.join()


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.slow_connections", description=__doc__
    )
    parser.add_argument("--connections", type=int, default=200)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--command", default=SHIPPED, help="with {python} and {port}")
    given = parser.parse_args()
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, `{given.command}`, {given.connections} slow "
        f"connections, {os.cpu_count()} cores, Python {platform.python_version()}\n\n"
        "| beside | p50, ms | p95, ms | answered | failed |\n| --- | ---: | ---: | ---: | ---: |",
        flush=True,
    )
    with served(given.command) as port:
        visit(port, len(PAGES) * 10)
        print(visit(port, given.requests).row("nobody"), flush=True)
        for kinds in [[kind] for kind in KINDS] + [list(KINDS)]:
            name = kinds[0] if len(kinds) == 1 else "all three"
            with attacked(kinds, port, given.connections):
                print(visit(port, given.requests).row(name), flush=True)


if __name__ == "__main__":
    main()
