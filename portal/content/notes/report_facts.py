"""The stored records of a report, each type fetched at most once for all notes."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from recommendations.models import Recommendation
from reports.models import (
    Contribution,
    ImportNote,
    Instrument,
    Organization,
    Paragraph,
    Participation,
    Report,
    Session,
    SourcePart,
)
from reports.text import split_lines

SpannedRecord = Session | Paragraph | Recommendation | SourcePart


class SpanIndex:
    """Looks up records by their spans in the source. Spans do not overlap."""

    def __init__(self, records: Iterable[SpannedRecord]):
        self.records = list(records)
        # (start, end, index of the record)
        self.spans = sorted(
            (start, end, index)
            for index, record in enumerate(self.records)
            for start, end in record.spans
        )
        self.starts = [start for start, _, _ in self.spans]

    def record_at(self, note: ImportNote) -> SpannedRecord | None:
        """Return the first record that overlaps the span of the note."""
        if note.start is None or note.end is None:
            return None
        first = max(bisect_right(self.starts, note.start) - 1, 0)
        stop = bisect_left(self.starts, note.end)
        overlapping = [index for _, end, index in self.spans[first:stop] if end > note.start]
        return self.records[min(overlapping)] if overlapping else None


class ReportFacts:
    """The records of a report; each type is fetched on first use."""

    def __init__(self, report: Report):
        self.report = report
        self.span_indexes: dict[str, SpanIndex] = {}

    def record_at(self, name: str, note: ImportNote) -> Any:
        """Return the first record that overlaps the note; `name` is the records' attribute."""
        if name not in self.span_indexes:
            self.span_indexes[name] = SpanIndex(getattr(self, name))
        return self.span_indexes[name].record_at(note)

    def begins_at(self, name: str, note: ImportNote) -> bool:
        """Return whether a record begins within the note, and not before it."""
        record = self.record_at(name, note)
        return bool(record and note.start <= record.spans[0][0])

    @cached_property
    def sessions(self) -> list[Session]:
        return list(self.report.sessions.in_document_order())

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        return list(self.report.paragraphs.in_document_order().defer("text_markdown", "text_html"))

    @cached_property
    def speakers_by_paragraph(self) -> dict[int, set[int]]:
        """Return the keys of the speaking participations by the key of the paragraph."""
        contributions = Contribution.objects.filter(paragraph__report=self.report)
        speakers: dict[int, set[int]] = defaultdict(set)
        for paragraph, participation in contributions.values_list("paragraph", "participation"):
            speakers[paragraph].add(participation)
        return speakers

    @cached_property
    def speakers(self) -> set[int]:
        return set().union(*self.speakers_by_paragraph.values())

    @cached_property
    def numbered_paragraphs(self) -> list[Paragraph]:
        return [paragraph for paragraph in self.paragraphs if paragraph.number.isdecimal()]

    @cached_property
    def numbered_index(self) -> dict[int, int]:
        """Return the index in `numbered_paragraphs` by the key of the paragraph."""
        return {paragraph.pk: index for index, paragraph in enumerate(self.numbered_paragraphs)}

    @cached_property
    def number_counts(self) -> Counter[str]:
        return Counter(paragraph.number for paragraph in self.paragraphs)

    @cached_property
    def recommendations(self) -> list[Recommendation]:
        recommendations = self.report.recommendations.in_document_order()
        return list(recommendations.prefetch_related("involvements__organization"))

    @cached_property
    def recommending_paragraphs(self) -> set[int | None]:
        """Return the keys of the paragraphs with recommendations."""
        return {recommendation.paragraph_id for recommendation in self.recommendations}

    @cached_property
    def parts(self) -> list[SourcePart]:
        return list(self.report.parts.all())

    @cached_property
    def level_headings(self) -> list[SourcePart]:
        return [part for part in self.parts if part.kind == SourcePart.Kind.HEADING]

    @cached_property
    def discards(self) -> list[SourcePart]:
        return [part for part in self.parts if part.kind == SourcePart.Kind.DISCARD]

    @cached_property
    def participations(self) -> list[Participation]:
        participations = self.report.participations.select_related("person")
        return list(participations.prefetch_related("affiliations"))

    @cached_property
    def missing_annexes(self) -> set[str]:
        """Return the labels of the annexes that the report names and does not contain."""
        return set(self.report.annexes.filter(session=None).values_list("label", flat=True))

    @cached_property
    def organization_names(self) -> set[str]:
        """Return every printed form of the vocabulary's organizations, in lower case."""
        return names_of(Organization.objects.all())

    @cached_property
    def instrument_names(self) -> set[str]:
        return names_of(Instrument.objects.all())


def names_of(records: Iterable[Organization | Instrument]) -> set[str]:
    return {form.casefold() for record in records for form in record.printed_forms}


def participant_names(participation: Participation) -> set[str]:
    """Return every form of the participant's name in the report and in the person's record."""
    person = participation.person
    return {
        *(person.name, participation.printed_name, *person.other_names),
        *split_lines(participation.short_forms),
    }
