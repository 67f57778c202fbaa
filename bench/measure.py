"""Measurements at one size, in a fresh process."""

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
from bench.timing import Timings, TooSlowError, measure_time, measure_times
from bench.visitor import fetch

URL = "/recommendations/"
KIB_IN_MB = 1024
BYTES_IN_MB = 1024 * 1024
BASELINES = {"naive": naive, "fts5": fts5, "constant": constant}

# Rounds of repeated questions; seconds after which no further question is asked; time limit of a
# baseline's answer (the naive page takes minutes at a million).
DEFAULT_LIMITS = {"rounds": 5, "patience": 120, "max_seconds": 20}
QUICK_LIMITS = {"rounds": 1, "patience": 15, "max_seconds": 5}


@override_settings(ROOT_URLCONF="bench.urls")
def measure(recommendations: int, *, quick: bool) -> dict:
    """Return the times of the portal and each baseline, the portal's memory and index size."""
    limits = QUICK_LIMITS if quick else DEFAULT_LIMITS
    by_kind = questions(recommendations)
    times_of = partial(measure_times, by_kind, rounds=limits["rounds"], patience=limits["patience"])
    warm_up()
    log_progress("the portal")
    times = {"portal": times_of(portal)}
    not_modified = measure_not_modified(by_kind)
    # Before the baselines use memory.
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_IN_MB
    for name, baseline in BASELINES.items():
        log_progress(name)
        baseline.prepare()
        times[name] = times_of(with_time_limit(limits["max_seconds"], baseline.answer))
    return {
        "memory": memory,
        "index": folder_megabytes(Path(settings.DATA_DIR) / "index"),
        "unchanged": asdict(not_modified),
        "times": {
            system: {kind: asdict(timings) for kind, timings in kinds.items()}
            for system, kinds in times.items()
        },
    }


def warm_up() -> None:
    """Load everything that a worker loads before its first request."""
    cache.clear()
    call_command("collectstatic", interactive=False, verbosity=0)
    import_module("portal.config.wsgi")
    fetch("/readyz", "")


def portal(question: str) -> bytes:
    return fetch(URL, question).content


def measure_not_modified(by_kind: dict[str, list[str]]) -> Timings:
    """Time 304 responses; empty if pages have no ETag."""
    timings = Timings()
    for question, *_ in by_kind.values():
        tag = fetch(URL, question).headers.get("ETag")
        if tag:
            revalidate = partial(fetch, URL, if_none_match=tag)
            timings.again.append(measure_time(revalidate, question, timings))
    return timings


def with_time_limit(seconds: float, answer: Callable[[str], bytes]) -> Callable[[str], bytes]:
    """Wrap `answer` so that it raises TooSlowError at its first query after the time limit."""

    def limited(question):
        end = time.monotonic() + seconds

        def refuse_late(execute, *query):
            if time.monotonic() > end:
                raise TooSlowError
            return execute(*query)

        with connection.execute_wrapper(refuse_late):
            return answer(question)

    return limited


def folder_megabytes(folder: Path) -> float:
    files = (file for file in folder.rglob("*") if file.is_file())
    return sum(file.stat().st_size for file in files) / BYTES_IN_MB


def log_progress(system: str) -> None:
    sys.stderr.write(f"asking {system}\n")
