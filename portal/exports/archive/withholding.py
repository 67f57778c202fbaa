"""Withhold past states for good: their texts are deleted, and lists count them as left out.

`manage.py withhold_past` does so for a whole report. A withdrawn report needs no
withholding while it is not public; a redaction masks the words in the states instead.
"""

import json
import zlib
from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from portal.audit import log
from portal.audit.log import AuditTarget
from portal.exports.archive.record_values import decoded
from portal.exports.archive.writer import PROGRESS_KEY, ROWS_AT_ONCE, next_run_number
from portal.search.index import schema
from portal.search.models import ArchivedRecord, ArchiveProgress
from reports.models import Report
from reports.signals import report_changed

TEXT_FIELDS = {
    *(*schema.STEMMED, *schema.STEMMED.values(), *schema.NAME_FIELDS),
    *(schema.FOREIGN_STEMS, schema.COMPOUNDS, schema.INITIALISMS),
}


@transaction.atomic
def withhold(kind: str, keys: Sequence[int]) -> int:
    """Withhold every state of these records so far; return how many there are.

    Call it in the transaction that changes them and sends `report_changed`: what is public from then
    on is archived anew.
    """
    return withhold_states(ArchivedRecord.objects.filter(kind=kind, key__in=keys))


@transaction.atomic
def withhold_report(report: Report) -> int:
    """Withhold every state so far of a report and its records; return how many there are."""
    count = withhold_states(ArchivedRecord.objects.filter(report_key=report.pk))
    log.log(None, f"{count} past states withheld", AuditTarget.of(report))
    report_changed.send(sender=Report, report=report)
    return count


def withhold_states(states: QuerySet[ArchivedRecord]) -> int:
    # What another process has computed from the texts before, it cannot store after this.
    ArchiveProgress.objects.select_for_update().filter(pk=PROGRESS_KEY).first()
    run = next_run_number()
    keys = list(states.filter(is_withheld=False).values_list("pk", flat=True))
    for start in range(0, len(keys), ROWS_AT_ONCE):
        rows = ArchivedRecord.objects.filter(pk__in=keys[start : start + ROWS_AT_ONCE])
        for row in rows:
            row.value = without_texts(row.value)
        ArchivedRecord.objects.bulk_update(rows, ["value"], batch_size=100)
        rows.update(is_withheld=True, digest="", changed=run, closed=Coalesce("closed", run))
    return len(keys)


def without_texts(value: bytes) -> bytes:
    """Return the value with nothing but what facets count."""
    document = decoded(value)["document"]
    kept = {name: values for name, values in document.items() if name not in TEXT_FIELDS}
    stored = {"document": kept, "ordinal": 0, "language": "", "shown": {}}
    return zlib.compress(json.dumps(stored, separators=(",", ":")).encode())
