"""Recommendations with what a list shows, in three queries plus those for shared records."""

from collections.abc import Collection
from typing import NamedTuple

from recommendations.models import Involvement, Recommendation, RecommendationTheme
from reports.compiled_query import KeyQuery
from reports.listing import (
    REPORT_COLUMNS,
    LoadShared,
    assignments_query,
    group_rows,
    load_assignments,
    load_shared,
    make_record,
    prefixed,
    relate,
)
from reports.models import Organization, Report

COLUMNS = ("id", "report_id", "parent_id", "reference", "label", "level", "text")
PARENT_COLUMNS = ("id", "text")
# Organizations in other roles are not listed.
LISTED_ROLES = (Involvement.Role.ADDRESSEE, Involvement.Role.ISSUER)


class ListedInvolvement(NamedTuple):
    """The role of an organization in a recommendation, as lists show it."""

    organization: Organization
    role: str


RECOMMENDATIONS = KeyQuery(
    lambda keys: (
        Recommendation.objects.published()
        .filter(pk__in=keys)
        .values_list(
            *COLUMNS,
            "paragraph__voice",
            *prefixed("parent", PARENT_COLUMNS),
            *prefixed("report", REPORT_COLUMNS),
        )
    )
)
ASSIGNMENTS = assignments_query(RecommendationTheme, "recommendation")
INVOLVEMENTS = KeyQuery(
    lambda keys: Involvement.objects.filter(
        recommendation__in=keys, role__in=LISTED_ROLES
    ).values_list("recommendation_id", "organization_id", "role")
)


def load_listed(keys: Collection[int], load: LoadShared = load_shared) -> dict[int, Recommendation]:
    """Return public recommendations by key, as `for_listing` reads them; other columns are deferred."""
    reports: dict[int, Report] = {}
    rows = RECOMMENDATIONS.rows(keys)
    listed = {row[0]: make_recommendation(row, reports) for row in rows}
    assignments = load_assignments(ASSIGNMENTS, listed, load)
    involvements = load_involvements(listed, load)
    for key, recommendation in listed.items():
        recommendation.listed_assignments = assignments.get(key, [])
        recommendation.listed_involvements = involvements.get(key, [])
    return listed


def make_recommendation(row: tuple, reports: dict[int, Report]) -> Recommendation:
    """Return the recommendation of a row; recommendations of one report share its object."""
    own, rest = row[: len(COLUMNS)], row[len(COLUMNS) :]
    voice, *rest = rest
    parent, report = rest[: len(PARENT_COLUMNS)], rest[len(PARENT_COLUMNS) :]
    recommendation = make_record(Recommendation, COLUMNS, own)
    recommendation.paragraph_voice = voice
    if report[0] not in reports:
        reports[report[0]] = make_record(Report, REPORT_COLUMNS, report)
    relate(
        recommendation,
        report=reports[report[0]],
        parent=make_record(Recommendation, PARENT_COLUMNS, parent) if parent[0] else None,
    )
    return recommendation


def load_involvements(
    keys: Collection[int], load: LoadShared
) -> dict[int, list[ListedInvolvement]]:
    by_recommendation = group_rows(INVOLVEMENTS.rows(keys))
    organizations = load(
        Organization, {key for own in by_recommendation.values() for key, _ in own}
    )
    return {
        key: [
            ListedInvolvement(organizations[organization], role)
            for organization, role in own
            if organization in organizations
        ]
        for key, own in by_recommendation.items()
    }
