"""What is stored of a report, fetched once however many doubts are looked at again."""

from collections.abc import Iterable
from functools import cached_property
from typing import TypeVar

from recommendations.models import Recommendation
from reports.models import (
    ImportNote,
    Paragraph,
    Participation,
    Report,
    Session,
    SourcePart,
)
from reports.text import lines_of

Placed = TypeVar("Placed", Session, Paragraph, Recommendation, SourcePart)


class Stored:
    """A report's records; each kind is fetched when it is first asked for."""

    def __init__(self, report: Report):
        self.report = report

    @cached_property
    def sessions(self) -> list[Session]:
        return list(self.report.sessions.as_printed())

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        found = self.report.paragraphs.as_printed().select_related("session")
        return list(found.prefetch_related("contributions"))

    @cached_property
    def recommendations(self) -> list[Recommendation]:
        found = self.report.recommendations.as_printed()
        return list(found.prefetch_related("involvements__organization"))

    @cached_property
    def parts(self) -> list[SourcePart]:
        return list(self.report.parts.all())

    @cached_property
    def participations(self) -> list[Participation]:
        found = self.report.participations.select_related("person")
        return list(found.prefetch_related("affiliations", "contributions"))


def standing(records: Iterable[Placed], note: ImportNote) -> Placed | None:
    """Return the first record that has words where the note points."""
    if note.start is None or note.end is None:
        return None
    for one in records:
        if any(start < note.end and note.start < end for start, end in one.spans):
            return one
    return None


def begins(records: Iterable[Placed], note: ImportNote) -> bool:
    """Say whether a record begins where the note points, and is no part of one before it."""
    found = standing(records, note)
    return bool(found and note.start <= found.spans[0][0])


def forms_of(participation: Participation) -> set[str]:
    """Return every form in which the report or the register prints a participant's name."""
    person = participation.person
    return {
        *(person.name, participation.printed_name, *person.other_names),
        *lines_of(participation.short_forms),
    }
