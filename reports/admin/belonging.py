"""To which report a record belongs, which reports show it, and what its readers may hold."""

from django.db.models import F

from reports.models import Contribution, Report
from reports.signals import report_changed


def report_of(record):
    """Return the report that a record belongs to, or None for what many reports share."""
    if isinstance(record, Report):
        return record
    if isinstance(record, Contribution):
        record = getattr(record, "paragraph", None)
    # A record that is being typed in may not know its report yet.
    return getattr(record, "report", None)


def reports_showing(record):
    """Return the reports whose readers see the record: its own, or all that name it."""
    if own := report_of(record):
        return [own]
    records = type(record).objects.filter(pk=record.pk)
    named_in = set()
    for path in getattr(records, "paths_to_reports", ()):
        named_in |= set(records.values_list(path, flat=True))
    return list(Report.objects.filter(pk__in=named_in - {None}).newest_first())


def is_public(record):
    if report := report_of(record):
        return report.status == Report.Status.PUBLISHED
    return type(record).objects.published().filter(pk=record.pk).exists()


def is_handed_out(record):
    """Say whether readers may hold an address of the record: then it has to stay."""
    # A report that was withdrawn, and may be a draft again, has been read all the same.
    return is_public(record) or any(
        report.published_at for report in reports_showing(record)
    )


def count_edit(reports):
    """Raise the versions of reports to which something was added, or from which it was taken.

    A replacing import sees by them that somebody has worked on a report.
    """
    keys = [report.pk for report in reports if report]
    Report.objects.filter(pk__in=keys).update(version=F("version") + 1)


def tell(reports):
    """Send report_changed for each report; call it inside the transaction."""
    for report in reports:
        report_changed.send(sender=Report, report=report)
