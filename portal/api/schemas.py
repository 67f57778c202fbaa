"""Schemas of the API's objects. Their docstrings are descriptions in the OpenAPI document."""

from datetime import date, datetime

from ninja import Field, Schema

from portal.api.base_schemas import (
    TEXT_HTML,
    Leading,
    Link,
    Parent,
    Record,
    ReportLink,
    SessionRef,
    enum_field,
)
from portal.api.follow_up_schemas import FollowedUp
from portal.api.lineage_schemas import Lineage
from portal.api.reference_schemas import Referring, StatementLink
from portal.exports import declared_fields
from recommendations.models import Recommendation as RecommendationModel
from reports.models import Attachment as AttachmentModel
from reports.models import Organization as OrganizationModel
from reports.models import Paragraph
from reports.models import Participation as ParticipationModel
from reports.models import ThemeStatus as ThemeStatusModel


class ThemeStatus(Schema):
    """The status of a theme: suggested by the import, or confirmed by an editor."""

    slug: str
    status: str = enum_field(ThemeStatusModel)


class Recommendation(Record, FollowedUp, Referring):
    """A recommendation of a workshop, or a point nested under one."""

    reference: str = Field(
        description="Paragraph, group and place, such as 21.C.3.b. Part of the URL; never changes."
    )
    number: str = Field(
        description="As printed in the current version of the report; usually the reference."
    )
    voice: str | None = Field(
        description="Voice of the paragraph that contains it; null if no paragraph does.",
        json_schema_extra={"enum": [*Paragraph.Voice.values, None]},
    )
    level: str | None = Field(
        description="Null if the report does not state it.",
        json_schema_extra={"enum": [*RecommendationModel.Level.values, None]},
    )
    text: str
    text_html: str = TEXT_HTML
    parent: Parent | None = Field(description="The recommendation under which it is nested.")
    report: ReportLink
    themes: list[Link]
    theme_status: list[ThemeStatus] = Field(
        description="Status of each of the `themes`, in the same order."
    )
    issuers: list[Link] = Field(
        description="Who made it, if the report says so (States in brackets after the text)."
    )
    addressees: list[Link] = Field(description="Organizations asked to act.")
    organizations: list[Link] = Field(description="Organizations named in the text.")
    instruments: list[Link]
    statements: list[StatementLink] | None = Field(
        description="The paragraphs that led to it, as editors confirmed; empty if they confirmed "
        "that none did, null if they have not decided."
    )
    lineage: Lineage = Field(
        description="Earlier and later recommendations that say the same thing."
    )


Recommendation = declared_fields.extend_schema(Recommendation, "recommendation", Link)


class Contribution(Record, Referring, Leading):
    """What one participant said in one paragraph."""

    reference: str | None = Field(description="Number of the paragraph; null if it has none.")
    voice: str = enum_field(Paragraph.Voice, "Voice of the paragraph.")
    text: str
    text_html: str = TEXT_HTML
    speaker: Link
    position: str = Field(description="At the time of the workshop.")
    organizations: list[Link] = Field(description="At the time of the workshop.")
    session: SessionRef
    report: ReportLink
    themes: list[Link]
    theme_status: list[ThemeStatus] = Field(
        description="Status of each of the `themes`, in the same order."
    )


Contribution = declared_fields.extend_schema(Contribution, "paragraph", Link)


class Statement(Record, Referring, Leading):
    """A paragraph in one voice: by one person, by one State or body, or by neither."""

    reference: str | None = Field(description="Number of the paragraph; null if it has none.")
    voice: str = enum_field(Paragraph.Voice, "Whose words they are.")
    text: str
    text_html: str = TEXT_HTML
    speaker: Link | None = Field(description="Null unless a person is named.")
    position: str = Field(description="Of the person, at the time of the workshop.")
    organizations: list[Link] = Field(
        description="The State or body that speaks, or those of the person at the time."
    )
    session: SessionRef
    report: ReportLink
    themes: list[Link]
    theme_status: list[ThemeStatus] = Field(
        description="Status of each of the `themes`, in the same order."
    )


