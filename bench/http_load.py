"""New pages per second over HTTP: clients that ask a running server for lists nobody has asked for.

python -m bench.http_load http://127.0.0.1:8000 [--clients 8] [--seconds 20] [--seed 1]

Nearly every address is new: random words of the generated texts, and random filters.
"""

import argparse
import http.client
import random
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from urllib.parse import urlencode, urlsplit

from bench.timing import median, p95
from bench.vocabulary import ORGANIZATIONS, THEMES, WORDS

# Of more than three letters: not all of them stop words, nor rare ones.
TEXT_WORDS = sorted(
    {
        word
        for kind in ("verbs", "objects", "parties", "purposes", "inclusions")
        for phrase in WORDS[kind]
        for word in re.findall(r"[a-z]{4,}", phrase)
    }
)
LEVELS = ("national", "bilateral", "regional", "all")
TIMEOUT_SECONDS = 30
OK = 200
MILLISECONDS = 1000


def random_address(chance: random.Random) -> str:
    """Return the address of a list with one or two words and up to two filters."""
    parameters = [("q", " ".join(chance.sample(TEXT_WORDS, chance.choice([1, 2]))))]
    filters = [
        ("level", chance.choice(LEVELS)),
        ("theme", chance.choice(THEMES[:20]).slug),
        ("organization", chance.choice(ORGANIZATIONS[:40]).slug),
    ]
    parameters += chance.sample(filters, chance.choice([0, 1, 2]))
    return f"/recommendations/?{urlencode(parameters)}"


def ask(server: str, seed: int, end: float) -> tuple[list[float], int]:
    """Ask one page after the other until the end; return the times of pages, and the other answers."""
    chance, address = random.Random(seed), urlsplit(server)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=TIMEOUT_SECONDS)
    times, others = [], 0
    while (begin := time.monotonic()) < end:
        connection.request("GET", random_address(chance))
        answer = connection.getresponse()
        answer.read()
        if answer.status == OK:
            times.append((time.monotonic() - begin) * MILLISECONDS)
        else:
            others += 1
    return times, others


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.http_load", description=__doc__)
    parser.add_argument("server")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    end = time.monotonic() + arguments.seconds
    with ThreadPoolExecutor(arguments.clients) as clients:
        seeds = range(arguments.seed * 1000, arguments.seed * 1000 + arguments.clients)
        results = list(clients.map(ask, repeat(arguments.server), seeds, repeat(end)))
    times = [time_of_one for own, _ in results for time_of_one in own]
    others = sum(number for _, number in results)
    sys.stdout.write(
        f"{len(times) / arguments.seconds:.1f} pages/s, median {median(times):.0f} ms, "
        f"p95 {p95(times):.0f} ms, {others} other answers\n"
    )


if __name__ == "__main__":
    main()
