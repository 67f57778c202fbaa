"""Find the report that an argument of a management command names."""

from django.core.management.base import CommandError

from reports.former_slugs import report_by_former_slug
from reports.models import Report


def get_report(slug: str) -> Report:
    """Return the report that has or had this slug, whatever its status; else raise a CommandError."""
    report = Report.objects.filter(slug=slug).first() or report_by_former_slug(slug)
    if report is None:
        slugs = ", ".join(Report.objects.newest_first().values_list("slug", flat=True)[:20])
        raise CommandError(f"There is no report “{slug}”. Available: {slugs or 'none yet'}.")
    return report
