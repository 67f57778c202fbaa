"""The index fields for the organizations and themes of documents, each record read once."""

from collections.abc import Collection, Iterable
from datetime import date
from functools import cached_property

from reports.memberships import Memberships
from reports.models import Organization, Theme, ThemeStatus
from reports.trees import OrganizationTree, ThemeTree

# (theme slug, status)
ThemeAssignments = list[tuple[str, str]]


class Entities:
    """The trees of organizations and themes, memberships, and the names of both in every language."""

    def __init__(self) -> None:
        self.organizations = OrganizationTree()
        self.memberships = Memberships(self.organizations)
        self.themes = ThemeTree()
        self.names_by_slug: dict[str, str] = {}

    @cached_property
    def slugs(self) -> dict[int, str]:
        return dict(Organization.objects.values_list("pk", "slug"))

    @cached_property
    def theme_names(self) -> dict[str, str]:
        return {
            # The spelling of URLs can be searched as well.
            theme.slug: "\n".join([*theme.all_names, theme.slug.replace("-", " ")])
            for theme in Theme.objects.prefetch_related("labels")
        }

    def organization_slugs(self, keys: Iterable[int | None]) -> list[str]:
        """Return the slugs of the keys, each once; None is left out."""
        return list(dict.fromkeys(self.slugs[key] for key in keys if key is not None))

    def names(self, slugs: Collection[str]) -> list[str]:
        """Return the names of each organization, a text for each."""
        if missing := set(slugs) - self.names_by_slug.keys():
            named = Organization.objects.filter(slug__in=missing).prefetch_related("labels")
            for organization in named:
                self.names_by_slug[organization.slug] = "\n".join(organization.all_names)
        return [self.names_by_slug[slug] for slug in sorted(slugs)]

    def organization_names(self, keys: Iterable[int | None]) -> list[str]:
        return self.names(self.organization_slugs(keys))

    def organization_fields(self, keys: Iterable[int | None], day: date) -> dict[str, list[str]]:
        """Return the index fields for the organizations of one document, of a workshop on that day."""
        own = self.organization_slugs(keys)
        widened = self.organizations.with_ancestors(own)
        return {
            "organization": sorted(widened),
            "organization_alone": own,
            "organization_names": self.names(widened),
            "country": sorted(self.organizations.countries(own)),
            "kind": sorted(self.organizations.sectors(own)),
            "group": sorted(self.memberships.groups(own, day)),
        }

    def theme_fields(self, assignments: ThemeAssignments) -> dict[str, list[str]]:
        """Return the index fields for the theme assignments of one document."""
        widened = {
            status: self.themes.with_ancestors(slug for slug, own in assignments if own == status)
            for status in ThemeStatus.values
        }
        themes = sorted(set().union(*widened.values()))
        return {
            "theme": themes,
            "theme_names": [self.theme_names[slug] for slug in themes],
            "theme_status": sorted({status for _, status in assignments}),
            **{f"theme_{status}": sorted(slugs) for status, slugs in widened.items()},
        }
