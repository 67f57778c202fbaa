"""The reports that former slugs lead to."""

from collections.abc import Iterable

from reports.models import FormerSlug, Report
from reports.models.querysets import PUBLISHED


def report_by_former_slug(slug: str) -> Report | None:
    """Return the report that had the slug, whatever its status."""
    former = FormerSlug.objects.select_related("report").filter(slug=slug).first()
    return former.report if former else None


def public_slugs(slugs: Iterable[str]) -> dict[str, str]:
    """Return {former slug: current slug} of those slugs that a published report had."""
    former = FormerSlug.objects.filter(slug__in=set(slugs), report__status=PUBLISHED)
    return dict(former.values_list("slug", "report__slug"))


def replace_slugs(values: list[str]) -> list[str]:
    """Return filter values, each once, with current slugs.

    A value is the slug of a report, or of a session: report-slug/session-1.
    """
    slugs = {value.partition("/")[0] for value in values}
    present = public_slugs(slugs)
    return list(dict.fromkeys(replace_slug(value, present) for value in values))


def replace_slug(value: str, present: dict[str, str]) -> str:
    slug, slash, anchor = value.partition("/")
    return f"{present.get(slug, slug)}{slash}{anchor}"


def reserved_slugs() -> set[str]:
    """Return every slug that a new report cannot have: those in use, and those that redirect."""
    in_use = Report.objects.values_list("slug", flat=True)
    return {*in_use, *FormerSlug.objects.values_list("slug", flat=True)}
