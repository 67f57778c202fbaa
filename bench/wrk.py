"""Load from wrk, and what it prints about it."""

import re
import subprocess
from typing import NamedTuple

# As browsers do.
ENCODING = "Accept-Encoding: gzip"
TIMEOUT = "30s"
RATE = re.compile(r"Requests/sec:\s+([0-9.]+)")
OTHERS = re.compile(r"Non-2xx or 3xx responses: (\d+)")
SOCKET_ERRORS = re.compile(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)")


class Load(NamedTuple):
    rate: float
    failures: int
    printed: str


def run_wrk(
    url: str,
    *,
    connections: int,
    seconds: float,
    headers: tuple[str, ...] = (),
    script: str = "",
) -> Load:
    """Let one thread of wrk ask for an address, or for those of a Lua script; return the answers per second.

    What has failed are answers other than 2xx and 3xx, and errors of connections.
    """
    pairs = [part for header in (ENCODING, *headers) for part in ("-H", header)]
    options = ["-t1", f"-c{connections}", f"-d{seconds:g}s", "--timeout", TIMEOUT]
    options += ["-s", script] if script else []
    command = ["wrk", *options, *pairs, url]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 -- wrk, with addresses that the caller has typed
    failures = sum(map(int, OTHERS.findall(printed)))
    failures += sum(sum(map(int, numbers)) for numbers in SOCKET_ERRORS.findall(printed))
    return Load(float(RATE.search(printed)[1]), failures, printed)