Statement = declared_fields.extend_schema(Statement, "paragraph", Link)


class Annex(Schema):
    label: str
    subject: str
    supplied: bool = Field(description="Whether the annex was supplied with the report.")


class Attachment(Schema):
    """A file attached to the report."""

    url: str = Field(description="URL of the file.")
    title: str
    kind: str = enum_field(AttachmentModel.Kind)
    annex: str = Field(description="Label of the annex that the file holds, or empty.")
    name: str = Field(description="Name of the file.")
    media_type: str
    size: int = Field(description="In bytes.")
    sha256: str


class Attendance(Schema):
    """The attendance as stated in the report."""

    sentence: str
    participants: int | None
    states: int | None


class ReportCounts(Schema):
    sessions: int
    participants: int = Field(description="People whom the report names.")
    contributions: int
    recommendations: int


class Report(Record):
    """The report of one workshop."""

    slug: str
    title: str
    kind: str
    series: str
    starts_on: date
    ends_on: date | None
    place: str
    doi: str = Field(description="Without https://doi.org/; empty if none is registered.")
    published_at: datetime
    co_chairs: list[Link]
    attendance: Attendance
    annexes: list[Annex]
    attachments: list[Attachment]
    uncertain_pages: list[str] = Field(
        description="Pages on which the text may differ from the original file, because a second "
        "extraction of the file differs there. An empty string stands for a file without pages, "
        "or for the whole file."
    )
    counts: ReportCounts


class Meeting(Schema):
    """The role and affiliation of a person at one workshop."""

    report: ReportLink
    role: str = enum_field(ParticipationModel.Role)
    position: str
    organizations: list[Link]


class SpeakerCounts(Schema):
    contributions: int


class Speaker(Record):
    """A person who took part in a workshop."""

    slug: str
    name: str
    aliases: list[str] = Field(description="Other printed forms of the name.")
    meetings: list[Meeting]
    counts: SpeakerCounts


class Counts(Schema):
    """Numbers of records of the organization or theme and of those below it."""

    recommendations: int
    contributions: int
    statements: int


class Label(Schema):
    """The name in another language; for a State, the one in the Unicode CLDR."""

    language: str
    label: str
    other_labels: list[str]
    is_confirmed: bool = Field(
        description="Whether an editor has confirmed it; it may be machine-made otherwise."
    )


LABELS = Field(description="The name in the other languages of the site.")


class Membership(Schema):
    """The group to which an organization belongs or belonged, and the period."""

    group: Link
    since: str | None = Field(description="The year, or the day in ISO 8601; null if unknown.")
    until: str | None = Field(description="The last year or day; null if it has not ended.")


class Organization(Record):
    slug: str
    name: str
    acronym: str
    kind: str = enum_field(OrganizationModel.Kind)
    labels: list[Label] = LABELS
    country: str = Field(description="ISO 3166-1 alpha-3, or empty.")
    part_of: Link | None
    website: str
    ror_id: str = Field(description="Address in the Research Organization Registry, or empty.")
    memberships: list[Membership]
    counts: Counts


class Theme(Record):
    slug: str
    name: str
    labels: list[Label] = LABELS
    definition: str
    broader: Link | None
    counts: Counts
    suggested: Counts = Field(
        description="Those for which the import suggested the theme and no editor has confirmed it."
    )


class Instrument(Record):
    slug: str
    name: str
    kind: str
    code: str
    year: int | None
    adopted_by: Link | None
    labels: list[Label] = LABELS
    wordings: list[str] = Field(description="Other printed forms of the name.")
    sdg_goal: int | None = Field(description="Sustainable Development Goal, 1 to 17.")
    ilo_number: str = Field(description="ILO number, such as C189, or empty.")
    text_url: str = Field(description="Address of the official text, or empty.")
    counts: Counts
