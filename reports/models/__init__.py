"""Models of reports; other code imports them from here."""

from reports.models.assignments import ThemeStatus
from reports.models.attachment import Attachment
from reports.models.contributions import Contribution
from reports.models.dates import PublicationDates
from reports.models.former_slugs import FormerSlug
from reports.models.memberships import Membership
from reports.models.merges import MergeRecord
from reports.models.organizations import Organization, OrganizationLabel
from reports.models.paragraphs import Paragraph, ParagraphTheme
from reports.models.people import Participation, Person
from reports.models.redaction_permit import RedactionPermit
from reports.models.removed_urls import ProposedSource, RemovedUrl
from reports.models.report import Annex, Report
from reports.models.sessions import Session
from reports.models.source import ImportNote, SourceDocument, SourcePart
from reports.models.statements import Statement
from reports.models.vocabulary import (
    Instrument,
    InstrumentLabel,
    SeededRecord,
    Theme,
    ThemeLabel,
)

__all__ = [
    "Annex",
    "Attachment",
    "Contribution",
    "FormerSlug",
    "ImportNote",
    "Instrument",
    "InstrumentLabel",
    "Membership",
    "MergeRecord",
    "Organization",
    "OrganizationLabel",
    "Paragraph",
    "ParagraphTheme",
    "Participation",
    "Person",
    "ProposedSource",
    "PublicationDates",
    "RedactionPermit",
    "RemovedUrl",
    "Report",
    "SeededRecord",
    "Session",
    "SourceDocument",
    "SourcePart",
    "Statement",
    "Theme",
    "ThemeLabel",
    "ThemeStatus",
]
