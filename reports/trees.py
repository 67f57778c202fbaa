"""Trees of shared records: themes under broader ones, organizations under those they speak for.

A record counts for every ancestor: what is said on recruitment fees is said on recruitment,
and what a ministry says is said by its State. An embassy belongs to the country that sends it,
so it counts for that State and not for its host. A university or an association in the
territory of a State does not speak for it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from reports.models import Organization, Theme
from reports.models.organizations import SECTORS


class Tree:
    """Records by slug, with `parents` of each."""

    parents: dict[str, list[str]]

    @cached_property
    def children(self) -> dict[str, list[str]]:
        children = defaultdict(list)
        for slug, parents in self.parents.items():
            for parent in parents:
                children[parent].append(slug)
        return children

    def with_ancestors(self, slugs: Iterable[str]) -> set[str]:
        return closure(slugs, lambda slug: self.parents.get(slug, []))

    def with_descendants(self, slugs: Iterable[str]) -> set[str]:
        return closure(slugs, lambda slug: self.children.get(slug, []))

    def arrange(self, slugs: list[str]) -> dict[str, int]:
        """Return {slug: depth}: the slugs in their order, but each below its first parent."""
        shown, arranged = set(slugs), {}

        def place(slug, depth):
            if slug in arranged:
                return
            arranged[slug] = depth
            below = set(self.children.get(slug, ()))
            for child in slugs:
                if child in below:
                    place(child, depth + 1)

        for slug in slugs:
            if not self.with_ancestors([slug]) & shown - {slug}:
                place(slug, 0)
        # Those in a circle, and those whose parent is not shown but a grandparent is.
        for slug in slugs:
            place(slug, 0)
        return arranged


def closure(slugs: Iterable[str], neighbors: Callable[[str], list[str]]) -> set[str]:
    # Editors may have created a circle.
    reached, waiting = set(), list(slugs)
    while waiting:
        slug = waiting.pop()
        if slug not in reached:
            reached.add(slug)
            waiting += neighbors(slug)
    return reached


class ThemeTree(Tree):
    @cached_property
    def parents(self) -> dict[str, list[str]]:
        rows = Theme.objects.values_list("slug", "broader__slug")
        return {slug: [broader] if broader else [] for slug, broader in rows}


@dataclass(frozen=True)
class OrganizationNode:
    slug: str
    kind: str
    country: str
    part_of: str | None

    @property
    def sector(self) -> str:
        return SECTORS.get(self.kind, "")

    @property
    def speaks_for_country(self) -> bool:
        return bool(self.country) and self.sector == Organization.Sector.GOVERNMENT


class OrganizationTree(Tree):
    @cached_property
    def nodes(self) -> dict[str, OrganizationNode]:
        rows = Organization.objects.values_list("slug", "kind", "country", "part_of__slug")
        return {row[0]: OrganizationNode(*row) for row in rows}

    @cached_property
    def states(self) -> dict[str, str]:
        """{country: slug of its State}"""
        return {
            node.country: node.slug
            for node in self.nodes.values()
            if node.kind == Organization.Kind.STATE and node.country
        }

    @cached_property
    def parents(self) -> dict[str, list[str]]:
        return {slug: self.parents_of(node) for slug, node in self.nodes.items()}

    def parents_of(self, node: OrganizationNode) -> list[str]:
        parents = [node.part_of] if node.part_of else []
        state = self.states.get(node.country)
        if node.speaks_for_country and state not in {None, node.slug, *parents}:
            parents.append(state)
        return parents

    def countries(self, slugs: Iterable[str]) -> set[str]:
        """Return the countries (ISO 3166-1 alpha-3) for which the organizations speak."""
        nodes = [self.nodes[slug] for slug in self.with_ancestors(slugs) if slug in self.nodes]
        return {node.country for node in nodes if node.speaks_for_country}

    def sectors(self, slugs: Iterable[str]) -> set[str]:
        return {self.nodes[slug].sector for slug in slugs if slug in self.nodes} - {""}

    def speaking_for(self, countries: Iterable[str]) -> set[str]:
        """Return the organizations that speak for any of the countries."""
        wanted = set(countries)
        return {slug for slug in self.nodes if self.countries([slug]) & wanted}

    def in_sectors(self, sectors: Iterable[str]) -> set[str]:
        wanted = set(sectors)
        return {slug for slug, node in self.nodes.items() if node.sector in wanted}
