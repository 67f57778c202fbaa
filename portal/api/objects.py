"""What the API promises of each kind of object, for whoever reads the OpenAPI document."""

from datetime import date, datetime

from ninja import Field, Schema

from recommendations.models import Recommendation as RecommendationModel
from reports.models import Organization as OrganizationModel
from reports.models import Paragraph
from reports.models import Participation as ParticipationModel
from reports.models import Session as SessionModel
from reports.models import ThemeStatus as ThemeStatusModel


def one_of(choices, about=None):
    return Field(description=about, json_schema_extra={"enum": list(choices.values)})


class Record(Schema):
    id: int = Field(description="Stays the same for ever.")
    url: str = Field(description="The page for people.")
    api_url: str = Field(description="This object alone.")


class Link(Schema):
    """A record by its name; the slug is what filters take."""

    slug: str
    name: str
    url: str


class Parent(Record):
    reference: str
    number: str


class Place(Schema):
    """The part of the report in which something stands."""

    key: str = Field(description="What the parameter `session` takes.")
    kind: str = one_of(SessionModel.Kind)
    number: str
    title: str
    url: str


class ReportLink(Record):
    slug: str
    title: str
    starts_on: date


class ThemeStatus(Schema):
    """Whether a theme of a record is the import's suggestion or the word of people."""

    slug: str
    status: str = one_of(ThemeStatusModel)


class Recommendation(Record):
    """One thing that participants asked for, or a point nested under one."""

    reference: str = Field(
        description="Paragraph, group, place: 21.C.3.b. Part of its address: it stays."
    )
    number: str = Field(
        description="As the present version of the report prints it; mostly the reference."
    )
    voice: str | None = Field(
        description="Whose words the paragraph gives in which it stands; null if it stands in none.",
        json_schema_extra={"enum": [*Paragraph.Voice.values, None]},
    )
    level: str | None = Field(
        description="Null where the report does not state it.",
        json_schema_extra={"enum": [*RecommendationModel.Level.values, None]},
    )
    text: str
    parent: Parent | None = Field(description="What it is nested under.")
    report: ReportLink
    themes: list[Link]
    theme_status: list[ThemeStatus] = Field(
        description="Of each theme, in their order."
    )
    issuers: list[Link] = Field(
        description="Who made it, where the report says so: States in brackets behind it."
    )
    addressees: list[Link] = Field(description="Organizations asked to act.")
    organizations: list[Link] = Field(description="Organizations that it names.")
    instruments: list[Link]


class Contribution(Record):
    """What one participant said in one paragraph."""

    reference: str | None = Field(
        description="The paragraph's number; null if it has none."
    )
    voice: str = one_of(Paragraph.Voice, "Whose words the paragraph gives.")
    text: str
    speaker: Link
    position: str = Field(description="As of that meeting.")
    organizations: list[Link] = Field(description="As of that meeting.")
    session: Place
    report: ReportLink
    themes: list[Link]
    theme_status: list[ThemeStatus] = Field(
        description="Of each theme, in their order."
    )


class Annex(Schema):
    label: str
    subject: str
    supplied: bool = Field(description="Whether it came with the report.")


class Attendance(Schema):
    """What the report itself says of how many came."""

    sentence: str
    participants: int | None
    states: int | None


class ReportCounts(Schema):
    sessions: int
    participants: int = Field(description="Those whom the report names.")
    contributions: int
    recommendations: int


class Report(Record):
    """What one workshop left behind."""

    slug: str
    title: str
    kind: str
    series: str
    starts_on: date
    ends_on: date | None
    place: str
    published_at: datetime
    co_chairs: list[Link]
    attendance: Attendance
    annexes: list[Annex]
    counts: ReportCounts


class Meeting(Schema):
    """What somebody was at one workshop."""

    report: ReportLink
    role: str = one_of(ParticipationModel.Role)
    position: str
    organizations: list[Link]


class SpeakerCounts(Schema):
    contributions: int


class Speaker(Record):
    """Somebody who took part in a workshop."""

    slug: str
    name: str
    aliases: list[str] = Field(
        description="Other forms in which reports print the name."
    )
    meetings: list[Meeting]
    counts: SpeakerCounts


class Counts(Schema):
    recommendations: int
    contributions: int


class Organization(Record):
    slug: str
    name: str
    acronym: str
    kind: str = one_of(OrganizationModel.Kind)
    country: str = Field(description="ISO 3166-1 alpha-3, or empty.")
    part_of: Link | None
    counts: Counts


class Theme(Record):
    slug: str
    name: str
    definition: str
    broader: Link | None
    counts: Counts
    suggested: Counts = Field(
        description="Of these, those to which the import suggests it and nobody has confirmed it."
    )


class Instrument(Record):
    slug: str
    name: str
    kind: str
    code: str
    year: int | None
    adopted_by: Link | None
    wordings: list[str] = Field(
        description="Other forms in which reports print the name."
    )
    counts: Counts
