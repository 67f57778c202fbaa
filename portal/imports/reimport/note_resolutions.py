"""What editors have decided about notes, kept when a reimport writes the notes anew."""

from collections import Counter
from collections.abc import Iterator

from reports.models import ImportNote, Report

# Code, field, and its value.
NoteIdentity = tuple[str, str, str]


def identities(note: ImportNote) -> Iterator[NoteIdentity]:
    """Yield what identifies the same note later: its reason, and what it is about.

    The reason alone is not enough: another version of the portal may word it differently.
    """
    yield note.code, "reason", note.reason
    if note.about:
        yield note.code, "about", note.about


def identified_notes(report: Report) -> Iterator[tuple[ImportNote, list[NoteIdentity]]]:
    """Yield each note with its identities, except a subject that several notes share."""
    notes = list(report.notes.all())
    count = Counter(identity for note in notes for identity in identities(note))
    for note in notes:
        own = identities(note)
        yield note, [one for one in own if one[1] == "reason" or count[one] == 1]


def resolved_notes(report: Report) -> dict[NoteIdentity, bool]:
    """Return whether each note that an editor has decided about is resolved, by its identities."""
    return {
        identity: note.resolved
        for note, own in identified_notes(report)
        if note.by_hand
        for identity in own
    }


def restore_resolutions(report: Report, resolutions: dict[NoteIdentity, bool]) -> None:
    for note, own in identified_notes(report):
        known = [resolutions[identity] for identity in own if identity in resolutions]
        if known:
            note.resolved, note.by_hand = known[0], True
            note.save()
