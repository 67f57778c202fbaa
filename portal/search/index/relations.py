"""Relations of records, read in one query for all documents of several reports."""

from collections import defaultdict

from django.db.models import Model, QuerySet

from reports.models import ThemeStatus


def theme_assignments(
    through: type[Model], owner: str, lookup: dict
) -> dict[int, list[tuple[str, str, str]]]:
    """Return {record key: [(theme slug, status, theme names)]}; `lookup` filters `through`."""
    by_owner = defaultdict(list)
    rows = through._base_manager.filter(**lookup)
    columns = ("theme__slug", "status", "theme__label", "theme__other_labels")
    for key, slug, status, *names in rows.values_list(owner, *columns):
        # The spelling of URLs can be searched as well.
        all_names = "\n".join([*names, slug.replace("-", " ")])
        by_owner[key].append((slug, status, all_names))
    return by_owner


def theme_fields(assignments: list[tuple[str, str, str]]) -> dict[str, list[str]]:
    """Return the index fields for the theme assignments of one document."""
    slugs_by_status = {
        f"theme_{status}": [slug for slug, own_status, _ in assignments if own_status == status]
        for status in ThemeStatus.values
    }
    return {
        "theme": [slug for slug, _, _ in assignments],
        "theme_names": [names for _, _, names in assignments],
        "theme_status": sorted({status for _, status, _ in assignments}),
        **slugs_by_status,
    }


def related_slugs(
    through: type[Model], owner: str, target: str, lookup: dict
) -> dict[int, list[str]]:
    """Return {owner key: [target slug]} of a many-to-many relation."""
    by_owner = defaultdict(list)
    rows = through._base_manager.filter(**lookup).values_list(owner, f"{target}__slug")
    for key, slug in rows:
        by_owner[key].append(slug)
    return by_owner


def related_keys(
    rows: QuerySet,
    owner: str,
    target: str,
    reports: dict,
    report_lookup: str = "report__in",
) -> dict[int, list[int]]:
    """Return {owner key: [target key]} of the rows that belong to the reports."""
    by_owner = defaultdict(list)
    for key, target_key in rows.filter(**{report_lookup: list(reports)}).values_list(owner, target):
        by_owner[key].append(target_key)
    return by_owner
