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
import sys
from http import HTTPStatus
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from bench.timing import median
from bench.wrk import ENCODING, Load, run_wrk

ROUNDS = 3
CONNECTIONS = 32


class Question(NamedTuple):
    name: str
    url: str
    headers: tuple[str, ...] = ()


def measure(question: Question, seconds: float) -> Load:
    return run_wrk(question.url, connections=CONNECTIONS, seconds=seconds, headers=question.headers)


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
