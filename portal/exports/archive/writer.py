"""Keep the archive: follow the change log, and store the new states of records.

Values are computed before the transaction that stores them. A change in the meantime is in the log, so
its report comes again. States become visible with the row of their run, which is written last.
"""

import time
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import takewhile

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max
from django.dispatch import receiver
from django.utils import timezone

from portal.exports.archive.linked_reports import linked_reports, reports_named_in
from portal.exports.archive.record_values import (
    RecordValue,
    fingerprint,
    headings,
    record_values,
)
from portal.search.models import ArchivedRecord, ArchiveProgress, ArchiveRun, IndexChange
from recommendations.models import Recommendation
from reports.models import Paragraph, Report
from reports.signals import report_changed

FOR_EVER = 1e9
PROGRESS_KEY = 1
# Reports that are archived in one transaction, and their paragraphs and recommendations together.
REPORTS_AT_ONCE = 20
RECORDS_AT_ONCE = 1500
# The largest report that a request may archive.
RECORDS_IN_REQUEST = 400
ROWS_AT_ONCE = 500
MILLISECOND = timedelta(milliseconds=1)
# How long a process leaves a long list of changes to the periodic job.
PAUSE_SECONDS = 60


class OvertakenError(Exception):
    """Another process has followed the log in the meantime."""


@dataclass(frozen=True)
class Step:
    """Reports to archive, and the progress once they are archived."""

    reports: list[int]
    # The number of their records.
    size: int
    change_key: int
    building_after: int | None = None


@dataclass(frozen=True)
class Changes:
    """States of a report that end, and those that begin."""

    report_key: int
    ended: list[int]
    begun: list[RecordValue]


@dataclass
class Pause:
    """Until when this process leaves the archive alone, by the monotonic clock."""

    until: float = 0.0


PAUSE = Pause()


@receiver(report_changed, sender=Report)
def archive_after_commit(sender, **signal):
    transaction.on_commit(catch_up_briefly, robust=True)


def catch_up_briefly() -> None:
    """Follow the log for as long as a request may wait; the first archive is left to the job."""
    if time.monotonic() < PAUSE.until:
        return
    last = ArchiveRun.objects.last()
    # A change of many reports calls this once for each of them.
    if last is None or last.change_key == newest_change_key():
        return
    if not catch_up(settings.INDEX_SLICE_SECONDS, RECORDS_IN_REQUEST):
        PAUSE.until = time.monotonic() + PAUSE_SECONDS


def catch_up(seconds: float = FOR_EVER, most_records: float = FOR_EVER) -> bool:
    """Follow the change log; return whether the archive contains every change.

    It stops early once `seconds` have passed, or before a step of more than `most_records` records.
    """
    deadline = time.monotonic() + seconds
    try:
        progress = current_progress()
        for step in steps(progress):
            if step.size > most_records:
                return False
            store(progress, step)
            if time.monotonic() > deadline:
                return False
        return finish(progress)
    except OvertakenError:
        return False


def newest_change_key() -> int:
    return IndexChange.objects.aggregate(newest=Max("pk"))["newest"] or 0


def current_progress() -> ArchiveProgress:
    """Return the progress; a new one if there is none, or if another program has written it."""
    start = {
        "change_key": newest_change_key(),
        "building_after": 0,
        "fingerprint": fingerprint(),
    }
    progress, _ = ArchiveProgress.objects.get_or_create(pk=PROGRESS_KEY, defaults=start)
    if progress.fingerprint != fingerprint():
        stale = ArchiveProgress.objects.filter(pk=PROGRESS_KEY, fingerprint=progress.fingerprint)
        stale.update(building_after=0, fingerprint=fingerprint())
        progress.refresh_from_db()
    return progress


def steps(progress: ArchiveProgress) -> Iterator[Step]:
    """Yield the steps to the present; the caller updates the progress after each step."""
    while progress.building_after is not None:
        later = Report.objects.published().filter(pk__gt=progress.building_after)
        keys = later.order_by("pk").values_list("pk", flat=True)[:REPORTS_AT_ONCE]
        sizes = sizes_of(keys)
        reports = take_first(list(keys), sizes)
        after = reports[-1] if reports else None
        yield Step(reports, sum(sizes[key] for key in reports), progress.change_key, after)
    while changes := list(
        IndexChange.objects.filter(pk__gt=progress.change_key)
        .order_by("pk")
        .values_list("report_key", "pk")[:REPORTS_AT_ONCE]
    ):
        keys = list(dict.fromkeys(key for key, _ in changes))
        sizes = sizes_of(keys)
        reports = take_first(keys, sizes)
        yield Step(reports, sum(sizes[key] for key in reports), last_of(reports, changes))


