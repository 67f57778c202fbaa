"""What a report holds, kind by kind: which columns, whom each record hangs on, what it links to."""

from dataclasses import dataclass, field

from django.db import models

from recommendations.models import (
    Involvement,
    Recommendation,
    RecommendationTheme,
)
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
class Rows:
    """Links that carry something of their own: the organizations somebody came from, in their order.

    They are kept in the order of the column `order`.
    """

    model: type[models.Model]
    owner: str
    columns: tuple[str, ...]
    order: str = "pk"


@dataclass(frozen=True)
class Kind:
    """One kind of record.

    `columns` are kept as they are; `within` are keys of other records of the report; `links`
    are sets of keys of records that reports share, `rows` lists of them with more.
    """

    name: str
    model: type[models.Model]
    columns: tuple[str, ...]
    within: dict[str, str] = field(default_factory=dict)
    links: tuple[str, ...] = ()
    rows: dict[str, Rows] = field(default_factory=dict)
    to_report: str = "report"

    def of(self, report: Report) -> models.QuerySet:
        return self.model._base_manager.filter(**{self.to_report: report})


THEME_COLUMNS = ("theme_id", "status")

# In an order in which each finds what it hangs on.
KINDS = (
    Kind("part", SourcePart, ("kind", "text", "reason", "spans")),
    Kind(
        "session",
        Session,
        (
            *("position", "kind", "number", "title", "heading", "anchor", "spans"),
            "version",
        ),
    ),
    Kind(
        "paragraph",
        Paragraph,
        (
            *("position", "number", "label", "anchor", "text", "voice", "spans"),
            "version",
        ),
        within={"session": "session"},
        links=("organizations", "speaking_organizations", "instruments"),
        rows={
            "themes": Rows(ParagraphTheme, "paragraph", THEME_COLUMNS, "theme_id"),
        },
    ),
    Kind(
        "participation",
        Participation,
        (
            *("person_id", "role", "printed_name", "short_forms", "position"),
            "introduced_as",
        ),
        rows={
            "affiliations": Rows(
                Affiliation, "participation", ("organization_id", "order")
            )
        },
    ),
    Kind(
        "contribution",
        Contribution,
        (),
        within={"paragraph": "paragraph", "participation": "participation"},
        to_report="participation__report",
    ),
    Kind(
        "annex",
        Annex,
        ("label", "subject"),
        within={"named_in": "paragraph", "session": "session"},
    ),
    Kind(
        "recommendation",
        Recommendation,
        ("position", "reference", "label", "level", "text", "spans", "version"),
        within={"paragraph": "paragraph", "parent": "recommendation"},
        links=("instruments",),
        rows={
            "themes": Rows(
                RecommendationTheme, "recommendation", THEME_COLUMNS, "theme_id"
            ),
            "involvements": Rows(
                Involvement, "recommendation", ("organization_id", "role", "printed")
            ),
        },
    ),
)
BY_NAME = {kind.name: kind for kind in KINDS}

# Of the report itself. Its status is no part of what it says, and its slug is its root's.
REPORT_COLUMNS = (
    *("title", "series", "kind", "starts_on", "ends_on", "language", "place"),
    *("stated_attendance", "stated_participants", "stated_states", "summary"),
)
DAYS = ("starts_on", "ends_on")
