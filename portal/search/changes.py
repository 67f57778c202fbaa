"""Who hears that a report has changed: the log, inside the transaction that changed it."""

from django.db import connection, transaction
from django.dispatch import receiver

from portal.search import indexing
from portal.search.models import Change
from reports.models import Report
from reports.signals import report_changed

# Any number that nothing else in the database locks.
LOCK = 0x0F_DE_1A


@receiver(report_changed, sender=Report)
def note(sender, report, **signal):
    """Write the change down, and have the index follow as soon as it is committed."""
    take_turns()
    Change.objects.create(report_key=report.pk)
    transaction.on_commit(indexing.catch_up, robust=True)


def take_turns():
    """Let nobody else write to the log before this transaction ends.

    PostgreSQL hands out keys before it commits rows: a cursor that has passed key 6 would
    never see a 5 that is committed later. SQLite has one writer anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
