"""Who belonged to a group on a given day: members, and the organizations that speak for them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from reports.models import Membership
from reports.partial_dates import Period
from reports.trees import OrganizationTree

# (slug of the group, slug of the member, the period)
MembershipRow = tuple[str, str, Period]


class Memberships:
    """The memberships of all groups by slug, read once."""

    def __init__(self, tree: OrganizationTree) -> None:
        self.tree = tree

    @cached_property
    def rows(self) -> list[MembershipRow]:
        columns = ("group__slug", "member__slug", "since", "until")
        return [
            (group, member, Period.between(since, until))
            for group, member, since, until in Membership.objects.values_list(*columns)
        ]

    @cached_property
    def by_member(self) -> dict[str, list[tuple[str, Period]]]:
        by_member = defaultdict(list)
        for group, member, period in self.rows:
            by_member[member].append((group, period))
        return by_member

    def groups(self, slugs: Iterable[str], day: date | None) -> set[str]:
        """Return the groups of which the organizations, or those for which they speak, were members."""
        return {
            group
            for slug in self.tree.with_ancestors(slugs)
            for group, period in self.by_member.get(slug, ())
            if period.contains(day)
        }

    def speakers_by_period(self, groups: Iterable[str]) -> dict[Period, set[str]]:
        """Return {period: the members of the groups then, and those that speak for them}."""
        members, wanted = defaultdict(set), set(groups)
        for group, member, period in self.rows:
            if group in wanted:
                members[period].add(member)
        return {period: self.tree.with_descendants(slugs) for period, slugs in members.items()}


def find_circle(links: Iterable[tuple[int, int]]) -> list[int]:
    """Return the keys of the groups in a cycle of memberships, or an empty list if there is none.

    `links` are (group, member) pairs. Each key is a member of the next, the last of the first.
    """
    members = defaultdict(set)
    for group, member in links:
        members[group].add(member)
    try:
        TopologicalSorter(members).prepare()
    except CycleError as error:
        return list(error.args[1][:-1])
    return []
