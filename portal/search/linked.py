"""What records are linked to, by their keys: read at once for all of some reports."""

from collections import defaultdict

from django.db.models import Model, QuerySet

from reports.models import ThemeStatus


def themes_of(
    through: type[Model], owner: str, of_these: dict
) -> dict[int, list[tuple[str, str, str]]]:
    """Return slug, status and names of the themes of each record, by its key."""
    found = defaultdict(list)
    rows = through._base_manager.filter(**of_these)
    columns = ("theme__slug", "status", "theme__label", "theme__other_labels")
    for key, slug, status, *names in rows.values_list(owner, *columns):
        # As addresses spell it, too.
        spelled = "\n".join([*names, slug.replace("-", " ")])
        found[key].append((slug, status, spelled))
    return found


def chosen_themes(assigned: list[tuple[str, str, str]]) -> dict[str, list[str]]:
    """Return the choices and words that a place has of its themes."""
    of_status = {
        f"theme_{status}": [slug for slug, given, _ in assigned if given == status]
        for status in ThemeStatus.values
    }
    return {
        "theme": [slug for slug, _, _ in assigned],
        "theme_names": [names for _, _, names in assigned],
        "theme_status": sorted({status for _, status, _ in assigned}),
        **of_status,
    }


def slugs(
    through: type[Model], owner: str, named: str, of_these: dict
) -> dict[int, list[str]]:
    """Return the slugs that a many-to-many relation leads to, by the key of its owner."""
    found = defaultdict(list)
    rows = through._base_manager.filter(**of_these).values_list(owner, f"{named}__slug")
    for key, slug in rows:
        found[key].append(slug)
    return found


def links(
    rows: QuerySet,
    owner: str,
    linked: str,
    workshops: dict,
    through: str = "report__in",
) -> dict[int, list[int]]:
    found = defaultdict(list)
    for key, other in rows.filter(**{through: list(workshops)}).values_list(
        owner, linked
    ):
        found[key].append(other)
    return found
