"""Who speaks in a paragraph and who made a recommendation: chosen among the known, or new."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import reduce
from operator import or_

from django.db.models import Q

from portal.correcting.corrections import correction
from portal.correcting.units import (
    Unit,
    refuse_unfit,
    unit_of,
)
from portal.history.saving import SaveRefusedError
from portal.importing import names
from portal.importing.participations import free_slug
from recommendations.models import Involvement
from reports.models import (
    Contribution,
    Organization,
    Paragraph,
    Participation,
    Person,
    Report,
)
from reports.models.people import Affiliation
from reports.text import clean_line, collapsed

MOST = 8  # candidates
LOOKED_AT = 300
ALIKE = 0.75  # of the letters
LONGEST_FORM = 300
NAMED_BY = ("name", "acronym", "aliases")


@dataclass(frozen=True)
class Candidate:
    """A record that a printed name may mean, and why one would think so."""

    record: Person | Organization
    reason: str
    likeness: float


def people_like(form: str) -> list[Candidate]:
    """Return the people whom a printed name may mean, the likeliest first."""
    name = names.without_honorifics(collapsed(form))
    holders = holding_a_word(Person.objects.all(), name, ("name", "aliases"))
    return ranked(person_candidates(name, holders))


def organizations_like(form: str) -> list[Candidate]:
    """Return the bodies that a printed name may mean, the likeliest first."""
    form = collapsed(form)
    holders = holding_a_word(Organization.objects.all(), form, NAMED_BY)
    return ranked(candidate_of(one, form, one.printed_forms) for one in holders)


def holding_a_word(records, form: str, columns: tuple[str, ...]):
    words = [word for word in re.findall(r"\w+", form) if len(word) > 1]
    if not words:
        return records.none()
    anywhere = (
        Q(**{f"{column}__icontains": word}) for word in words for column in columns
    )
    return records.filter(reduce(or_, anywhere)).order_by("pk")[:LOOKED_AT]


def person_candidates(name: str, people) -> Iterator[Candidate]:
    for one in people:
        forms = [one.name, *map(names.without_honorifics, one.other_names)]
        found = candidate_of(one, name, forms)
        if any(names.is_short_form(name, form) for form in forms):
            found = Candidate(one, f"“{name}” is short for “{one.name}”", 0.9)
        meeting = one.participations.order_by("-report__starts_on").first()
        if meeting:
            found = Candidate(
                one, f"{found.reason}; took part in {meeting.report}", found.likeness
            )
        yield found


def candidate_of(record, form: str, forms: list[str]) -> Candidate:
    best = max(forms, key=lambda one: likeness(form, one))
    degree = likeness(form, best)
    reason = (
        f"bears the name “{best}”" if degree == 1 else f"bears a name like it, “{best}”"
    )
    return Candidate(record, reason, degree)


def likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio()


def ranked(candidates: Iterator[Candidate]) -> list[Candidate]:
    fitting = [one for one in candidates if one.likeness >= ALIKE]
    return sorted(fitting, key=lambda one: (-one.likeness, str(one.record)))[:MOST]


@dataclass(frozen=True)
class Introduction:
    """How the report introduces a speaker: a known person or a new name, as what, from where."""

    printed: str
    person: str = ""  # the slug of somebody known
    position: str = ""
    organizations: tuple[str, ...] = ()  # slugs
    new_organization: str = ""


@correction("Speaker added")
def add_speaker(report: Report, key: str, said: Introduction) -> Unit:
    """Let somebody speak in a paragraph; the printed form is kept as one of the person's names."""
    unit = paragraph_of(report, key)
    printed = collapsed(clean_line(said.printed))
    if not printed:
        raise SaveRefusedError("Write the name as the report prints it.")
    person = known_as(printed, said.person) if said.person else new_person(printed)
    participation, _ = Participation.objects.get_or_create(
        report=report,
        person=person,
        defaults={"role": Participation.Role.SPEAKER, "printed_name": printed},
    )
    affiliate(participation, said)
    unit.record.claim(unit.record.version)
    Paragraph.objects.filter(pk=unit.record.pk).update(voice=Paragraph.Voice.NAMED)
    Contribution.objects.get_or_create(
        paragraph=unit.record, participation=participation
    )
    return unit


