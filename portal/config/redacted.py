"""After a redaction: empty the caches of pages, and overwrite what the database has deleted."""

from typing import Any

from django.core.cache import caches
from django.db import connection, transaction
from django.dispatch import receiver

from portal.redaction.signals import redacted

PAGE_CACHES = ("landings", "pages", "typed")


@receiver(redacted)
def forget_words(sender: Any, **signal: Any) -> None:
    transaction.on_commit(clear_page_caches, robust=True)


def clear_page_caches() -> None:
    """Delete the cached pages of earlier versions, which are no longer served."""
    for name in PAGE_CACHES:
        caches[name].clear()


def overwrite_deleted() -> None:
    """Rewrite the database without what was deleted or replaced. Slow: call it outside requests.

    SQLite also empties its write-ahead log. PostgreSQL keeps that log for its replicas and archive.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("SET statement_timeout = 0")
            cursor.execute("VACUUM (FULL, ANALYZE)")
