"""Record changes of reports in the index's change log, inside the changing transaction."""

from django.db import connection, transaction
from django.dispatch import receiver

from portal.search.index import writer
from portal.search.models import IndexChange
from reports.models import Report
from reports.signals import report_changed

# Key of the advisory lock: any number that nothing else in the database uses.
LOCK_KEY = 0x0F_DE_1A


@receiver(report_changed, sender=Report)
def log_change(sender, report, **signal):
    """Log the change, and update the index after the commit.

    A report that is public neither before nor after the change is not logged: the newest key of the
    log is part of the ETag of every public page, which must not reveal edits of drafts.
    """
    serialize_writes()
    is_public = report.status == Report.Status.PUBLISHED
    if is_public or was_public(report):
        IndexChange.objects.create(report_key=report.pk, is_public=is_public)
        transaction.on_commit(writer.catch_up, robust=True)


def log_site_change():
    """Log a change of what every public page shows, such as its footer: cached pages are outdated."""
    serialize_writes()
    IndexChange.objects.create(report_key=writer.NO_REPORT)
    transaction.on_commit(writer.catch_up, robust=True)


def was_public(report):
    """Return whether the report was public after its newest entry in the log."""
    entries = IndexChange.objects.filter(report_key=report.pk).order_by("-pk")
    return bool(entries.values_list("is_public", flat=True).first())


def serialize_writes():
    """Lock the log against other writers until the transaction ends.

    PostgreSQL assigns keys before it commits rows: a cursor that has passed key 6 would never
    see a row 5 that is committed later. SQLite has only one writer.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK_KEY])
