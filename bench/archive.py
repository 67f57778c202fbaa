"""python -m bench.archive: time of the archive of past states, for the configured database.

`python -m bench.step load SIZE` fills the database. The first catch-up archives all of it, the index of
the archive is built, one report changes, and lists are asked for as of a moment.
"""

import os
import resource
import time
from collections.abc import Callable

import django

from bench.timing import median

KIB_IN_MB = 1024
REPEATED = 20
HEAD = "| what | number | seconds |\n|---|--:|--:|"
QUESTIONS = (
    "",
    "level=regional",
    "q=recruitment",
    "q=migrant+workers&sort=oldest",
    "page=2",
    "sort=reference",
)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings")
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- settings load first

    call_command("collectstatic", interactive=False, verbosity=0)
    print(HEAD)
    catch_up()
    ask_lists()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_IN_MB
    print(f"\nPeak memory: {memory:.0f} MB")


def catch_up() -> None:
    """Archive everything, then one changed report."""
    from portal.exports.archive import writer  # noqa: PLC0415 -- settings load first
    from portal.search.archive import archive_index  # noqa: PLC0415 -- as above
    from portal.search.models import ArchivedRecord  # noqa: PLC0415 -- as above
    from reports.models import Report  # noqa: PLC0415 -- as above
    from reports.signals import report_changed  # noqa: PLC0415 -- as above

    states = ArchivedRecord.objects
    tell("first catch-up, states", seconds_of(writer.catch_up), states.count())
    tell("index of the archive, states", seconds_of(archive_index.follow_last), states.count())
    report = Report.objects.published().order_by("pk").first()
    report.title += "!"
    report.save()
    report_changed.send(sender=Report, report=report)
    changed = states.filter(report_key=report.pk, closed=None).count()
    tell("catch-up after a change of a whole report, states", seconds_of(writer.catch_up), changed)
    tell("index after it, states", seconds_of(archive_index.follow_last), changed)


def ask_lists() -> None:
    from django.conf import settings  # noqa: PLC0415 -- settings load first
    from django.test import Client  # noqa: PLC0415 -- as above

    from portal.search.archive.moments import moment_text  # noqa: PLC0415 -- as above
    from portal.search.models import ArchiveRun  # noqa: PLC0415 -- as above

    client = Client(headers={"host": settings.BASE_URL_HOST})
    moment = moment_text(ArchiveRun.objects.earliest("number").at)
    for path in ("/recommendations/", "/api/v1/recommendations/"):
        for question in QUESTIONS:
            url = f"{path}?as_of={moment}&{question}"
            times = [seconds_of(lambda url=url: ask(client, url)) for _ in range(REPEATED)]
            tell(f"`{path}?as_of=…&{question}`, median", median(times), REPEATED)
    url = f"/recommendations/export.csv?as_of={moment}"
    tell("CSV file of all recommendations", seconds_of(lambda: ask(client, url)), 1)


def ask(client, url: str) -> None:
    from portal.config import http_cache  # noqa: PLC0415 -- settings load first

    for name in ("landings", "pages", "typed"):
        http_cache.caches[name].clear()
    answer = client.get(url)
    if answer.status_code != 200:
        raise SystemExit(f"{url} answers {answer.status_code}.")
    b"".join(answer)


def seconds_of(call: Callable[[], object]) -> float:
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


def tell(what: str, seconds: float, number: int) -> None:
    print(f"| {what} | {number:,} | {seconds:.3f} |", flush=True)


if __name__ == "__main__":
    main()
