"""The tables of all public data. Rows refer to reports and shared records by slug."""

from typing import Any

from portal.exports.public_data.follow_up_tables import FOLLOW_UP, ROUND_REPORTS, ROUNDS
from portal.exports.public_data.reference_tables import (
    CROSS_REFERENCES,
    LINEAGE,
    MEMBERSHIPS,
    RATIONALE_LINKS,
)
from portal.exports.public_data.schema import DataTable
from portal.exports.public_data.table_parts import (
    IDENTIFIERS,
    column,
    declared_columns,
    declared_tables,
    of_published,
    report_slug,
    slug_of,
)
from recommendations.models import Involvement, Recommendation, RecommendationTheme
from reports.models import (
    Instrument,
    Organization,
    Paragraph,
    ParagraphTheme,
    Participation,
    Person,
    Report,
    Session,
    Statement,
    Theme,
)
from reports.models.people import Affiliation

REPORTS = DataTable(
    "reports",
    "The reports of the workshops.",
    lambda: Report.objects.published().order_by("slug"),
    ("slug",),
    (
        column("slug", "Identifies the report, also in addresses."),
        column("title", "Title as printed."),
        column("kind", "Kind of report as printed."),
        column("series", "Series of the workshop."),
        column("starts_on", "First day of the workshop.", kind="date"),
        column("ends_on", "Last day of the workshop.", kind="date"),
        column("place", "Place of the workshop."),
        column("language", "Language of the texts (BCP 47)."),
        column("doi", "DOI."),
        column(
            "participants", "Stated number of participants.", "stated_participants", kind="integer"
        ),
        column("states", "Stated number of States.", "stated_states", kind="integer"),
        *declared_columns("report"),
    ),
    page="/reports/{slug}/",
)
SESSIONS = DataTable(
    "sessions",
    "The headings of the reports.",
    lambda: Session.objects.published().order_by("report__slug", "position"),
    ("report", "anchor"),
    (
        report_slug(),
        column("anchor", "Identifies the session within its report."),
        column("position", "Place in the report, from 1.", kind="integer"),
        column("kind", "Kind of session."),
        column("number", "Number as printed."),
        column("title", "Title."),
        *declared_columns("session"),
    ),
    page="/reports/{report}/sessions/{anchor}/",
)
PARAGRAPHS = DataTable(
    "paragraphs",
    "The texts of the reports.",
    lambda: Paragraph.objects.published().order_by("report__slug", "session__position", "position"),
    ("report", "anchor"),
    (
        report_slug(),
        column("anchor", "Identifies the paragraph within its report."),
        column("session", "Anchor of its session.", "session__anchor"),
        column("number", "Number of the paragraph."),
        column("voice", "Whose words: named, collective, co_chairs, agreed or document."),
        column("text", "The text, without formatting."),
        *declared_columns("paragraph"),
    ),
    page="/reports/{report}/paragraphs/{anchor}/",
)
STATEMENTS = DataTable(
    "statements",
    "Who said each paragraph: one row for each speaker.",
    lambda: Statement.objects.published().order_by(
        "paragraph__report__slug",
        "paragraph__session__position",
        "paragraph__position",
        "origin",
        "row_key",
    ),
    ("id",),
    (
        column("id", "Identifies the statement, also in the API.", kind="integer"),
        report_slug("paragraph__report__"),
        column("paragraph", "Anchor of the paragraph.", "paragraph__anchor"),
        column("voice", "Whose words.", "paragraph__voice"),
        slug_of("people", "participation__person__slug", "person", "Slug of the speaker."),
        slug_of("organizations", "organization__slug", "organization", "Slug of the body."),
    ),
)
RECOMMENDATIONS = DataTable(
    "recommendations",
    "The recommendations of the reports.",
    lambda: Recommendation.objects.published().order_by("report__slug", "position"),
    ("report", "reference"),
    (
        report_slug(),
        column("reference", "Identifies the recommendation within its report."),
        column("label", "Number as printed, if that is not the reference."),
        column("level", "national, bilateral, regional or all; empty if not stated."),
        column("parent", "Reference of the one under which it is nested.", "parent__reference"),
        column("paragraph", "Anchor of the paragraph that holds it.", "paragraph__anchor"),
        column("text", "The text, without formatting."),
        *declared_columns("recommendation"),
    ),
    page="/recommendations/{report}/{reference}/",
)
PEOPLE = DataTable(
    "people",
    "The people whom a report names as taking part.",
    lambda: Person.objects.published().order_by("slug"),
    ("slug",),
    (column("slug", "Identifies the person, also in addresses."), column("name", "Name.")),
    page="/speakers/{slug}/",
)
ORGANIZATIONS = DataTable(
    "organizations",
    "States and bodies.",
    lambda: Organization.objects.published().order_by("slug"),
    ("slug",),
    (
        column("slug", "Identifies the organization, also in addresses."),
        column("name", "Name in English."),
        column("acronym", "Acronym."),
        column("kind", "Kind of organization."),
        column("country", "ISO 3166-1 alpha-3 code of the State for which it speaks."),
        slug_of(
            "organizations", "part_of__slug", "part_of", "Slug of the body of which it is a part."
        ),
        column("website", "Website."),
        column("ror_id", "Identifier in the Research Organization Registry."),
    ),
    page="/organizations/{slug}/",
)
THEMES = DataTable(
    "themes",
    "The subjects of the vocabulary.",
    lambda: Theme.objects.published().order_by("slug"),
    ("slug",),
    (
        column("slug", "Identifies the theme, also in addresses."),
        column("label", "Label in English."),
        slug_of("themes", "broader__slug", "broader", "Slug of the broader theme."),
        column("definition", "Definition in English."),
    ),
    page="/themes/{slug}/",
)
INSTRUMENTS = DataTable(
    "instruments",
    "Conventions, declarations and other instruments.",
    lambda: Instrument.objects.published().order_by("slug"),
    ("slug",),
    (
        column("slug", "Identifies the instrument, also in addresses."),
        column("name", "Name in English."),
        column("kind", "Kind of instrument."),
        column("code", "Code, such as C189."),
        column("year", "Year of adoption.", kind="integer"),
        slug_of(
            "organizations", "adopted_by__slug", "adopted_by", "Slug of the body that adopted it."
        ),
        column("sdg_goal", "Sustainable Development Goal.", kind="integer"),
        column("text_url", "Address of the official text.", "url"),
    ),
    page="/instruments/{slug}/",
)
PARTICIPATIONS = DataTable(
    "participations",
    "Who took part in which workshop, with the position at that time.",
    lambda: Participation.objects.published().order_by("report__slug", "person__slug"),
    ("report", "person"),
    (
        report_slug(),
        slug_of("people", "person__slug", "person", "Slug of the person."),
        column("role", "Role at the workshop."),
        column("position", "Position at that time."),
        *declared_columns("participation"),
    ),
)
AFFILIATIONS = DataTable(
    "affiliations",
    "For which organizations people took part.",
    lambda: of_published(
        Affiliation, "participation__report", "participation__person__slug", "order"
    ),
    ("report", "person", "organization"),
    (
        report_slug("participation__report__"),
        slug_of("people", "participation__person__slug", "person", "Slug of the person."),
        slug_of("organizations", "organization__slug", "organization", "Slug of the organization."),
    ),
)


