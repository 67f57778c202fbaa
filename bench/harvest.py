"""python -m bench.harvest [--prefix oai_dc]: a whole harvest by OAI-PMH, and the memory that it takes.

Asks for every page of the configured database, which `python -m bench.step load SIZE` has filled, in
the process of the measurement. Memory is the peak of the process after ten pages and after all.
"""

import argparse
import os
import resource
import time
from typing import NamedTuple
from xml.etree import ElementTree

import django

from bench.timing import median

NAMESPACE = "{http://www.openarchives.org/OAI/2.0/}"
KIB_IN_MB = 1024
WARM_UP = 10
HEAD = (
    "| records | pages | seconds | ms per page, median | slowest | MB after 10 pages | MB after all |\n"
    "|--:|--:|--:|--:|--:|--:|--:|"
)


class Harvest(NamedTuple):
    records: int
    times: list[float]
    memory_after_warm_up: float
    memory: float


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.harvest", description=__doc__)
    parser.add_argument("--prefix", default="oai_dc", help="format of the records")
    arguments = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings")
    django.setup()
    print(HEAD)
    print(row(harvest(arguments.prefix)))


def harvest(prefix: str) -> Harvest:
    from portal.oai.verbs import answer  # noqa: PLC0415 -- settings load first

    pairs = [("verb", "ListRecords"), ("metadataPrefix", prefix)]
    records, times, early = 0, [], 0.0
    while pairs:
        begin = time.perf_counter()
        page = ElementTree.fromstring(answer(pairs))  # noqa: S314 -- our own answer
        times.append((time.perf_counter() - begin) * 1000)
        records += len(page.findall(f".//{NAMESPACE}record"))
        if len(times) == WARM_UP:
            early = peak_memory()
        token = page.findtext(f".//{NAMESPACE}resumptionToken")
        pairs = [("verb", "ListRecords"), ("resumptionToken", token)] if token else []
    return Harvest(records, times, early or peak_memory(), peak_memory())


def peak_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_IN_MB


def row(done: Harvest) -> str:
    return (
        f"| {done.records:,} | {len(done.times):,} | {sum(done.times) / 1000:.1f} "
        f"| {median(done.times):.0f} | {max(done.times):.0f} "
        f"| {done.memory_after_warm_up:.0f} | {done.memory:.0f} |"
    )


if __name__ == "__main__":
    main()
