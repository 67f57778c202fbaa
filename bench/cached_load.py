"""Cached pages per second over HTTP, by wrk, beside the most that the server can answer.

python -m bench.cached_load http://127.0.0.1:8000 [--proxy https://portal.example.org]
    [--header "Host: portal.example.org" ...] [--beside NAME=URL ...] [--path /recommendations/]
    [--seconds 10]

The headers are those that a proxy sends. All requests ask for gzip, as browsers do. wrk has one
thread: a proxy may be faster than wrk can count.

Four kinds of answers, in turn, three times; ratios compare medians with the constant view, /healthz:
a page from the portal's cache, the same as 304, and the same from the cache of a proxy.
"""

import argparse
import re
import subprocess
import sys
from http import HTTPStatus
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from bench.timing import median

ROUNDS = 3
CONNECTIONS = 32
ENCODING = "Accept-Encoding: gzip"
RATE = re.compile(r"Requests/sec:\s+([0-9.]+)")
OTHERS = re.compile(r"Non-2xx or 3xx responses: (\d+)")
SOCKET_ERRORS = re.compile(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)")


class Question(NamedTuple):
    name: str
    url: str
    headers: tuple[str, ...] = ()


class Load(NamedTuple):
    rate: float
    failures: int


def measure(question: Question, seconds: float) -> Load:
    """Let wrk ask one address again and again; return answers per second, and how many failed."""
    headers = [part for header in (ENCODING, *question.headers) for part in ("-H", header)]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:g}s", *headers, question.url]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 -- wrk, with addresses that the caller has typed
    failures = sum(map(int, OTHERS.findall(printed)))
    failures += sum(sum(map(int, numbers)) for numbers in SOCKET_ERRORS.findall(printed))
    return Load(float(RATE.search(printed)[1]), failures)


def questions(arguments: argparse.Namespace) -> list[Question]:
    page, own = arguments.server + arguments.path, tuple(arguments.header)
    asked = [
        Question("constant view", f"{arguments.server}/healthz", own),
        Question("cached page", page, own),
        Question("304", page, (*own, f"If-None-Match: {version_of(page, own)}")),
    ]
    if arguments.proxy:
        asked.append(Question("page from the proxy", arguments.proxy + arguments.path))
    return asked + [Question(*pair.split("=", 1)) for pair in arguments.beside]


def version_of(page: str, headers: tuple[str, ...]) -> str:
    """Return the ETag of a page."""
    pairs = dict(header.split(": ", 1) for header in (ENCODING, *headers))
    with urlopen(Request(page, headers=pairs)) as answer:  # noqa: S310 -- an address that the caller has typed
        version = answer.headers["ETag"]
    try:
        urlopen(Request(page, headers=pairs | {"If-None-Match": version}))  # noqa: S310 -- likewise
    except HTTPError as answer:
        if answer.status == HTTPStatus.NOT_MODIFIED:
            return str(version)
    sys.exit(f"{page} is not answered with 304.")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.cached_load", description=__doc__)
    parser.add_argument("server")
    parser.add_argument("--proxy", default="")
    parser.add_argument("--header", action="append", default=[], metavar="NAME: VALUE")
    parser.add_argument("--beside", action="append", default=[], metavar="NAME=URL")
    parser.add_argument("--path", default="/recommendations/")
    parser.add_argument("--seconds", type=float, default=10)
    arguments = parser.parse_args()
    asked = questions(arguments)
    loads = [[measure(one, arguments.seconds) for one in asked] for _ in range(ROUNDS)]
    constant = median([row[0].rate for row in loads])
    sys.stdout.write("| answer | per second, median | ratio | failed |\n|---|--:|--:|--:|\n")
    for one, own in zip(asked, zip(*loads, strict=True), strict=True):
        rate = median([load.rate for load in own])
        failed = sum(load.failures for load in own)
        sys.stdout.write(f"| {one.name} | {rate:,.0f} | {rate / constant:.2f} | {failed} |\n")


if __name__ == "__main__":
    main()
