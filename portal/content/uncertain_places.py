"""The places where the text of a report may differ from its file: open notes of the comparison.

An editor who has compared a place with the file resolves its note; then the place is certain.
"""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext

from portal.content.notes.report_facts import ReportFacts, SpannedRecord
from recommendations.models import Recommendation
from reports.models import ImportNote, Paragraph, Report

CODE = "extraction-differs"
RECORDS = ("paragraphs", "recommendations", "sessions")


@dataclass(frozen=True)
class UncertainPlace:
    """A place: the reason, the page (empty without one), and the record there, if any."""

    reason: str
    page: str
    record: SpannedRecord | None

    @property
    def name(self) -> str:
        """Return the name of the record in the active language."""
        if isinstance(self.record, Paragraph):
            return self.record.display_name
        if isinstance(self.record, Recommendation):
            return gettext("Recommendation %(reference)s") % {"reference": self.record.number}
        return str(self.record or "")


def uncertain_notes(notes: QuerySet[ImportNote]) -> QuerySet[ImportNote]:
    """Return the notes about places that no editor has compared with the file, in order."""
    return notes.filter(code=CODE, resolved=False).order_by("start", "pk")


def uncertain_places(report: Report) -> list[UncertainPlace]:
    return locate_notes(report, list(uncertain_notes(report.notes)))


def locate_notes(report: Report, notes: list[ImportNote]) -> list[UncertainPlace]:
    facts = ReportFacts(report)
    return [UncertainPlace(note.reason, note.about, record_at(facts, note)) for note in notes]


def record_at(facts: ReportFacts, note: ImportNote) -> SpannedRecord | None:
    """Return the record with the first words of the note."""
    if note.start is None:
        return None
    found = [record for name in RECORDS if (record := facts.record_at(name, note))]
    return min(found, key=lambda record: record.spans[0][0], default=None)
