"""People into the database: who took part, found again under every printed form or made anew."""

from collections.abc import Mapping

from django.db import models

from portal.importing.addresses import Addresses
from portal.importing.parsed import Speaker
from portal.registers.models import Union
from reports.models import Organization, Participation, Person, Report
from reports.models.people import UNTOUCHED, Affiliation
from reports.text import slugged

LONGEST_SLUG = 100


def save(
    report: Report, organizations: Mapping[str, Organization], speaker: Speaker
) -> Participation:
    """Store that somebody took part, as what and from where; return it.

    Two names of one person, as in the text and in a list, are one who took part.
    """
    person = person_of(speaker)
    if there := Participation.objects.filter(report=report, person=person).first():
        return there
    made = Participation.objects.create(
        report=report,
        person=person,
        role=speaker.role,
        printed_name=speaker.printed_name,
        short_forms="\n".join(speaker.short_forms),
        position=speaker.position,
        introduced_as=speaker.introduced_as,
    )
    Affiliation.objects.bulk_create(
        Affiliation(participation=made, organization=organizations[slug], order=order)
        for order, slug in enumerate(speaker.organizations)
    )
    return made


def person_of(speaker: Speaker) -> Person:
    """Return the person already known under the name, with the new printed forms, or a new one."""
    if len(speaker.known_as) == 1:
        person = Person.objects.get(slug=speaker.known_as[0])
    else:
        slug = free_slug(Person, speaker.name)
        person = Person(name=speaker.name, slug=slug, version=UNTOUCHED)
    known = [person.name, *person.other_names]
    forms = [speaker.name, speaker.printed_name, *speaker.short_forms]
    new_forms = [form for form in forms if form not in known]
    if new_forms or person._state.adding:
        person.aliases = "\n".join([*person.other_names, *new_forms])
        if not person._state.adding:
            # An editor who has the person open is told.
            person.claim(person.version)
        person.save()
    return person


def free_slug(model: type[models.Model], name: str) -> str:
    """Return an address for a new record of that name, which no other of its kind has."""
    wanted = slugged(name, LONGEST_SLUG) or str(model._meta.model_name)
    like_it = model._base_manager.filter(slug__startswith=wanted)
    # The address of a record that was united with another leads there.
    led_on = Union.objects.filter(slug__startswith=wanted, undone_at=None)
    taken = [
        *like_it.values_list("slug", flat=True),
        *led_on.values_list("slug", flat=True),
    ]
    return Addresses(taken).free(wanted)
