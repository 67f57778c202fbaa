"""Find where those who speak about the same State give one recommendation different statuses.

It is no contradiction if one State is done and another has not begun: each speaks for itself. So
answers are compared within a State, or within a body that belongs to none, and within a round.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from recommendations.models import FollowUp, Side
from reports.country_names import country_name
from reports.models import Organization
from reports.trees import OrganizationTree

STATUSES = list(FollowUp.Status.values)


@dataclass(frozen=True)
class Statement:
    """The statuses that one side states, in their order."""

    side: str
    statuses: tuple[str, ...]


@dataclass(frozen=True)
class Contradiction:
    """Different statuses of one recommendation in one round."""

    recommendation: int
    # A country (ISO 3166-1 alpha-3), or nothing if a body without a country contradicts itself.
    country: str
    name: str
    statements: tuple[Statement, ...]


def find_contradictions(records: Iterable[FollowUp]) -> list[Contradiction]:
    """Return the contradictions among current records, by the name of the State or body."""
    stating = [record for record in records if record.status]
    countries = countries_of(record.submission.organization for record in stating)
    own: dict[tuple[Any, ...], list[FollowUp]] = {}
    for record in stating:
        submission = record.submission
        scope = countries[submission.organization_id] or submission.organization_id
        own.setdefault((record.recommendation_id, submission.round_id, scope), []).append(record)
    found = [
        contradiction_of(key, same, countries)
        for (key, _round, _scope), same in own.items()
        if len({record.status for record in same}) > 1
    ]
    return sorted(found, key=lambda one: (one.recommendation, one.name))


def contradiction_of(
    recommendation: int, records: list[FollowUp], countries: Mapping[int, str]
) -> Contradiction:
    organization = records[0].submission.organization
    country = countries[organization.pk]
    name = country_name(country, get_language() or "en") if country else organization.localized_name
    return Contradiction(recommendation, country, str(name), statements_of(records))


def statements_of(records: list[FollowUp]) -> tuple[Statement, ...]:
    """Return what each side states, in the order of sides and statuses."""
    stated: dict[str, set[str]] = {}
    for record in records:
        stated.setdefault(record.submission.side, set()).add(record.status)
    return tuple(
        Statement(str(label), status_labels(stated[side]))
        for side, label in Side.choices
        if side in stated
    )


def status_labels(statuses: set[str]) -> tuple[str, ...]:
    return tuple(str(FollowUp.Status(one).label) for one in STATUSES if one in statuses)


def countries_of(organizations: Iterable[Organization]) -> dict[int, str]:
    """Return the country of each organization by key: its own, or that of the State it is part of."""
    by_key = {one.pk: one for one in organizations}
    countries = {key: one.country for key, one in by_key.items()}
    parts = [one for one in by_key.values() if not one.country and one.part_of_id]
    if parts:
        tree = OrganizationTree()
        countries |= {one.pk: min(tree.countries([one.slug]), default="") for one in parts}
    return countries
