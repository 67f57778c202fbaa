"""Check a stored report against its source: completeness, and edits since the import."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any

from portal.content import file_values, uncertain_places
from portal.content.coverage import text_errors
from portal.content.item_names import record_name
from portal.content.loader import load_snapshot
from portal.content.notes.note_record import note_record
from portal.content.schema import BY_RECORD, REPORT_COLUMNS
from portal.content.snapshot import Snapshot
from portal.content.uncertain_places import UncertainPlace
from portal.documents import sandbox
from portal.parsing import coverage
from portal.parsing.coverage import CoverageError, excerpt
from portal.parsing.extraction_notes import extraction_notes
from portal.parsing.source import UnreadableError
from portal.redaction.passages import MASK
from reports.models import Report


@dataclass(frozen=True)
class Proof:
    """What is wrong with a report, and where it is uncertain whether its text is that of the file."""

    errors: list[CoverageError]
    uncertain: list[UncertainPlace]
    # Count of uncertain places that an editor has compared with the file.
    confirmed: int = 0
    # Characters that a redaction has masked; the file is withheld if there are any.
    masked: int = 0

    @property
    def verdict(self) -> str:
        if self.errors:
            return "faulty"
        return "uncertain" if self.uncertain else "complete"


def prove(report: Report) -> Proof:
    """Compare the stored report with its file, which is extracted again, twice, in the sandbox."""
    document = report.source
    if document.withheld_at:
        # The file is gone: the report is compared with the masked text that was read from it.
        return Proof(find_text_errors(report), [], masked=document.text.count(MASK))
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
    """Return the names of items that editors have changed, even if a reimport kept the changes."""
    stored, values = load_snapshot(report), file_values.last_file_values(report)
    is_edited = report.version > report.imported_version
    if values is None:
        names = [record for record in stored.spanned if getattr(record, "version", 1) > 1]
    else:
        is_edited = is_edited or differs(
            stored.report, values.report, (*REPORT_COLUMNS, "co_chairs")
        )
        names = [record for record in records_of(stored) if is_changed(record, stored, values)]
    edited = ["its own page"] if is_edited else []
    edited += [excerpt(record_name(record) or record.printed_name) for record in names]
    # Not find_errors: the stored file cannot be edited.
    return edited + [error.message for error in find_text_errors(report)]


def records_of(snapshot: Snapshot) -> list[Any]:
    lists = (snapshot.sessions, snapshot.paragraphs, snapshot.recommendations)
    mappings = (snapshot.participation, snapshot.annex)
    return [*chain(*lists), *chain(*(records.values() for records in mappings))]


def is_changed(record: Any, stored: Snapshot, values: Snapshot) -> bool:
    """Return whether an editor has added the record, or changed it or its speakers."""
    record_type = BY_RECORD[type(record)]
    base = values.of_type(record_type.name).get(record.key)
    if base is None or differs(record, base, record_type.set_by_editors):
        return True
    speakers = (set(one.speakers_of(record.key)) for one in (stored, values))
    return record_type.name == "paragraph" and next(speakers) != next(speakers)


def differs(first: Any, second: Any, names: Iterable[str]) -> bool:
    """Compare fields; links in any order."""
    pairs = ((getattr(first, name), getattr(second, name)) for name in names)
    return any(
        sorted(one) != sorted(other) if isinstance(one, tuple) else one != other
        for one, other in pairs
    )
