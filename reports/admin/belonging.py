"""Which reports show a record of a register, and what their readers may hold."""

from reports.models import Report
from reports.signals import report_changed


def reports_showing(record):
    """Return the reports that name the record, drafts among them."""
    records = type(record).objects.filter(pk=record.pk)
    named_in = set()
    for path in records.paths_to_reports:
        named_in |= set(records.values_list(path, flat=True))
    return list(Report.objects.filter(pk__in=named_in - {None}).newest_first())


def is_public(record):
    return type(record).objects.published().filter(pk=record.pk).exists()


def is_handed_out(record):
    """Say whether readers may hold an address of the record: then it has to stay."""
    # A report that was withdrawn, and may be a draft again, has been read all the same.
    return is_public(record) or any(
        report.published_at for report in reports_showing(record)
    )


def tell(reports):
    """Send report_changed for each report; call it inside the transaction."""
    for report in reports:
        report_changed.send(sender=Report, report=report)
