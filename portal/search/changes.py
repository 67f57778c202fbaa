"""Who hears that a report has changed for its readers: the log, inside the transaction that changed it."""

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
    """Write the change down, and have the index follow as soon as it is committed.

    Nothing is written about a report that readers could not see before and cannot see now:
    what editors do to a draft would show in the ETag of every public page.
    """
    take_turns()
    is_public = report.status == Report.Status.PUBLISHED
    if is_public or was_public(report):
        Change.objects.create(report_key=report.pk, is_public=is_public)
        transaction.on_commit(indexing.catch_up, robust=True)


def was_public(report):
    """Say whether readers could see the report after its newest entry in the log."""
    entries = Change.objects.filter(report_key=report.pk).order_by("-pk")
    return bool(entries.values_list("is_public", flat=True).first())


def take_turns():
    """Let nobody else write to the log before this transaction ends.

    PostgreSQL hands out keys before it commits rows: a cursor that has passed key 6 would
    never see a 5 that is committed later. SQLite has one writer anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
