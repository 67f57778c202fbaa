"""Schemas of the earlier and later recommendations. Their docstrings are descriptions in the OpenAPI document."""

from ninja import Field, Schema

from portal.api.base_schemas import Record, ReportLink
from recommendations.models import LineageLink

LineageKind = LineageLink.Kind


class LinkedRecommendation(Record):
    """A recommendation of another meeting that says the same thing, and how the two relate."""

    reference: str
    number: str
    report: ReportLink
    kind: str = Field(
        description="How the later of the two relates to the earlier one.",
        json_schema_extra={"enum": [kind for kind in LineageKind.values if kind != "none"]},
    )


class Lineage(Schema):
    """The links that editors have confirmed; linked recommendations may have further links."""

    earlier: list[LinkedRecommendation]
    later: list[LinkedRecommendation]
    none_later: bool = Field(
        description="Whether an editor has confirmed that no later meeting repeated it."
    )
