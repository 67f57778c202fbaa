"""Check a stored report against its source: completeness, and edits since the import."""

from dataclasses import dataclass

from portal.content import uncertain_places
from portal.content.coverage import text_errors
from portal.content.item_names import record_name
from portal.content.loader import load_snapshot
from portal.content.notes.note_record import note_record
from portal.content.uncertain_places import UncertainPlace
from portal.documents import sandbox
from portal.parsing import coverage
from portal.parsing.coverage import CoverageError, excerpt
from portal.parsing.extraction_notes import extraction_notes
from portal.parsing.source import UnreadableError
from reports.models import Report


@dataclass(frozen=True)
class Proof:
    """What is wrong with a report, and where it is uncertain whether its text is that of the file."""

    errors: list[CoverageError]
    uncertain: list[UncertainPlace]
    # Count of uncertain places that an editor has compared with the file.
    confirmed: int = 0

    @property
    def verdict(self) -> str:
        if self.errors:
            return "faulty"
        return "uncertain" if self.uncertain else "complete"


def prove(report: Report) -> Proof:
    """Compare the stored report with its file, which is extracted again, twice, in the sandbox."""
    document = report.source
    content = bytes(document.content)
    try:
        reread = sandbox.read_document(document.name, content)
    except UnreadableError as error:
        return Proof([CoverageError("source", f"The stored file cannot be read: {error}")], [])
    errors = coverage.check_file(content, document.sha256, document.text, reread)
    errors += find_text_errors(report)
    resolved = report.notes.filter(code=uncertain_places.CODE, resolved=True)
    confirmed = set(resolved.values_list("reason", "start", "end"))
    notes = extraction_notes(reread)
    uncertain = [
        note_record(note, document)
        for note in notes
        if (note.reason, *(note.span or (None, None))) not in confirmed
    ]
    places = uncertain_places.locate_notes(report, uncertain)
    return Proof(errors, places, len(notes) - len(places))


def find_errors(report: Report) -> list[CoverageError]:
    """Return what the stored report misses, adds or moves, and what is wrong with its file."""
    return prove(report).errors


def find_text_errors(report: Report) -> list[CoverageError]:
    """Return the differences between the stored report and the stored text of its source."""
    if report.source is None:
        return []
    document = report.source
    return text_errors(load_snapshot(report), document.text, document.name)


def edits_of(report: Report) -> list[str]:
    """Return the names of the items that were edited since the import."""
    snapshot = load_snapshot(report)
    edited = ["its own page"] if report.version > report.imported_version else []
    records = (*snapshot.sessions, *snapshot.paragraphs, *snapshot.recommendations)
    edited += [excerpt(record_name(record)) for record in records if record.version > 1]
    # Not find_errors: the stored file cannot be edited.
    return edited + [error.message for error in find_text_errors(report)]
