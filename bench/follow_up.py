"""python -m bench.follow_up SIZE: lists with and without facets of follow-up, in the configured database.

Stores SIZE recommendations, unless they are there, and three follow-up records for each. The list is asked
for before and after, without filters and with each new facet, every time as the first request since a
change: all facets are counted. Lists are asked for in turn, and ratios compare medians with the list
without filters. Processor time is of all threads: other work on the machine changes it little.
"""

import argparse
import os
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

import django

from bench.timing import MILLISECONDS, median

SEED = 1990
RECORDS_PER_RECOMMENDATION = 3
STATES, SIDES_OF_STATE, ROUNDS = 10, 5, 5
ROWS_AT_ONCE = 10_000
REPEATED = 15
FIRST_DAY = date(2010, 1, 1)
DUE_DAYS = 12_000
HEAD = (
    "| list | results | ms, median | ratio | ms of processor, median | ratio |\n"
    "|---|--:|--:|--:|--:|--:|"
)
LIST = "/recommendations/"
PAGES = (
    *("/follow-up/", "/follow-up/?side=employers&status=done"),
    *("/rounds/", "/rounds/bench-round-3/"),
)
REPEATED_PAGES = 3
QUESTIONS = (
    "",
    "level=regional",
    "status=done",
    "response=accepted",
    "side=employers",
    "round=bench-round-3",
    "overdue=yes",
    "side=employers&status=done",
    "side=employers&status=done&round=bench-round-3",
    "side=employers&overdue=yes",
    "level=regional&side=employers&status=done",
    "side=employers&side=workers&not_status=done",
)


class Times(NamedTuple):
    wall: float
    processor: float


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.follow_up", description=__doc__)
    parser.add_argument("recommendations", type=int)
    size = parser.parse_args().recommendations
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings")
    django.setup()
    prepare(size)
    print(HEAD)
    if not is_stored():
        index()
        tell_lists(["", "level=regional"])
        tell_seconds("storing records", store_records)
    tell_seconds("index", index)
    tell_lists(QUESTIONS)
    for path in PAGES:
        times = [measure(path) for _ in range(REPEATED_PAGES)]
        tell(f"`{path}`", "", times)


def prepare(size: int) -> None:
    from django.core.management import call_command  # noqa: PLC0415 -- settings load first

    from bench import load  # noqa: PLC0415 -- as above
    from bench.measure import warm_up  # noqa: PLC0415 -- as above

    call_command("migrate", verbosity=0)
    try:
        load.load(size)
    except load.ForeignRecordsError as error:
        sys.exit(str(error))
    warm_up()


def is_stored() -> bool:
    from recommendations.models import FollowUp  # noqa: PLC0415 -- settings load first

    return bool(FollowUp.objects.exists())


def store_records() -> None:
    """Store rounds, what each body sent in, and the records, a transaction for each batch."""
    from recommendations.models import FollowUp, Recommendation, Submission  # noqa: PLC0415 -- as above

    submissions = store_submissions()
    keys = Recommendation.objects.order_by("pk").values_list("pk", flat=True).iterator()
    rows = (FollowUp(**values) for values in records(keys, submissions, random.Random(SEED)))
    while batch := list(islice(rows, ROWS_AT_ONCE)):
        FollowUp.objects.bulk_create(batch)
    # The database takes records of drafts only.
    Submission.objects.update(status="published")


def store_submissions() -> list[int]:
    """Store the rounds with the submissions of every body; return the keys of the submissions."""
    from recommendations.models import Round, Side, Submission  # noqa: PLC0415 -- settings load first
    from reports.models import Organization, Report  # noqa: PLC0415 -- as above

    bodies = list(Organization.objects.order_by("pk")[: STATES * SIDES_OF_STATE])
    reports = Report.objects.published().order_by("pk")
    submissions = []
    for number in range(1, ROUNDS + 1):
        starts_on = FIRST_DAY.replace(year=FIRST_DAY.year + 2 * number)
        round_ = Round.objects.create(
            series="Bench",
            name=f"Round {number}",
            slug=f"bench-round-{number}",
            starts_on=starts_on,
            ends_on=starts_on + timedelta(days=90),
            status="published",
        )
        for batch in batches(reports.values_list("pk", flat=True).iterator(), ROWS_AT_ONCE):
            round_.reports.add(*batch)
        submissions += [
            Submission.objects.create(
                round=round_,
                organization=body,
                side=Side.values[place % SIDES_OF_STATE],
                created_by="bench",
            ).pk
            for place, body in enumerate(bodies)
        ]
    return submissions


