"""Turn a note of the importer into a record."""

from portal.parsing.source import Note
from reports.models import ImportNote, SourceDocument


def note_record(note: Note, document: SourceDocument) -> ImportNote:
    """Return the unsaved record of a note about the document."""
    start, end = note.span or (None, None)
    return ImportNote(
        document=document,
        code=note.code,
        reason=note.reason,
        start=start,
        end=end,
        about=note.about,
    )
