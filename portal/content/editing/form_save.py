"""Store the values of an item form: columns, links and speakers."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from portal.content.editing.locators import ROLES, Fields, ItemType
from portal.content.locking import SaveRefusedError
from portal.parsing import labels
from recommendations.models import Involvement
from reports.models import Paragraph, Participation, Person, Report, Session, ThemeStatus
from reports.models.people import Affiliation


def store_fields(report: Report, item_type: ItemType, row: models.Model, fields: Fields) -> None:
    """Store columns, then links. Raises SaveRefusedError for values that are not valid."""
    setters = SETTERS.get(item_type.record_type, {})
    columns = {field.name for field in row._meta.concrete_fields} & fields.keys()
    for name in sorted(columns):
        if name in setters:
            setters[name](report, row, fields[name])
        else:
            setattr(row, name, row._meta.get_field(name).to_python(fields[name]))
    if isinstance(row, Paragraph):
        apply_voice(row, fields)
    validate_row(row)
    row.save()
    for name in fields.keys() - columns:
        if name in setters:
            setters[name](report, row, fields[name])
        else:
            getattr(row, name).set(fields[name])


def apply_voice(paragraph: Paragraph, fields: Fields) -> None:
    """Derive the number from the label; remove the speakers if the voice is not a named one.

    Raises SaveRefusedError if speakers are given for another voice.
    """
    paragraph.label = labels.normalize_label(paragraph.label)
    paragraph.number = labels.label_number(paragraph.label)
    if paragraph.voice == Paragraph.Voice.NAMED:
        return
    if fields.get("speakers"):
        raise SaveRefusedError(
            "Only a named speaker's paragraph has speakers: choose “Named speaker”, or remove "
            "the speakers."
        )
    paragraph.contributions.all().delete()


def validate_row(row: models.Model) -> None:
    # Only what editors type: the slug of a draft version is invalid on purpose.
    fields = row._meta.concrete_fields
    excluded = {field.name for field in fields if not field.editable} | {"slug"}
    try:
        row.full_clean(exclude=excluded)
    except ValidationError as error:
        messages = [
            f"{name.replace('_', ' ').capitalize()}: {' '.join(field_messages)}"
            if name != "__all__"
            else " ".join(field_messages)
            for name, field_messages in error.message_dict.items()
        ]
        raise SaveRefusedError(" ".join(messages)) from None


def set_speakers(report: Report, paragraph: Paragraph, people: list[int]) -> None:
    """Set the speakers to those of the people who take part in the report."""
    paragraph.contributions.exclude(participation__person__in=people).delete()
    existing = set(paragraph.contributions.values_list("participation__person", flat=True))
    by_person = {
        participation.person_id: participation for participation in report.participations.all()
    }
    for key in people:
        if key not in existing and key in by_person:
            paragraph.contributions.create(participation=by_person[key])


def assign_themes(report: Report, record: Any, themes: list[int]) -> None:
    """Store the themes if they have changed; a change confirms all of them."""
    assigned = {assignment.theme_id for assignment in record.listed_assignments}
    if set(themes) != assigned:
        record.assign_themes(themes, ThemeStatus.CONFIRMED)


def confirm_themes(report: Report, record: Any, is_confirmed: bool) -> None:
    if is_confirmed:
        record.theme_assignments.update(status=ThemeStatus.CONFIRMED)


THEME_SETTERS = {"themes": assign_themes, "confirm_themes": confirm_themes}


def involvement_setter(role: str) -> Callable[[Report, Any, list[int]], None]:
    def set_involvements(report: Report, recommendation: Any, organizations: list[int]) -> None:
        involvements = recommendation.involvements.filter(role=role)
        involvements.exclude(organization__in=organizations).delete()
        existing = set(involvements.values_list("organization", flat=True))
        Involvement.objects.bulk_create(
            Involvement(recommendation=recommendation, organization_id=key, role=role)
            for key in organizations
            if key not in existing
        )

    return set_involvements


def set_person(report: Report, participation: Participation, people: list[int]) -> None:
    (key,) = people
    others = report.participations.exclude(pk=participation.pk)
    if others.filter(person=key).exists():
        person = Person.objects.get(pk=key)
        raise SaveRefusedError(f"{person} is already a participant.")
    participation.person_id = key


def set_affiliations(
    report: Report, participation: Participation, organizations: list[int]
) -> None:
    participation.affiliations.all().delete()
    Affiliation.objects.bulk_create(
        Affiliation(participation=participation, organization_id=key, order=order)
        for order, key in enumerate(organizations)
    )


def anchor_setter(name: str, model: type[models.Model]) -> Callable[..., None]:
    def set_by_anchor(report: Report, annex: Any, anchor: str | None) -> None:
        record = model._base_manager.filter(report=report, anchor=anchor).first()
        setattr(annex, name, record)

    return set_by_anchor


# {record type: {field: setter}}; other fields are set on the row directly.
SETTERS: dict[str, dict[str, Callable[..., None]]] = {
    "paragraph": {"speakers": set_speakers, **THEME_SETTERS},
    "recommendation": {
        **{name: involvement_setter(role) for role, name in ROLES.items()},
        **THEME_SETTERS,
    },
    "participation": {"person": set_person, "organizations": set_affiliations},
    "annex": {
        "named_in": anchor_setter("named_in", Paragraph),
        "session": anchor_setter("session", Session),
    },
}
