"""What was typed into a form becomes what is stored: columns, links, and who speaks."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from portal.desk.pieces import ROLES, Fields, Place
from portal.history.saving import SaveRefusedError
from portal.importing import labels
from recommendations.models import Involvement
from reports.models import (
    Paragraph,
    Participation,
    Person,
    Report,
    Session,
    ThemeStatus,
)
from reports.models.people import Affiliation


def store(report: Report, place: Place, row: models.Model, fields: Fields) -> None:
    """Give a row its columns and links. Raises SaveRefusedError for what cannot be stored."""
    special = SPECIAL.get(place.kind, {})
    columns = {field.name for field in row._meta.concrete_fields} & fields.keys()
    for name in sorted(columns):
        if name in special:
            special[name](report, row, fields[name])
        else:
            setattr(row, name, row._meta.get_field(name).to_python(fields[name]))
    if isinstance(row, Paragraph):
        settle_voice(row, fields)
    refuse_invalid(row)
    row.save()
    for name in fields.keys() - columns:
        if name in special:
            special[name](report, row, fields[name])
        else:
            getattr(row, name).set(fields[name])


def settle_voice(paragraph: Paragraph, fields: Fields) -> None:
    """Let readers see the number that the label prints, and nobody speak in others' words."""
    paragraph.label = labels.tidied(paragraph.label)
    paragraph.number = labels.number_in(paragraph.label)
    if paragraph.voice == Paragraph.Voice.NAMED:
        return
    if fields.get("speakers"):
        raise SaveRefusedError(
            "Only a named speaker's paragraph has speakers: choose “Named speaker”, or take "
            "the speakers off."
        )
    paragraph.contributions.all().delete()


def refuse_invalid(row: models.Model) -> None:
    # What no editor types is none of his faults: a next draft's address is no address.
    fields = row._meta.concrete_fields
    not_typed = {field.name for field in fields if not field.editable} | {"slug"}
    try:
        row.full_clean(exclude=not_typed)
    except ValidationError as fault:
        told = [
            f"{name.replace('_', ' ').capitalize()}: {' '.join(sentences)}"
            if name != "__all__"
            else " ".join(sentences)
            for name, sentences in fault.message_dict.items()
        ]
        raise SaveRefusedError(" ".join(told)) from None


def keep_speakers(report: Report, paragraph: Paragraph, people: list[int]) -> None:
    paragraph.contributions.exclude(participation__person__in=people).delete()
    there = set(paragraph.contributions.values_list("participation__person", flat=True))
    by_person = {one.person_id: one for one in report.participations.all()}
    for key in people:
        if key not in there and key in by_person:
            paragraph.contributions.create(participation=by_person[key])


def keep_themes(report: Report, record: Any, themes: list[int]) -> None:
    """Store the themes. Whoever picks or drops one has judged all: they are confirmed."""
    if set(themes) != {one.theme_id for one in record.listed_assignments}:
        record.assign_themes(themes, ThemeStatus.CONFIRMED)


def confirm_themes(report: Report, record: Any, is_wanted: bool) -> None:
    if is_wanted:
        record.theme_assignments.update(status=ThemeStatus.CONFIRMED)


THEMES = {"themes": keep_themes, "confirm_themes": confirm_themes}


def keep_involved(role: str) -> Callable[[Report, Any, list[int]], None]:
    def keep(report: Report, recommendation: Any, bodies: list[int]) -> None:
        same = recommendation.involvements.filter(role=role)
        same.exclude(organization__in=bodies).delete()
        there = set(same.values_list("organization", flat=True))
        Involvement.objects.bulk_create(
            Involvement(recommendation=recommendation, organization_id=key, role=role)
            for key in bodies
            if key not in there
        )

    return keep


def keep_person(
    report: Report, participation: Participation, people: list[int]
) -> None:
    (key,) = people
    others = report.participations.exclude(pk=participation.pk)
    if others.filter(person=key).exists():
        person = Person.objects.get(pk=key)
        raise SaveRefusedError(f"{person} is among the participants already.")
    participation.person_id = key


def keep_affiliations(
    report: Report, participation: Participation, bodies: list[int]
) -> None:
    participation.affiliations.all().delete()
    Affiliation.objects.bulk_create(
        Affiliation(participation=participation, organization_id=key, order=order)
        for order, key in enumerate(bodies)
    )


def keep_anchored(name: str, model: type[models.Model]) -> Callable[..., None]:
    def keep(report: Report, annex: Any, anchor: str | None) -> None:
        found = model._base_manager.filter(report=report, anchor=anchor).first()
        setattr(annex, name, found)

    return keep


SPECIAL: dict[str, dict[str, Callable[..., None]]] = {
    "paragraph": {"speakers": keep_speakers, **THEMES},
    "recommendation": {
        **{name: keep_involved(role) for role, name in ROLES.items()},
        **THEMES,
    },
    "participation": {"person": keep_person, "organizations": keep_affiliations},
    "annex": {
        "named_in": keep_anchored("named_in", Paragraph),
        "session": keep_anchored("session", Session),
    },
}
