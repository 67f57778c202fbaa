"""The parameters of the list of follow-up records."""

from typing import Annotated

from ninja import Field

from portal.api.query_schemas import (
    MAX_SESSION_KEY_LENGTH,
    NO_NUL,
    FollowUpValues,
    Value,
    Words,
    repeatable,
    with_selections,
)
from recommendations.follow_up_list import FollowUpFilter

Recommendation = Annotated[str, Field(max_length=MAX_SESSION_KEY_LENGTH, pattern=NO_NUL)]


@with_selections(FollowUpFilter)
class FollowUps(FollowUpValues):
    """All chosen values must hold for the same record."""

    q: Words = Field("", description="Words in what was done, or in the name of the body.")
    organization: list[Value] = repeatable(
        "Slugs of bodies that report; each includes those that speak for it."
    )
    responsible: list[Value] = repeatable(
        "Slugs of responsible bodies; each includes those that speak for it."
    )
    country: list[Value] = repeatable(
        "Countries (ISO 3166-1 alpha-3) whose State, ministries, agencies or embassies report."
    )
    report: list[Value] = repeatable("Slugs of the reports of the recommendations.")
    recommendation: list[Recommendation] = repeatable(
        "Recommendations by report and reference, such as report-slug/21.C.3."
    )
