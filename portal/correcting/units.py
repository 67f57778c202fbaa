"""The pieces of an imported report under one handle, whatever record each is stored as."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models

from portal.history.saving import SaveRefusedError
from portal.importing import labels
from portal.importing.fidelity import Unit as Stretch
from portal.importing.fidelity import printed_by
from portal.importing.source import Span
from recommendations.models import Recommendation
from reports.models import Paragraph, Report, Session, SourcePart

MODELS: dict[str, type[models.Model]] = {
    "heading": Session,
    "paragraph": Paragraph,
    "recommendation": Recommendation,
    "part": SourcePart,
}


def refuse_unfit(record: models.Model, *fields: str) -> None:
    """Refuse what does not fit these fields, such as a name longer than its place."""
    others = {field.name for field in record._meta.concrete_fields} - set(fields)
    try:
        record.clean_fields(exclude=others)
    except ValidationError as fault:
        name, messages = next(iter(fault.message_dict.items()))
        raise SaveRefusedError(f"{name.capitalize()}: {' '.join(messages)}") from None


@dataclass(frozen=True)
class Unit:
    """A piece of the report: a heading, paragraph, recommendation, or part of another kind."""

    kind: str
    record: models.Model

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.record.pk}"

    @property
    def spans(self) -> list[Span]:
        return [(start, end) for start, end in self.record.spans]

    @property
    def start(self) -> int:
        """Where it begins in the source; what no source printed stands before all else."""
        return self.record.spans[0][0] if self.record.spans else -1

    @property
    def end(self) -> int:
        return self.record.spans[-1][1] if self.record.spans else -1

    @property
    def is_part(self) -> bool:
        return self.kind == "part"

    @property
    def is_discard(self) -> bool:
        return self.is_part and self.record.kind == SourcePart.Kind.DISCARD

    @property
    def type(self) -> str:
        """What it is, in the words that an editor chooses from."""
        if not self.is_part:
            return self.kind
        # What heads recommendations of one level, and no session.
        is_level = self.record.kind == SourcePart.Kind.HEADING
        return "level" if is_level else self.record.kind

    @property
    def label(self) -> str:
        return self.record.label if self.kind == "paragraph" else ""

    @property
    def text(self) -> str:
        return self.record.heading if self.kind == "heading" else self.record.text


def units_of(report: Report) -> list[Unit]:
    """Return every piece of the report in the order in which the source prints them."""
    found = [
        *(Unit("heading", one) for one in report.sessions.all()),
        *(Unit("paragraph", one) for one in report.paragraphs.all()),
        *(Unit("recommendation", one) for one in report.recommendations.all()),
        *(Unit("part", one) for one in report.parts.all()),
    ]
    return sorted(found, key=lambda unit: (unit.start, unit.end))


def unit_of(report: Report, key: str) -> Unit:
    """Return the piece of that key. Raises SaveRefusedError if the report has none."""
    kind, _, number = key.rpartition("-")
    is_key = number.isascii() and number.isdigit() and len(number) < 18
    if kind in MODELS and is_key:
        found = MODELS[kind]._base_manager.filter(pk=number, report=report).first()
        if found:
            return Unit(kind, found)
    raise SaveRefusedError(
        "This piece is not there any more: somebody has joined it or made something else of it."
    )


@dataclass(frozen=True)
class Source:
    """The source of a report: its text, and what of it is no word."""

    report: Report

    @cached_property
    def text(self) -> str:
        return str(self.report.source.text)

    def holes(self) -> list[Span]:
        discards = self.report.parts.filter(kind=SourcePart.Kind.DISCARD)
        return sorted((start, end) for one in discards for start, end in one.spans)

    def printed(self, spans: Iterable[Span]) -> str:
        """Return what the stretches print, without what is discarded in them."""
        return printed_by(self.text, Stretch("", list(spans), ""), self.holes())

    def says(self, unit: Unit) -> str:
        """Return what the source prints of a piece, its number left out."""
        return labels.behind(self.printed(unit.spans), unit.label)

    def position(self, unit: Unit, offset: int) -> int:
        """Return where in the source the character of the piece's text stands.

        Blanks differ between the two, all other characters do not.
        """
        before = len("".join((unit.label + unit.text[:offset]).split()))
        for start, end in unit.spans:
            for place in range(start, end):
                if self.text[place].isspace():
                    continue
                if before == 0:
                    return place
                before -= 1
        raise SaveRefusedError("The text ends before that place.")