def last_of(reports: Collection[int], changes: Sequence[tuple[int, int]]) -> int:
    """Return the last change before the first one that is of another report."""
    return [change for _, change in takewhile(lambda pair: pair[0] in reports, changes)][-1]


def sizes_of(report_keys: Sequence[int]) -> Counter[int]:
    """Return the number of paragraphs and recommendations of reports."""
    sizes: Counter[int] = Counter()
    for model in (Paragraph, Recommendation):
        rows = model.objects.filter(report__in=list(report_keys)).order_by()
        sizes.update(dict(rows.values_list("report").annotate(Count("pk"))))
    return sizes


def take_first(report_keys: Sequence[int], sizes: Counter[int]) -> list[int]:
    """Return the first of these reports: as many as are archived at once, but at least one."""
    first = list(report_keys[:1])
    for key in report_keys[1:]:
        if sum(sizes[other] for other in [*first, key]) > RECORDS_AT_ONCE:
            break
        first.append(key)
    return first


def store(progress: ArchiveProgress, step: Step) -> None:
    """Archive the reports of a step in one short transaction."""
    seen = newest_change_key()
    computed = changes_with_linked(step.reports)
    with transaction.atomic():
        lock(progress)
        later = IndexChange.objects.filter(pk__gt=seen)
        again = set(later.values_list("report_key", flat=True))
        run = next_run_number()
        for changes in computed:
            if changes.report_key not in again:
                write_changes(changes, run)
        progress.change_key = step.change_key
        progress.building_after = step.building_after
        progress.save(update_fields=["change_key", "building_after"])


def lock(progress: ArchiveProgress) -> None:
    """Lock the progress, or raise OvertakenError if it is not what this process has seen."""
    stored = ArchiveProgress.objects.select_for_update().get(pk=PROGRESS_KEY)
    columns = ("change_key", "building_after", "fingerprint")
    if any(getattr(stored, name) != getattr(progress, name) for name in columns):
        raise OvertakenError


def next_run_number() -> int:
    return (ArchiveRun.objects.aggregate(last=Max("pk"))["last"] or 0) + 1


def changes_with_linked(report_keys: Sequence[int]) -> list[Changes]:
    """Return the changes of reports, and of those at the other end of references and links."""
    own = changes_of(report_keys)
    linked = {
        key
        for changes in own
        if changes.ended or changes.begun
        for key in linked_reports(changes.report_key) | reports_named_in(changes.ended)
    }
    return own + changes_of(sorted(linked - set(report_keys)))


def changes_of(report_keys: Sequence[int]) -> list[Changes]:
    if not report_keys:
        return []
    present = ArchivedRecord.objects.filter(report_key__in=report_keys, closed=None)
    stored: dict[int, dict[tuple[str, int, str], int]] = {key: {} for key in report_keys}
    for row, report, *record in present.values_list("pk", "report_key", "kind", "key", "digest"):
        stored[report][tuple(record)] = row
    return [
        Changes(
            report,
            ended=[
                row
                for record, row in stored[report].items()
                if record not in {value.state for value in values}
            ],
            begun=[value for value in values if value.state not in stored[report]],
        )
        for report, values in record_values(report_keys).items()
    ]


def write_changes(changes: Changes, run: int) -> None:
    for start in range(0, len(changes.ended), ROWS_AT_ONCE):
        ended = ArchivedRecord.objects.filter(pk__in=changes.ended[start : start + ROWS_AT_ONCE])
        # Nobody has seen what began and ended in one run.
        ended.filter(opened=run).delete()
        ended.update(closed=run, changed=run)
    rows = (
        ArchivedRecord(
            kind=value.kind,
            key=value.key,
            report_key=changes.report_key,
            opened=run,
            changed=run,
            digest=value.digest,
            value=value.value,
        )
        for value in changes.begun
    )
    ArchivedRecord.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)


def finish(progress: ArchiveProgress) -> bool:
    """Make what was stored visible; return whether the archive contains every change."""
    with transaction.atomic():
        lock(progress)
        last = ArchiveRun.objects.last()
        number = next_run_number()
        is_same = last is not None and last.headings == headings()
        if is_same and not ArchivedRecord.objects.filter(changed=number).exists():
            ArchiveRun.objects.filter(pk=last.pk).update(change_key=progress.change_key)
        else:
            ArchiveRun.objects.create(
                number=number,
                at=next_moment(last),
                change_key=progress.change_key,
                headings=headings(),
            )
    return progress.change_key == newest_change_key()


def next_moment(last: ArchiveRun | None) -> object:
    """Return the present in whole milliseconds, as in addresses, but later than the last run."""
    now = timezone.now()
    now = now.replace(microsecond=now.microsecond // 1000 * 1000)
    return max(now, last.at + MILLISECOND) if last else now