def paragraph_of(report: Report, key: str) -> Unit:
    unit = unit_of(report, key)
    if not isinstance(unit.record, Paragraph):
        raise SaveRefusedError("Only paragraphs have speakers.")
    return unit


def known_as(printed: str, slug: str) -> Person:
    person = Person.objects.filter(slug=slug).first()
    if person is None:
        raise SaveRefusedError("This person is not recorded any more. Choose again.")
    if printed not in {person.name, *person.other_names}:
        person.claim(person.version)
        person.aliases = "\n".join([*person.other_names, printed])
        person.save()
    return person


def new_person(printed: str) -> Person:
    name = names.without_honorifics(printed)
    aliases = printed if printed != name else ""
    return Person.objects.create(
        name=name, slug=free_slug(Person, name), aliases=aliases
    )


def affiliate(participation: Participation, said: Introduction) -> None:
    """State position and organizations as of this meeting; what is left empty stays as it is."""
    if said.position.strip():
        participation.position = collapsed(clean_line(said.position))
        participation.save()
    bodies = list(Organization.objects.filter(slug__in=said.organizations))
    if said.new_organization.strip():
        bodies.append(new_organization(said.new_organization))
    for place, body in enumerate(bodies, start=participation.affiliations.count()):
        Affiliation.objects.get_or_create(
            participation=participation, organization=body, defaults={"order": place}
        )


@correction("Speaker taken off")
def remove_speaker(report: Report, key: str, participation: int) -> Unit:
    """Take somebody's words back; a paragraph in which nobody is left speaks as the report itself."""
    unit = paragraph_of(report, key)
    unit.record.claim(unit.record.version)
    Contribution.objects.filter(
        paragraph__report=report, paragraph=unit.record.pk, participation=participation
    ).delete()
    if not unit.record.contributions.exists():
        Paragraph.objects.filter(pk=unit.record.pk).update(
            voice=Paragraph.Voice.DOCUMENT
        )
    return unit


@correction("Maker named")
def add_issuer(report: Report, key: str, printed: str, slug: str = "") -> Unit:
    """Say who made a recommendation: a known body or a new one.

    A form that is none of the known body's is kept beside, and becomes one when readers get it.
    """
    unit = unit_of(report, key)
    if unit.kind != "recommendation":
        raise SaveRefusedError("Only a recommendation is made by somebody.")
    body = body_at(slug) if slug else new_organization(printed)
    unit.record.claim(unit.record.version)
    Involvement.objects.get_or_create(
        recommendation=unit.record,
        organization=body,
        role=Involvement.Role.ISSUER,
        defaults={"printed": new_form(body, printed)},
    )
    return unit


def body_at(slug: str) -> Organization:
    body = Organization.objects.filter(slug=slug).first()
    if body is None:
        raise SaveRefusedError(
            "This organization is not recorded any more. Choose again."
        )
    return body


def new_form(body: Organization, printed: str) -> str:
    """Return the printed form if it is none of the body's yet: readers find it by its forms."""
    form = collapsed(clean_line(printed))
    if len(form) > LONGEST_FORM:
        raise SaveRefusedError(f"A name has at most {LONGEST_FORM} characters.")
    return "" if form in body.printed_forms else form


def new_organization(printed: str) -> Organization:
    name = collapsed(clean_line(printed))
    if not name:
        raise SaveRefusedError("Write the name of the organization.")
    known = [
        one
        for one in holding_a_word(Organization.objects.all(), name, NAMED_BY)
        if name in one.printed_forms
    ]
    if known:
        return known[0]
    made = Organization(name=name, slug=free_slug(Organization, name))
    refuse_unfit(made, "name")
    made.save()
    return made
