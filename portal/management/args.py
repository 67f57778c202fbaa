"""Arguments of management commands."""

from django.core.management.base import CommandError

from reports.models import Report


def get_report(slug: str) -> Report:
    """Return the report with this slug, whatever its status; else raise a CommandError."""
    report = Report.objects.filter(slug=slug).first()
    if report is None:
        slugs = ", ".join(Report.objects.newest_first().values_list("slug", flat=True)[:20])
        raise CommandError(f"There is no report “{slug}”. Available: {slugs or 'none yet'}.")
    return report
