"""React to publication and withdrawal: what other reports show of their lineage changes as well."""

from typing import Any

from django.dispatch import receiver

from recommendations.models import LineageLink
from reports.models import Report
from reports.signals import report_changed, report_status_changed

PUBLISHED = Report.Status.PUBLISHED


@receiver(report_status_changed, sender=Report)
def update_linked_reports(sender: Any, report: Report, before: str, **signal: Any) -> None:
    """Send report_changed for the public reports at the other ends of confirmed links."""
    if PUBLISHED not in (before, report.status):
        return
    for linked in linked_reports(report):
        report_changed.send(sender=Report, report=linked)


def linked_reports(report: Report) -> list[Report]:
    """Return the public reports that confirmed links join with a report."""
    links = LineageLink.objects.confirmed().between_two().of_report(report).order_by()
    ends = links.values_list("earlier__report", "later__report")
    keys = {key for pair in ends for key in pair} - {report.pk}
    return list(Report.objects.published().filter(pk__in=keys).order_by("pk"))
