"""Schemas of records at the other end of a link. Their docstrings are descriptions in the OpenAPI document."""

from datetime import date

from ninja import Field, Schema

from recommendations.models import LineageLink

LineageKind = LineageLink.Kind


class Record(Schema):
    id: int = Field(description="Permanent id.")
    url: str = Field(description="URL of its page on the site.")
    api_url: str = Field(description="URL of this object in the API.")


class Link(Schema):
    """A record by slug and name; filters take the slug."""

    slug: str
    name: str
    url: str


class ReportLink(Record):
    slug: str
    title: str
    starts_on: date


class LinkedRecommendation(Record):
    """A recommendation of another meeting that says the same, and how the later one relates."""

    reference: str
    number: str
    report: ReportLink
    kind: str = Field(
        description="How the later of the two relates to the earlier one.",
        json_schema_extra={"enum": [kind for kind in LineageKind.values if kind != "none"]},
    )


class Lineage(Schema):
    """What editors have confirmed; the links of these go on."""

    earlier: list[LinkedRecommendation]
    later: list[LinkedRecommendation]
    none_later: bool = Field(
        description="Whether an editor has confirmed that no later meeting repeated it."
    )
