"""Schemas of the parts of a report. Their docstrings are descriptions in the OpenAPI document."""

from datetime import datetime

from ninja import Field, Schema

from portal.api.base_schemas import TEXT_HTML, Leading, Link, enum_field
from portal.exports import declared_fields
from portal.exports.shown_fields import IN_PARAGRAPH_LIST, NOT_IN_PARAGRAPH_LIST, handled
from reports.models import Paragraph as ParagraphModel
from reports.models import Participation as ParticipationModel
from reports.models import Session as SessionModel

PARAGRAPH_FIELDS = handled("paragraph", IN_PARAGRAPH_LIST, NOT_IN_PARAGRAPH_LIST)


class Session(Schema):
    """A heading of a report, with what stands under it."""

    key: str = Field(description="Value for the parameter `session` of statements.")
    kind: str = enum_field(SessionModel.Kind)
    number: str
    title: str
    url: str
    paragraphs: int = Field(description="Number of its paragraphs.")


class Paragraph(Leading):
    """A paragraph, whoever speaks in it."""

    anchor: str = Field(description="Part of its URL; never changes.")
    number: str
    voice: str = enum_field(ParagraphModel.Voice)
    text: str
    text_html: str = TEXT_HTML
    session: str = Field(description="Key of its session.")
    url: str
    speakers: list[Link] = Field(description="People who speak in it.")
    organizations: list[Link] = Field(description="States and bodies that speak in it.")
    themes: list[Link] = Field(description="Suggested ones included.")


Paragraph = declared_fields.extend_schema(Paragraph, "paragraph", Link, PARAGRAPH_FIELDS)


class Participant(Schema):
    """A person at the workshop, with position and organizations at that time."""

    person: Link
    role: str = enum_field(ParticipationModel.Role)
    position: str
    organizations: list[Link]


class Version(Schema):
    """A published version, which never changes."""

    number: int
    published_at: datetime
    sha256: str = Field(description="Of the content of the version.")
    url: str
