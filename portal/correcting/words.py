"""Whose words a piece gives and what it is about: it goes along when the piece is cut, joined or retyped."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from portal.correcting.units import Unit, units_of
from portal.history.saving import SaveRefusedError
from portal.importing.vocabulary import Names
from recommendations.models import Involvement, Recommendation
from reports.models import Annex, Paragraph, Report, Session, Theme

Role = Involvement.Role
Voice = Paragraph.Voice
NAMED = {
    Paragraph: ("themes", "organizations", "instruments"),
    Recommendation: ("themes", "instruments"),
}


@dataclass(frozen=True)
class Words:
    """Whose words a piece gives, and what it is about: keys of participations and of the registers."""

    voice: str = Voice.DOCUMENT
    speakers: frozenset[int] = frozenset()
    bodies: frozenset[int] = frozenset()
    themes: frozenset[int] = frozenset()
    instruments: frozenset[int] = frozenset()
    organizations: frozenset[int] = frozenset()
    # As the report prints a body that recommends, where no record of it says so.
    printed: dict[int, str] = field(default_factory=dict)

    @property
    def whose(self) -> tuple[str, frozenset[int], frozenset[int]]:
        """Those who speak; of all together, bodies in it say no more than who asked for it."""
        is_named = self.voice == Voice.NAMED
        return self.voice, self.speakers, self.bodies if is_named else frozenset()

    @property
    def is_somebody_s(self) -> bool:
        return bool(self.speakers or self.bodies)


def words_of(unit: Unit) -> Words:
    """Return whose words a piece gives; a heading and the parts give nobody's."""
    record = unit.record
    if isinstance(record, Paragraph):
        return of_paragraph(record)
    if isinstance(record, Recommendation):
        return of_recommendation(record)
    return Words()


def of_paragraph(record: Paragraph) -> Words:
    spoken = record.contributions.values_list("participation", flat=True)
    return Words(
        voice=record.voice,
        speakers=frozenset(spoken),
        bodies=keys(record.speaking_organizations),
        themes=keys(record.themes),
        instruments=keys(record.instruments),
        organizations=keys(record.organizations),
    )


def of_recommendation(record: Recommendation) -> Words:
    """Return the words of its paragraph; among somebody's words, they are those of its makers."""
    made_by = record.involvements.filter(role=Role.ISSUER)
    issuers = dict(made_by.values_list("organization", "printed"))
    above = of_paragraph(record.paragraph) if record.paragraph else Words()
    named = record.involvements.filter(role=Role.NAMED)
    among_others = bool(issuers) and above.voice == Voice.NAMED
    return Words(
        voice=above.voice,
        speakers=frozenset() if among_others else above.speakers,
        bodies=frozenset(issuers) | (frozenset() if among_others else above.bodies),
        themes=keys(record.themes),
        instruments=keys(record.instruments),
        organizations=frozenset(named.values_list("organization", flat=True)),
        printed={key: form for key, form in issuers.items() if form},
    )


def keys(related: Any) -> frozenset[int]:
    return frozenset(related.values_list("pk", flat=True))


def give(unit: Unit, words: Words) -> None:
    """Let a new piece give these words. Headings and parts can give nobody's."""
    record = unit.record
    if isinstance(record, Paragraph):
        record.voice = words.voice
        record.save(update_fields=["voice"])
        for key in sorted(words.speakers):
            record.contributions.get_or_create(participation_id=key)
        record.speaking_organizations.add(*words.bodies)
        record.organizations.add(*words.organizations)
    elif isinstance(record, Recommendation):
        involve(record, Role.NAMED, words.organizations, {})
    if isinstance(record, (Paragraph, Recommendation)):
        record.themes.add(*words.themes)
        record.instruments.add(*words.instruments)


def involve(
    record: Recommendation, role: str, bodies: Iterable[int], printed: dict[int, str]
) -> None:
    for key in sorted(bodies):
        record.involvements.get_or_create(
            organization_id=key, role=role, defaults={"printed": printed.get(key, "")}
        )


def paragraph_above(report: Report, unit: Unit) -> Paragraph | None:
    """Return the paragraph in which a piece would stand if it were a recommendation."""
    before = [one for one in units_of(report) if one.start < unit.start]
    heads = [one.record for one in before if one.kind in {"heading", "paragraph"}]
    return heads[-1] if heads and isinstance(heads[-1], Paragraph) else None


