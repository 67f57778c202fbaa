"""Schemas that the others build on. Their docstrings are descriptions in the OpenAPI document."""

from datetime import date

from ninja import Field, Schema


def enum_field(choices, description=None):
    return Field(description=description, json_schema_extra={"enum": list(choices.values)})


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
