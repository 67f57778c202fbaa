"""Create people and organizations while a report is edited, or find known ones.

They are shared by all reports and saved on their own; call these functions inside the
transaction that saves the report, so that a refused save creates nothing.
"""

import re
from functools import reduce
from operator import or_

from django.core.exceptions import ValidationError
from django.db.models import Q

from portal.content.person_records import save_forms, unique_slug
from portal.content.refusals import SaveRefusedError
from portal.parsing import person_names
from reports.models import Organization, Person
from reports.text import clean_line, normalize_whitespace

# Records that are compared with a name.
MAX_COMPARED = 300
MAX_FORM_LENGTH = 300
ORGANIZATION_NAME_COLUMNS = ("name", "acronym", "aliases")


def clean_name(printed: str) -> str:
    return normalize_whitespace(clean_line(printed))


def find_person(printed: str, slug: str) -> Person:
    """Return the person of that slug, with the printed form as an alias."""
    person = Person.objects.filter(slug=slug).first()
    if person is None:
        raise SaveRefusedError("This person no longer exists. Choose again.")
    return save_forms(person, printed)


def person_named(printed: str) -> Person:
    """Return the person known under a name, or a new one.

    Raises SaveRefusedError if several people have the name.
    """
    name = person_names.strip_honorifics(clean_name(printed))
    candidates = containing_any_word(Person.objects.all(), name, ("name", "aliases"))
    known = [
        person
        for person in candidates
        if name in map(person_names.strip_honorifics, (person.name, *person.other_names))
    ]
    if len(known) > 1:
        raise SaveRefusedError(f"Several people are called “{name}”. Pick one under “Speakers”.")
    return find_person(clean_name(printed), known[0].slug) if known else create_person(printed)


def create_person(printed: str) -> Person:
    """Return a new person; honorifics are not part of the name."""
    printed = clean_name(printed)
    if not printed:
        raise SaveRefusedError("Write the name as the report prints it.")
    name = person_names.strip_honorifics(printed)
    aliases = printed if printed != name else ""
    return Person.objects.create(name=name, slug=unique_slug(Person, name), aliases=aliases)


def create_organization(printed: str) -> Organization:
    """Return a new organization of that name, or the first that is known under it."""
    name = clean_name(printed)
    if not name:
        raise SaveRefusedError("Write the name of the organization.")
    candidates = containing_any_word(Organization.objects.all(), name, ORGANIZATION_NAME_COLUMNS)
    known = [organization for organization in candidates if name in organization.printed_forms]
    if known:
        return known[0]
    organization = Organization(name=name, slug=unique_slug(Organization, name))
    try:
        organization.clean_fields(exclude={"slug"})
    except ValidationError as error:
        messages = next(iter(error.message_dict.values()))
        raise SaveRefusedError(f"Name: {' '.join(messages)}") from None
    organization.save()
    return organization


def unknown_form(organization: Organization, printed: str) -> str:
    """Return the printed form, or "" if the organization is known under it."""
    form = clean_name(printed)
    if len(form) > MAX_FORM_LENGTH:
        raise SaveRefusedError(f"A name has at most {MAX_FORM_LENGTH} characters.")
    return "" if form in organization.printed_forms else form


def containing_any_word(queryset, form: str, columns: tuple[str, ...]):
    words = [word for word in re.findall(r"\w+", form) if len(word) > 1]
    if not words:
        return queryset.none()
    conditions = (Q(**{f"{column}__icontains": word}) for word in words for column in columns)
    return queryset.filter(reduce(or_, conditions)).order_by("pk")[:MAX_COMPARED]