def share(first: Unit, second: Unit) -> None:
    """Let the second half of a piece give the words of the first, and part what they are about.

    What one half alone names stays with it; of what neither or both name, both keep it.
    """
    here, there = first.record, second.record
    if isinstance(here, Paragraph) and isinstance(there, Paragraph):
        said = of_paragraph(here)
        give(second, Words(said.voice, said.speakers, said.bodies))
        for annex in here.annexes_named.all():
            if annex.label not in here.text and annex.label in there.text:
                annex.named_in = there
                annex.save()
    elif isinstance(here, Recommendation) and isinstance(there, Recommendation):
        for one in here.involvements.exclude(role=Role.NAMED):
            involve(
                there,
                one.role,
                [one.organization_id],
                {one.organization_id: one.printed},
            )
        part_named(here, there)
    else:
        return
    for name in NAMED[type(here)]:
        mine, others = parted(getattr(here, name).all(), here.text, there.text)
        getattr(here, name).set(mine)
        getattr(there, name).set(others)


def part_named(here: Recommendation, there: Recommendation) -> None:
    named = here.involvements.filter(role=Role.NAMED).select_related("organization")
    bodies = [one.organization for one in named]
    mine, others = parted(bodies, here.text, there.text)
    named.exclude(organization__in=mine).delete()
    involve(there, Role.NAMED, [one.pk for one in others], {})


def parted(
    records: Iterable[models.Model], one: str, other: str
) -> tuple[list[Any], list[Any]]:
    """Return which records go with each of two texts."""
    found: tuple[list[Any], list[Any]] = ([], [])
    for record in records:
        names = Names.of([("", forms_of(record))], any_case=isinstance(record, Theme))
        is_in = [any(names.find(text)) for text in (one, other)]
        for place, names_it in enumerate(is_in):
            if names_it or not any(is_in):
                found[place].append(record)
    return found


def forms_of(record: Any) -> list[str]:
    forms = record.signals if isinstance(record, Theme) else record.printed_forms
    return list(forms)


def hand_over(unit: Unit, to: Unit) -> None:
    """Give what hangs on a piece that is about to go to the one that takes its words."""
    going, staying = unit.record, to.record
    if isinstance(going, Paragraph) and isinstance(staying, Paragraph):
        # What the source prints finds its place by itself.
        going.recommendations.filter(spans=[]).update(paragraph=staying)
        going.annexes_named.update(named_in=staying)
        give(to, of_paragraph(going))
    elif isinstance(going, Session) and isinstance(staying, Session):
        Annex.objects.filter(session=going).update(session=staying)
    elif isinstance(going, Recommendation) and isinstance(staying, Recommendation):
        for name in NAMED[Recommendation]:
            getattr(staying, name).add(*getattr(going, name).all())
        for one in going.involvements.all():
            form = {one.organization_id: one.printed}
            involve(staying, one.role, [one.organization_id], form)


def refuse_apart(first: Unit, unit: Unit) -> None:
    """Refuse to join pieces of which one would lose whose words it gives, or what it stands under."""
    one, other = first.record, unit.record
    if isinstance(one, Paragraph) and isinstance(other, Paragraph):
        refuse_voices_apart(of_paragraph(one), of_paragraph(other))
    elif isinstance(one, Recommendation) and isinstance(other, Recommendation):
        refuse_recommendations_apart(one, other)


def refuse_voices_apart(one: Words, other: Words) -> None:
    if one.voice != other.voice:
        raise SaveRefusedError(
            f"The piece before gives the words of “{Voice(one.voice).label}”, this one those of "
            f"“{Voice(other.voice).label}”. Choose the same for both, then join them."
        )
    # Where a person speaks, no body does.
    if (one.speakers and other.bodies and not other.speakers) or (
        other.speakers and one.bodies and not one.speakers
    ):
        raise SaveRefusedError(
            "In one of the two a person speaks, in the other a State or a body. Name the same "
            "speakers in both, then join them."
        )


def refuse_recommendations_apart(one: Recommendation, other: Recommendation) -> None:
    if one.level != other.level:
        raise SaveRefusedError(
            f"The recommendation before has the level “{one.stated_level}”, this one "
            f"“{other.stated_level}”. Set the same level for both, then join them."
        )
    if other.parent_id not in {one.parent_id, one.pk}:
        raise SaveRefusedError(
            "The two stand under different recommendations. Put both under the same, then "
            "join them."
        )
    made_by = [{body.pk for body in each.issuers} for each in (one, other)]
    if all(made_by) and made_by[0] != made_by[1]:
        raise SaveRefusedError(
            "The two were made by different States or bodies. Name the same for both, then "
            "join them."
        )
