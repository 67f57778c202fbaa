"""Relations of records, read in one query for all documents of several reports."""

from collections import defaultdict

from django.db.models import Model, QuerySet


def theme_assignments(
    through: type[Model], owner: str, lookup: dict
) -> dict[int, list[tuple[str, str]]]:
    """Return {record key: [(theme slug, status)]}; `lookup` filters `through`."""
    by_owner = defaultdict(list)
    rows = through._base_manager.filter(**lookup)
    for key, *assignment in rows.values_list(owner, "theme__slug", "status"):
        by_owner[key].append(tuple(assignment))
    return by_owner


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
