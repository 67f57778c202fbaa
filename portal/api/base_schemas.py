"""Schemas that those of several records share: ids, links and the parts of a report."""

from datetime import date

from ninja import Field, Schema

from reports.models import Session as SessionModel


def enum_field(choices, description=None):
    return Field(description=description, json_schema_extra={"enum": list(choices.values)})


TEXT_HTML = Field(
    description="The text with the emphasis and links of the source; empty if it has none. Its "
    "visible text is `text`."
)


class Record(Schema):
    id: int = Field(description="Permanent id.")
    url: str = Field(description="URL of its page on the site.")
    api_url: str = Field(description="URL of this object in the API.")


class Link(Schema):
    """A record by slug and name; filters take the slug."""

    slug: str
    name: str
    url: str


class Parent(Record):
    reference: str
    number: str


class SessionRef(Schema):
    """The part of the report that contains the record."""

    key: str = Field(description="Value for the parameter `session`.")
    kind: str = enum_field(SessionModel.Kind)
    number: str
    title: str
    url: str


class ReportLink(Record):
    slug: str
    title: str
    starts_on: date


class Leading(Schema):
    """What was recommended because of a paragraph."""

    led_to: list[Parent] = Field(
        description="The recommendations to which it led, as editors confirmed."
    )
