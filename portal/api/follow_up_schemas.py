"""Schemas of follow-up. Their docstrings are descriptions in the OpenAPI document."""

from datetime import date, datetime

from ninja import Field, Schema

from portal.api.base_schemas import Link, Record, enum_field
from recommendations.models import FollowUp as FollowUpModel
from recommendations.models import Side


class EvidenceFile(Schema):
    """A file that a body sent in as evidence."""

    url: str = Field(description="URL of the file.")
    name: str = Field(description="Name of the file.")
    media_type: str
    size: int = Field(description="In bytes.")
    sha256: str


class EvidenceParagraph(Schema):
    """A paragraph of a report that shows what was done."""

    report: str = Field(description="Slug of the report.")
    anchor: str = Field(description="Identifies the paragraph within its report.")
    url: str


class FollowUp(Record):
    """What one body says became of one recommendation in one round.

    It is overdue if `due_on` is past and the newest record of the body is neither done nor dropped.
    """

    round: Link
    side: str = enum_field(Side, "The stakeholder side for which the body reports.")
    organization: Link = Field(description="The body that reports.")
    response: str | None = Field(
        description="Null if not stated.",
        json_schema_extra={"enum": [*FollowUpModel.Response.values, None]},
    )
    status: str | None = Field(
        description="Null if not stated.",
        json_schema_extra={"enum": [*FollowUpModel.Status.values, None]},
    )
    responsible: Link | None = Field(description="The body that is responsible for it.")
    due_on: date | None
    text: str = Field(description="What was done.")
    evidence_url: str = Field(description="A link given as evidence, or empty.")
    evidence_file: EvidenceFile | None
    evidence_paragraph: EvidenceParagraph | None
    recorded_at: datetime


class CurrentFollowUp(FollowUp):
    """A record that no later one of the same round corrects."""

    is_newest: bool = Field(
        description="Whether it is the newest record of the body, over all rounds."
    )


class FollowUpRecord(FollowUp):
    """A record with the recommendation that it is about."""

    recommendation: Record
    reference: str = Field(description="Reference of the recommendation.")
    report: str = Field(description="Slug of the report of the recommendation.")


class FollowedUp(Schema):
    """What became of a recommendation."""

    follow_up: list[CurrentFollowUp] = Field(
        description="The current record of every body and round, the newest round first."
    )


class Round(Record):
    """A round: a series asks stakeholders what became of the recommendations of its reports."""

    slug: str = Field(description="Value for the parameter `round`.")
    series: str
    name: str
    starts_on: date
    ends_on: date
    questions: str = Field(description="What stakeholders are asked.")
    reports: list[Link] = Field(description="The reports that it asks about.")