def batches(values: Iterator[int], size: int) -> Iterator[list[int]]:
    while batch := list(islice(values, size)):
        yield batch


def records(
    recommendations: Iterator[int], submissions: list[int], chance: random.Random
) -> Iterator[dict[str, object]]:
    """Yield the values of three records for each recommendation, of different bodies or rounds."""
    from recommendations.models import FollowUp  # noqa: PLC0415 -- settings load first

    for recommendation in recommendations:
        for submission in chance.sample(submissions, RECORDS_PER_RECOMMENDATION):
            due = FIRST_DAY + timedelta(days=chance.randrange(DUE_DAYS))
            yield {
                "submission_id": submission,
                "recommendation_id": recommendation,
                "response": chance.choice(FollowUp.Response.values),
                "status": chance.choice(FollowUp.Status.values),
                "due_on": due if chance.random() < 0.5 else None,
                "text": "Measures were taken.",
                "recorded_by": "bench",
            }


def index() -> None:
    from portal.search.index import writer  # noqa: PLC0415 -- settings load first

    writer.rebuild(lambda reports: None)


def tell_lists(questions: Sequence[str]) -> None:
    """Ask for the lists in turn; print the median of each and its ratio to the first."""
    times: dict[str, list[Times]] = {question: [] for question in questions}
    for question in (*questions, *questions * REPEATED):
        times[question].append(measure(f"{LIST}?{question}"))
    for question, own in times.items():
        # The first time warms up.
        count = f"{count_of(question):,}"
        tell(question or "no filter", count, own[1:], times[questions[0]][1:])


def measure(url: str) -> Times:
    """Return the milliseconds until the page is there, and those of processors."""
    begin, begin_of_work = time.perf_counter(), time.process_time()
    fetch_new(url)
    return Times(
        (time.perf_counter() - begin) * MILLISECONDS,
        (time.process_time() - begin_of_work) * MILLISECONDS,
    )


def fetch_new(url: str) -> bytes:
    """Ask for a page as the first request since a change: nothing of it is cached."""
    from bench.visitor import fetch  # noqa: PLC0415 -- settings load first
    from portal.config import http_cache  # noqa: PLC0415 -- as above
    from portal.search.index import reader  # noqa: PLC0415 -- as above

    for name in ("landings", "pages", "typed"):
        http_cache.caches[name].clear()
    snapshot = reader.LATEST.snapshot
    if snapshot:
        snapshot.counts.clear()
    return fetch(url, "").content


def count_of(question: str) -> int:
    from django.http import QueryDict  # noqa: PLC0415 -- settings load first

    from portal.search.filtersets import RecommendationSearch  # noqa: PLC0415 -- as above
    from recommendations.models import Recommendation  # noqa: PLC0415 -- as above

    published = Recommendation.objects.published()
    return RecommendationSearch(QueryDict(question), published).qs.count()


def seconds_of(call: Callable[[], object]) -> float:
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


def tell(
    what: str, count: str, times: Sequence[Times], baseline: Sequence[Times] | None = None
) -> None:
    cells = []
    for values, first in zip(
        zip(*times, strict=True), zip(*baseline or times, strict=True), strict=True
    ):
        ratio = f"{median(list(values)) / median(list(first)):.2f}" if baseline else ""
        cells += [f"{median(list(values)):.1f}", ratio]
    print(f"| {what} | {count} | {' | '.join(cells)} |", flush=True)


def tell_seconds(what: str, call: Callable[[], object]) -> None:
    print(f"| {what}, s | | {seconds_of(call):.0f} | | | |", flush=True)


if __name__ == "__main__":
    main()
