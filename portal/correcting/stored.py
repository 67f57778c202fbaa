"""What is stored of a report, fetched once however many doubts are looked at again."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from recommendations.models import Recommendation
from reports.models import (
    Contribution,
    ImportNote,
    Paragraph,
    Participation,
    Report,
    Session,
    SourcePart,
)
from reports.text import lines_of

Placed = Session | Paragraph | Recommendation | SourcePart


class Places:
    """Records by the stretches of the source in which their words stand, none of them in two."""

    def __init__(self, records: Iterable[Placed]):
        self.records = list(records)
        self.spans = sorted(
            (start, end, order)
            for order, one in enumerate(self.records)
            for start, end in one.spans
        )
        self.starts = [start for start, _, _ in self.spans]

    def standing(self, note: ImportNote) -> Placed | None:
        """Return the first record that has words where the note points."""
        if note.start is None or note.end is None:
            return None
        first = max(bisect_right(self.starts, note.start) - 1, 0)
        behind = bisect_left(self.starts, note.end)
        met = [order for _, end, order in self.spans[first:behind] if end > note.start]
        return self.records[min(met)] if met else None


class Stored:
    """A report's records; each kind is fetched when it is first asked for."""

    def __init__(self, report: Report):
        self.report = report
        self.places: dict[str, Places] = {}

    def standing(self, kind: str, note: ImportNote) -> Any:
        """Return the first record of a kind, such as `paragraphs`, that has words where the note points."""
        if kind not in self.places:
            self.places[kind] = Places(getattr(self, kind))
        return self.places[kind].standing(note)

    def begins(self, kind: str, note: ImportNote) -> bool:
        """Say whether a record begins where the note points, and is no part of one before it."""
        found = self.standing(kind, note)
        return bool(found and note.start <= found.spans[0][0])

    @cached_property
    def sessions(self) -> list[Session]:
        return list(self.report.sessions.as_printed())

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        return list(self.report.paragraphs.as_printed().select_related("session"))

    @cached_property
    def speakers(self) -> dict[int, set[int]]:
        """The keys of the participations of those who speak, by the key of the paragraph."""
        said = Contribution.objects.filter(paragraph__report=self.report)
        found: dict[int, set[int]] = defaultdict(set)
        for paragraph, speaker in said.values_list("paragraph", "participation"):
            found[paragraph].add(speaker)
        return found

    @cached_property
    def speaking(self) -> set[int]:
        return set().union(*self.speakers.values())

    @cached_property
    def numbered(self) -> list[Paragraph]:
        return [one for one in self.paragraphs if one.number.isdecimal()]

    @cached_property
    def place_among_numbered(self) -> dict[int, int]:
        return {one.pk: place for place, one in enumerate(self.numbered)}

    @cached_property
    def numbers(self) -> Counter[str]:
        return Counter(one.number for one in self.paragraphs)

    @cached_property
    def recommendations(self) -> list[Recommendation]:
        found = self.report.recommendations.as_printed()
        return list(found.prefetch_related("involvements__organization"))

    @cached_property
    def asked_in(self) -> set[int | None]:
        """The keys of the paragraphs in which something is recommended."""
        return {one.paragraph_id for one in self.recommendations}

    @cached_property
    def parts(self) -> list[SourcePart]:
        return list(self.report.parts.all())

    @cached_property
    def heads(self) -> list[SourcePart]:
        return [one for one in self.parts if one.kind == SourcePart.Kind.HEADING]

    @cached_property
    def discards(self) -> list[SourcePart]:
        return [one for one in self.parts if one.kind == SourcePart.Kind.DISCARD]

    @cached_property
    def participations(self) -> list[Participation]:
        found = self.report.participations.select_related("person")
        return list(found.prefetch_related("affiliations"))


def forms_of(participation: Participation) -> set[str]:
    """Return every form in which the report or the register prints a participant's name."""
    person = participation.person
    return {
        *(person.name, participation.printed_name, *person.other_names),
        *lines_of(participation.short_forms),
    }
