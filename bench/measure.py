"""One size, measured in a process that has done nothing else before."""

import resource
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from bench.baselines import constant, fts5, naive
from bench.questions import questions
from bench.timing import Timings, TooSlowError, time_all, time_one
from bench.visitor import ask

ADDRESS = "/recommendations/"
KIB_IN_MB = 1024
BYTES_IN_MB = 1024 * 1024
BASELINES = {"naive": naive, "fts5": fts5, "constant": constant}

# Rounds of questions asked again; seconds after which no further one is asked; seconds after
# which the naive page is given up (it takes minutes at a million).
USUAL = {"rounds": 5, "patience": 120, "longest": 20}
QUICK = {"rounds": 1, "patience": 15, "longest": 5}


@override_settings(ROOT_URLCONF="bench.urls")
def measure(recommendations: int, *, quick: bool) -> dict:
    """Return times of the portal and of each baseline, the portal's memory and its index."""
    limits = QUICK if quick else USUAL
    asked = questions(recommendations)
    timed = partial(
        time_all, asked, rounds=limits["rounds"], patience=limits["patience"]
    )
    start_as_a_server_does()
    tell("the portal")
    times = {"portal": timed(portal)}
    not_modified = unchanged(asked)
    # Before the baselines add theirs.
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_IN_MB
    for name, baseline in BASELINES.items():
        tell(name)
        baseline.prepare()
        times[name] = timed(within(limits["longest"], baseline.answer))
    return {
        "memory": memory,
        "index": megabytes_of(Path(settings.DATA_DIR) / "index"),
        "unchanged": asdict(not_modified),
        "times": {
            who: {kind: asdict(one) for kind, one in kinds.items()}
            for who, kinds in times.items()
        },
    }


def start_as_a_server_does() -> None:
    """Load everything that a worker loads before a load balancer sends it readers."""
    cache.clear()
    call_command("collectstatic", interactive=False, verbosity=0)
    import_module("portal.wsgi")
    ask("/readyz", "")


def portal(question: str) -> bytes:
    return ask(ADDRESS, question).content


def unchanged(asked: dict[str, list[str]]) -> Timings:
    """Time answers to visitors who hold the page already; empty where pages have no ETag."""
    timings = Timings()
    for question, *_ in asked.values():
        tag = ask(ADDRESS, question).headers.get("ETag")
        if tag:
            again = partial(ask, ADDRESS, if_none_match=tag)
            timings.again.append(time_one(again, question, timings))
    return timings


def within(seconds: float, answer: Callable[[str], bytes]) -> Callable[[str], bytes]:
    """Return `answer` as one that raises TooSlowError at its first query after so long."""

    def answer_in_time(question):
        end = time.monotonic() + seconds

        def refuse_late(execute, *query):
            if time.monotonic() > end:
                raise TooSlowError
            return execute(*query)

        with connection.execute_wrapper(refuse_late):
            return answer(question)

    return answer_in_time


def megabytes_of(folder: Path) -> float:
    files = (file for file in folder.rglob("*") if file.is_file())
    return sum(file.stat().st_size for file in files) / BYTES_IN_MB


def tell(what: str) -> None:
    sys.stderr.write(f"asking {what}\n")
