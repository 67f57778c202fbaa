"""Naming a report on the command line."""

from django.core.management.base import CommandError

from reports.models import Report


def report_named(slug: str) -> Report:
    """Return the report of that slug, whatever its status, or say which there are."""
    found = Report.objects.filter(slug=slug).first()
    if found is None:
        slugs = ", ".join(
            Report.objects.newest_first().values_list("slug", flat=True)[:20]
        )
        raise CommandError(
            f"There is no report “{slug}”. There is: {slugs or 'none yet'}."
        )
    return found
