"""Declare the record types of a report: columns, parents and links."""

from dataclasses import dataclass, field

from django.db import models

from recommendations.models import Involvement, Recommendation, RecommendationTheme
from reports.models import (
    Annex,
    Contribution,
    Paragraph,
    ParagraphTheme,
    Participation,
    Report,
    Session,
    SourcePart,
)
from reports.models.people import Affiliation


@dataclass(frozen=True)
class ThroughRows:
    """Link rows with columns of their own, such as affiliations with their order.

    Snapshots list them sorted by the column `order`.
    """

    model: type[models.Model]
    owner: str
    columns: tuple[str, ...]
    order: str = "pk"


@dataclass(frozen=True)
class RecordType:
    """A type of record within a report.

    `columns` are copied as they are; `within` maps foreign keys to other record types of the
    same report; `links` are many-to-many relations to shared entities, `rows` those with
    columns of their own. `to_report` is the lookup of the report.
    """

    name: str
    model: type[models.Model]
    columns: tuple[str, ...]
    within: dict[str, str] = field(default_factory=dict)
    links: tuple[str, ...] = ()
    rows: dict[str, ThroughRows] = field(default_factory=dict)
    to_report: str = "report"

    def of(self, report: Report) -> models.QuerySet:
        return self.model._base_manager.filter(**{self.to_report: report})


THEME_COLUMNS = ("theme_id", "status")

# Ordered so that parents come before the records that reference them.
RECORD_TYPES = (
    RecordType("part", SourcePart, ("kind", "text", "reason", "spans")),
    RecordType(
        "session",
        Session,
        (
            *("position", "kind", "number", "title", "heading", "anchor", "spans"),
            "version",
        ),
    ),
    RecordType(
        "paragraph",
        Paragraph,
        (
            *("position", "number", "label", "anchor", "text", "voice", "spans"),
            "version",
        ),
        within={"session": "session"},
        links=("organizations", "speaking_organizations", "instruments"),
        rows={
            "themes": ThroughRows(ParagraphTheme, "paragraph", THEME_COLUMNS, "theme_id"),
        },
    ),
    RecordType(
        "participation",
        Participation,
        (
            *("person_id", "role", "printed_name", "short_forms", "position"),
            "introduced_as",
        ),
        rows={
            "affiliations": ThroughRows(Affiliation, "participation", ("organization_id", "order"))
        },
    ),
    RecordType(
        "contribution",
        Contribution,
        (),
        within={"paragraph": "paragraph", "participation": "participation"},
        to_report="participation__report",
    ),
    RecordType(
        "annex",
        Annex,
        ("label", "subject"),
        within={"named_in": "paragraph", "session": "session"},
    ),
    RecordType(
        "recommendation",
        Recommendation,
        ("position", "reference", "label", "level", "text", "spans", "version"),
        within={"paragraph": "paragraph", "parent": "recommendation"},
        links=("instruments",),
        rows={
            "themes": ThroughRows(RecommendationTheme, "recommendation", THEME_COLUMNS, "theme_id"),
            "involvements": ThroughRows(
                Involvement, "recommendation", ("organization_id", "role", "printed")
            ),
        },
    ),
)
BY_NAME = {record_type.name: record_type for record_type in RECORD_TYPES}

# Columns of the report itself. Status and slug are not part of a snapshot's columns.
REPORT_COLUMNS = (
    *("title", "series", "kind", "starts_on", "ends_on", "language", "place"),
    *("stated_attendance", "stated_participants", "stated_states", "summary"),
)
DAYS = ("starts_on", "ends_on")
