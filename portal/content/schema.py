"""The shape of a report: its record types and their fields, each declared once.

A field's annotation says how it is stored and under which label forms, differences and tables
show it. Whatever reads or writes a whole report follows these declarations: snapshots, the
writer, forms, differences, the API, exports and the history.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, NamedTuple

from django.db import models

from portal.content.schema_fields import (
    Column,
    Entities,
    EntityRows,
    Field,
    Parent,
    derived,
    entities,
    fields_of,
    parent_key,
    theme_rows,
)
from recommendations import models as recommendations
from reports import models as reports
from reports.models.people import Affiliation

# The key of a record: the key of its row or, in a draft version, of the published row. New
# records have negative keys until they are stored.
Key = int
Spans = tuple[tuple[int, int], ...]


class ReportFields(NamedTuple):
    """The fields of the report itself. Days are ISO dates; the status is not part of them."""

    title: Annotated[str, Column("Title")] = ""
    series: Annotated[str, Column("Series")] = ""
    kind: Annotated[str, Column("Kind")] = ""
    starts_on: Annotated[str | None, Column("First day")] = None
    ends_on: Annotated[str | None, Column("Last day")] = None
    language: Annotated[str, Column("Language")] = "en"
    place: Annotated[str, Column("Place")] = ""
    co_chairs: Annotated[tuple[Key, ...], entities("Co-chairs", "organization")] = ()
    stated_attendance: Annotated[str, Column("Attendance as stated")] = ""
    stated_participants: Annotated[int | None, Column("Participants as stated")] = None
    stated_states: Annotated[int | None, Column("States as stated")] = None
    summary: Annotated[str, Column("Summary")] = ""
    doi: Annotated[str, Column("DOI")] = ""
    slug: Annotated[str, derived("Address")] = ""


class Part(NamedTuple):
    """Text of the source outside sessions, paragraphs and recommendations."""

    key: Key
    kind: Annotated[str, Column("Kind")]
    text: Annotated[str, Column("Text")]
    reason: Annotated[str, Column("Reason")] = ""
    spans: Annotated[Spans, derived()] = ()


class Session(NamedTuple):
    key: Key
    position: Annotated[int, derived("Place")]
    kind: Annotated[str, Column("Kind")]
    title: Annotated[str, Column("Title")]
    anchor: Annotated[str, derived("Address")]
    number: Annotated[str, Column("Number")] = ""
    heading: Annotated[str, Column("Heading as printed")] = ""
    spans: Annotated[Spans, derived()] = ()
    version: Annotated[int, derived()] = 1


class Paragraph(NamedTuple):
    key: Key
    session: Annotated[Key, parent_key("Session", "session")]
    position: Annotated[int, derived("Place")]
    anchor: Annotated[str, derived("Address")]
    text: Annotated[str, Column("Text")]
    voice: Annotated[str, Column("Voice")] = "document"
    label: Annotated[str, Column("Number as printed")] = ""
    number: Annotated[str, derived()] = ""
    themes: Annotated[
        tuple[tuple[Key, str], ...], theme_rows(reports.ParagraphTheme, "paragraph")
    ] = ()
    organizations: Annotated[
        tuple[Key, ...], entities("Organizations named", "organization", "organizations_named")
    ] = ()
    speaking_organizations: Annotated[
        tuple[Key, ...], entities("States and organizations speaking", "organization")
    ] = ()
    instruments: Annotated[tuple[Key, ...], entities("Instruments named", "instrument")] = ()
    spans: Annotated[Spans, derived()] = ()
    version: Annotated[int, derived()] = 1


class Participation(NamedTuple):
    key: Key
    person_id: Annotated[Key, Column("Person", "person", entity_type="person")]
    role: Annotated[str, Column("Role")]
    printed_name: Annotated[str, Column("Name as printed")] = ""
    short_forms: Annotated[str, Column("Other forms")] = ""
    position: Annotated[str, Column("Position")] = ""
    introduced_as: Annotated[str, Column("Introduced as")] = ""
    affiliations: Annotated[
        tuple[tuple[Key, int], ...],
        EntityRows(
            "Organizations",
            "organizations",
            entity_type="organization",
            model=Affiliation,
            owner="participation",
            columns=("organization_id", "order"),
            keep_order=True,
        ),
    ] = ()


class Contribution(NamedTuple):
    """The speech of one participant in one paragraph."""

    key: Key
    paragraph: Annotated[Key, parent_key("", "paragraph")]
    participation: Annotated[Key, parent_key("", "participation")]


class Annex(NamedTuple):
    key: Key
    label: Annotated[str, Column("Label")]
    subject: Annotated[str, Column("Subject")] = ""
    named_in: Annotated[Key | None, Parent("Named in", record_type="paragraph")] = None
    session: Annotated[Key | None, Parent("Supplied as", record_type="session")] = None


class Recommendation(NamedTuple):
    key: Key
    position: Annotated[int, derived("Place")]
    reference: Annotated[str, derived("Reference")]
    text: Annotated[str, Column("Text")]
    level: Annotated[str, Column("Level")] = ""
    label: Annotated[str, derived("Number as printed")] = ""
    paragraph: Annotated[Key | None, parent_key("Paragraph", "paragraph")] = None
    parent: Annotated[Key | None, parent_key("Nested under", "recommendation")] = None
    themes: Annotated[
        tuple[tuple[Key, str], ...],
        theme_rows(recommendations.RecommendationTheme, "recommendation"),
    ] = ()
    # (organization, role, printed form if that is new)
    involvements: Annotated[
        tuple[tuple[Key, str, str], ...],
        EntityRows(
            entity_type="organization",
            model=recommendations.Involvement,
            owner="recommendation",
            columns=("organization_id", "role", "printed"),
            identity=2,
            keep_order=True,
        ),
    ] = ()
    instruments: Annotated[tuple[Key, ...], entities("Instruments named", "instrument")] = ()
    spans: Annotated[Spans, derived()] = ()
    version: Annotated[int, derived()] = 1


class CrossReference(NamedTuple):
    """Words of a paragraph or recommendation that refer to another place; see its model."""

    key: Key
    phrase: Annotated[str, derived()]
    words: Annotated[str, derived()]
    status: Annotated[str, derived()]
    paragraph: Annotated[Key | None, parent_key("", "paragraph")] = None
    recommendation: Annotated[Key | None, parent_key("", "recommendation")] = None
    target_session: Annotated[Key | None, parent_key("", "session")] = None
    target_paragraph: Annotated[Key | None, parent_key("", "paragraph")] = None
    target_recommendation: Annotated[Key | None, parent_key("", "recommendation")] = None
    target_annex: Annotated[Key | None, parent_key("", "annex")] = None
    # Keys of rows that readers see, which no draft version changes.
    other_report_id: Annotated[Key | None, derived()] = None
    other_paragraph_id: Annotated[Key | None, derived()] = None


class RationaleLink(NamedTuple):
    """What an editor decided about a paragraph and a recommendation; see its model."""

    key: Key
    recommendation: Annotated[Key, parent_key("", "recommendation")]
    # None: no paragraph led to it.
    paragraph: Annotated[Key | None, parent_key("", "paragraph")]
    status: Annotated[str, derived()]


# Records that hold a text of the source.
SpannedRecord = Part | Session | Paragraph | Recommendation
Record = SpannedRecord | Participation | Contribution | Annex | CrossReference | RationaleLink


class Item(NamedTuple):
    """Names a record of a report. The report itself has the key 0."""

    record_type: str
    key: Key


@dataclass(frozen=True)
class RecordType:
    """A type of record within a report, with its table.

    `unique` is a column that is unique within the report; `to_report` the lookup of the report.
    """

    name: str
    label: str
    record: type[Any]
    model: type[models.Model]
    unique: str = ""
    to_report: str = "report"

    def of(self, report: reports.Report) -> models.QuerySet:
        return self.model._base_manager.filter(**{self.to_report: report})

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        return fields_of(self.record)

    def fields_of_type(self, kind: type[Field]) -> dict[str, Any]:
        return {name: field for name, field in self.fields.items() if isinstance(field, kind)}

    @cached_property
    def columns(self) -> dict[str, Column]:
        return self.fields_of_type(Column)

    @cached_property
    def parents(self) -> dict[str, Parent]:
        return self.fields_of_type(Parent)

    @cached_property
    def set_by_editors(self) -> list[str]:
        """Return the fields that editors type or choose, and that are not derived."""
        columns = (name for name, one in self.columns.items() if one.label and not one.is_derived)
        return [*columns, *self.links]

    @cached_property
    def links(self) -> dict[str, Entities | EntityRows]:
        return self.fields_of_type(Entities) | self.fields_of_type(EntityRows)


# Ordered so that parents come before the records that reference them.
RECORD_TYPES = (
    RecordType("part", "part of the source", Part, reports.SourcePart),
    RecordType("session", "heading", Session, reports.Session, "anchor"),
    RecordType("paragraph", "paragraph", Paragraph, reports.Paragraph, "anchor"),
    RecordType("participation", "participant", Participation, reports.Participation),
    RecordType(
        "contribution",
        "contribution",
        Contribution,
        reports.Contribution,
        to_report="participation__report",
    ),
    RecordType("annex", "annex", Annex, reports.Annex),
    RecordType(
        "recommendation",
        "recommendation",
        Recommendation,
        recommendations.Recommendation,
        "reference",
    ),
    RecordType(
        "cross_reference", "cross-reference", CrossReference, recommendations.CrossReference
    ),
    RecordType("rationale_link", "rationale", RationaleLink, recommendations.RationaleLink),
)
BY_NAME = {record_type.name: record_type for record_type in RECORD_TYPES}
BY_RECORD = {record_type.record: record_type for record_type in RECORD_TYPES}
REPORT_FIELDS = fields_of(ReportFields)
REPORT_COLUMNS = tuple(
    name for name, field in REPORT_FIELDS.items() if isinstance(field, Column) and name != "slug"
)
# Values that edits depend on; the models have them with their labels.
NAMED_VOICE = "named"
DOCUMENT_VOICE = "document"
CONFIRMED = "confirmed"
SUGGESTED = "suggested"
REJECTED = "rejected"
# Role of an involvement -> its field in forms, differences and the API, and the label.
INVOLVEMENT_FIELDS = {
    "addressee": ("addressees", "Addressed to"),
    "issuer": ("issuers", "Recommended by"),
    "named": ("named", "Organizations named"),
}
