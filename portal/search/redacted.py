"""Delete both indexes after a redaction: their files keep deleted words until segments are merged."""

from typing import Any

from django.db import transaction
from django.dispatch import receiver

from portal.redaction.signals import redacted
from portal.search.archive import archive_index
from portal.search.index import writer


@receiver(redacted)
def discard_indexes(sender: Any, **signal: Any) -> None:
    """The next requests build them again, as they do on a new machine."""
    transaction.on_commit(writer.discard_index, robust=True)
    transaction.on_commit(archive_index.discard_damaged, robust=True)