def assigned_themes(model: Any, record: str, identifier: str, description: str) -> DataTable:
    """Return the table of the themes of paragraphs or recommendations."""
    place = f"{record}__{identifier}"
    return DataTable(
        f"{record}_themes",
        f"The themes of the {record}s.",
        lambda: of_published(model, f"{record}__report", place, "theme__slug"),
        ("report", record, "theme"),
        (
            report_slug(f"{record}__report__"),
            column(record, description, place),
            slug_of("themes", "theme__slug", "theme", "Slug of the theme."),
            column("status", "confirmed by an editor, or suggested by the portal."),
        ),
    )


PARAGRAPH_THEMES = assigned_themes(
    ParagraphTheme, "paragraph", "anchor", "Anchor of the paragraph."
)
RECOMMENDATION_THEMES = assigned_themes(
    RecommendationTheme, "recommendation", "reference", "Its reference."
)
RECOMMENDATION_ORGANIZATIONS = DataTable(
    "recommendation_organizations",
    "Who made the recommendations, who is asked to act, and who is named.",
    lambda: of_published(
        Involvement,
        "recommendation__report",
        "recommendation__reference",
        "organization__slug",
        "role",
    ),
    ("report", "recommendation", "organization", "role"),
    (
        report_slug("recommendation__report__"),
        column("recommendation", "Its reference.", "recommendation__reference"),
        slug_of("organizations", "organization__slug", "organization", "Slug of the organization."),
        column("role", "issuer, addressee or named."),
    ),
)
# In the order of the archive: what others refer to comes first.
TABLES = (
    *(ORGANIZATIONS, THEMES, INSTRUMENTS, PEOPLE),
    *(REPORTS, SESSIONS, PARAGRAPHS, STATEMENTS, RECOMMENDATIONS),
    *(PARTICIPATIONS, AFFILIATIONS),
    *(PARAGRAPH_THEMES, RECOMMENDATION_THEMES, RECOMMENDATION_ORGANIZATIONS),
    *(CROSS_REFERENCES, RATIONALE_LINKS, LINEAGE, MEMBERSHIPS),
    *(ROUNDS, ROUND_REPORTS, FOLLOW_UP),
    *(table for record_type in IDENTIFIERS for table in declared_tables(record_type)),
)
