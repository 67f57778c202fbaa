"""Withhold past states for good: their texts are deleted, and lists count them as left out.

A redaction calls it. A withdrawn report needs nothing: its states are left out while it is not public.
"""

import json
import zlib
from collections.abc import Sequence

from django.db import transaction
from django.db.models.functions import Coalesce

from portal.exports.archive.record_values import decoded
from portal.exports.archive.writer import PROGRESS_KEY, next_run_number
from portal.search.index import schema
from portal.search.models import ArchivedRecord, ArchiveProgress

TEXT_FIELDS = {*schema.STEMMED, *schema.STEMMED.values(), *schema.NAME_FIELDS}


@transaction.atomic
def withhold(kind: str, keys: Sequence[int]) -> int:
    """Withhold every state of these records so far; return how many there are.

    Call it in the transaction that redacts them and sends `report_changed`: what is public from then
    on is archived anew.
    """
    # What another process has computed from the texts before, it cannot store after this.
    ArchiveProgress.objects.select_for_update().filter(pk=PROGRESS_KEY).first()
    run = next_run_number()
    rows = ArchivedRecord.objects.filter(kind=kind, key__in=keys, is_withheld=False)
    count = 0
    for row in list(rows):
        row.value = without_texts(row.value)
        row.save(update_fields=["value"])
        count += 1
    rows.update(is_withheld=True, digest="", changed=run, closed=Coalesce("closed", run))
    return count


def without_texts(value: bytes) -> bytes:
    """Return the value with nothing but what facets count."""
    document = decoded(value)["document"]
    kept = {name: values for name, values in document.items() if name not in TEXT_FIELDS}
    stored = {"document": kept, "ordinal": 0, "language": "", "shown": {}}
    return zlib.compress(json.dumps(stored, separators=(",", ":")).encode())
