"""The names that other code may import."""

from reports.models.agenda import Contribution, Paragraph, ParagraphTheme, Session
from reports.models.assignments import ThemeStatus
from reports.models.dates import PublicationDates
from reports.models.gone import Gone, ProposedSource
from reports.models.people import Organization, Participation, Person
from reports.models.report import Annex, Report
from reports.models.source import ImportNote, SourceDocument, SourcePart
from reports.models.vocabulary import Instrument, SeededRecord, Theme

__all__ = [
    "Annex",
    "Contribution",
    "Gone",
    "ImportNote",
    "Instrument",
    "Organization",
    "Paragraph",
    "ParagraphTheme",
    "Participation",
    "Person",
    "ProposedSource",
    "PublicationDates",
    "Report",
    "SeededRecord",
    "Session",
    "SourceDocument",
    "SourcePart",
    "Theme",
    "ThemeStatus",
]
