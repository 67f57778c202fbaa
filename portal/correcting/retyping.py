"""What a piece keeps when it becomes another thing: nothing that says whose words it gives is lost."""

from portal.correcting import remembered, words
from portal.correcting.units import Unit
from portal.correcting.words import Role, Voice, Words
from portal.history.saving import SaveRefusedError
from recommendations.models import Recommendation
from reports.models import Organization, Paragraph, Person, Report

# They give nobody's words. What is discarded is no part of the report, nor are its speakers.
NOBODY_S = {"heading", "title", "level", "footnote"}


def kept_by(report: Report, unit: Unit, to: str) -> Words:
    """Return what goes along with a piece. Raises SaveRefusedError for what would be lost."""
    said, record = words.words_of(unit), unit.record
    if isinstance(record, Paragraph):
        above = words.paragraph_above(report, unit)
        refuse_others_words_for_points(record, said, above)
        if to == "recommendation":
            refuse_others_words(said, above)
    if isinstance(record, Recommendation):
        refuse_loss_of_addressees(record)
        # Of its own it has those who made it; whoever speaks, speaks in its paragraph.
        is_somebody_s = bool(record.issuers)
    else:
        is_somebody_s = said.is_somebody_s
    if to in NOBODY_S and is_somebody_s:
        raise SaveRefusedError(
            f"It gives the words of {whose(said)}, and a {to} gives nobody’s. Take that off first."
        )
    return said


def refuse_others_words(said: Words, above: Paragraph | None) -> None:
    """Refuse to make a recommendation of words that are not those of its paragraph."""
    is_of_bodies = said.voice == Voice.NAMED and said.bodies and not said.speakers
    if above is None or is_of_bodies:
        # Bodies that speak become those that made it.
        return
    there = words.of_paragraph(above)
    if (said.voice, said.speakers) != (there.voice, there.speakers):
        raise SaveRefusedError(
            f"It gives the words of {whose(said)}, and would stand in a paragraph that gives "
            f"those of {whose(there)}. Say the same of both first."
        )


def refuse_others_words_for_points(
    record: Paragraph, said: Words, above: Paragraph | None
) -> None:
    """Refuse to leave what a paragraph recommends to one that gives the words of others."""
    if above is None or not record.recommendations.exists():
        return
    there = words.of_paragraph(above)
    if said.whose != there.whose:
        raise SaveRefusedError(
            f"Recommendations stand in it, in the words of {whose(said)}, and would stand in a "
            f"paragraph that gives those of {whose(there)}. Say the same of both first."
        )


def refuse_loss_of_addressees(record: Recommendation) -> None:
    if asked := [str(one) for one in record.addressees]:
        raise SaveRefusedError(
            f"It asks {', '.join(asked)} to act, and only a recommendation asks. Take that off "
            "first."
        )


def whose(said: Words) -> str:
    """Return whose words these are: names, or the voice in the words that an editor chooses from."""
    people = Person.objects.filter(participations__in=said.speakers)
    bodies = Organization.objects.filter(pk__in=said.bodies)
    names = [one.name for one in (*people.order_by("name"), *bodies.order_by("name"))]
    return ", ".join(names) or f"“{Voice(said.voice).label}”"


def finish(report: Report, made: Unit, said: Words, was: Unit) -> None:
    """Give a piece that was made what it keeps of what it was, last or earlier."""
    if isinstance(made.record, Paragraph) and not isinstance(
        was.record, Recommendation
    ):
        remembered.bring_back(report, made.record)
        return
    words.give(made, said)
    if isinstance(made.record, Recommendation) and not said.speakers:
        words.involve(made.record, Role.ISSUER, said.bodies, said.printed)
