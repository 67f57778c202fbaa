"""What editors have decided about notes, kept when a reimport writes the notes anew."""

from collections import Counter
from collections.abc import Iterator

from reports.models import ImportNote, Report

# Code, field, and its value.
NoteIdentity = tuple[str, str, str]


def identities(note: ImportNote) -> Iterator[NoteIdentity]:
    """Yield what a later note is known by: its reason, or what it is about.

    Another version of the portal may give another reason.
    """
    yield note.code, "reason", note.reason
    if note.about:
        yield note.code, "about", note.about


def resolved_notes(report: Report) -> dict[NoteIdentity, bool]:
    """Return the decisions; those that several notes would have are left out."""
    notes = list(report.notes.all())
    count = Counter(identity for note in notes for identity in identities(note))
    return {
        identity: note.resolved
        for note in notes
        if note.by_hand
        for identity in identities(note)
        if identity[1] == "reason" or count[identity] == 1
    }


def restore_resolutions(report: Report, resolutions: dict[NoteIdentity, bool]) -> None:
    for note in report.notes.all():
        known = [resolutions[identity] for identity in identities(note) if identity in resolutions]
        if known:
            note.resolved, note.by_hand = known[0], True
            note.save()
