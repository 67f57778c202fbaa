"""Find or create people; known ones are found under every printed form."""

from django.db import models

from portal.parsing.parsed_report import Speaker
from portal.parsing.unique_slugs import UniqueSlugs
from reports.models import MergeRecord, Person
from reports.models.people import UNREVIEWED_VERSION
from reports.text import slugify

MAX_SLUG_LENGTH = 100


def get_or_create_person(speaker: Speaker) -> Person:
    """Return the one person known under the name, with the new printed forms, or a new person."""
    person = find_person(speaker)
    if person._state.adding:
        person.slug = unique_slug(Person, speaker.name)
    return save_forms(person, *printed_forms(speaker))


def find_person(speaker: Speaker) -> Person:
    """Return the one person known under the name, or a new one, which is not saved."""
    if len(speaker.known_slugs) == 1:
        return Person.objects.get(slug=speaker.known_slugs[0])
    return Person(name=speaker.name, version=UNREVIEWED_VERSION)


def printed_forms(speaker: Speaker) -> list[str]:
    return [speaker.name, speaker.printed_name, *speaker.short_forms]


def new_forms(person: Person, *forms: str) -> list[str]:
    """Return those of the printed forms that the person does not have yet."""
    known = [person.name, *person.other_names]
    return [form for form in forms if form not in known]


def save_forms(person: Person, *forms: str) -> Person:
    """Save a person with the printed forms that it does not have yet, if there are any."""
    added, is_stored = new_forms(person, *forms), person.pk is not None
    if added or not is_stored:
        person.aliases = "\n".join([*person.other_names, *added])
        if is_stored:
            # An editor who has the person's form open gets a conflict.
            person.bump_version(person.version)
        person.save()
    return person


def unique_slug(model: type[models.Model], name: str) -> str:
    """Return a slug for a new record of that name; no record of the model has or had it."""
    wanted = slugify(name, MAX_SLUG_LENGTH) or str(model._meta.model_name)
    existing = model._base_manager.filter(slug__startswith=wanted)
    # The slug of a merged record redirects to its canonical record.
    merged = MergeRecord.objects.filter(merged_slug__startswith=wanted, undone_at=None)
    taken = [
        *existing.values_list("slug", flat=True),
        *merged.values_list("merged_slug", flat=True),
    ]
    return UniqueSlugs(taken).allocate(wanted)
