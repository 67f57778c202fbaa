"""Set the speakers of a paragraph and the issuers of a recommendation, and find candidates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q
from rapidfuzz import fuzz

from portal.content.locking import SaveRefusedError
from portal.content.participations import unique_slug
from portal.content.source_edits.operations import edit_operation
from portal.content.source_edits.source_spans import Block, get_block, validate_record
from portal.parsing import person_names
from recommendations.models import Involvement
from reports.models import Contribution, Organization, Paragraph, Participation, Person, Report
from reports.models.people import Affiliation
from reports.text import clean_line, normalize_whitespace

MAX_CANDIDATES = 8
# Records that are compared with the name.
MAX_COMPARED = 300
# Lower limit of the ratio of matching letters.
MIN_SIMILARITY = 0.75
MAX_FORM_LENGTH = 300
ORGANIZATION_NAME_COLUMNS = ("name", "acronym", "aliases")


@dataclass(frozen=True)
class Candidate:
    """A record that a printed name may mean, and why; `score` is from 0 to 1."""

    record: Person | Organization
    reason: str
    score: float


def people_like(form: str) -> list[Candidate]:
    """Return the people that a printed name may mean, the highest score first."""
    name = person_names.strip_honorifics(normalize_whitespace(form))
    people = containing_any_word(Person.objects.all(), name, ("name", "aliases"))
    return rank(person_candidates(name, people))


def organizations_like(form: str) -> list[Candidate]:
    """Return the organizations that a printed name may mean, the highest score first."""
    form = normalize_whitespace(form)
    organizations = containing_any_word(Organization.objects.all(), form, ORGANIZATION_NAME_COLUMNS)
    return rank(
        make_candidate(organization, form, organization.printed_forms)
        for organization in organizations
    )


def containing_any_word(queryset, form: str, columns: tuple[str, ...]):
    words = [word for word in re.findall(r"\w+", form) if len(word) > 1]
    if not words:
        return queryset.none()
    conditions = (Q(**{f"{column}__icontains": word}) for word in words for column in columns)
    return queryset.filter(reduce(or_, conditions)).order_by("pk")[:MAX_COMPARED]


def person_candidates(name: str, people) -> Iterator[Candidate]:
    for person in people:
        aliases = map(person_names.strip_honorifics, person.other_names)
        forms = [person.name, *aliases]
        candidate = make_candidate(person, name, forms)
        if any(person_names.is_short_form(name, form) for form in forms):
            candidate = Candidate(person, f"“{name}” is short for “{person.name}”", 0.9)
        participation = person.participations.order_by("-report__starts_on").first()
        if participation:
            candidate = Candidate(
                person,
                f"{candidate.reason}; took part in {participation.report}",
                candidate.score,
            )
        yield candidate


def make_candidate(record, form: str, known_forms: list[str]) -> Candidate:
    best = max(known_forms, key=lambda known: similarity(form, known))
    score = similarity(form, best)
    reason = f"has the name “{best}”" if score == 1 else f"has a similar name, “{best}”"
    return Candidate(record, reason, score)


def similarity(first: str, second: str) -> float:
    """Return the share of matching letters, from 0 to 1."""
    return fuzz.ratio(first.casefold(), second.casefold()) / 100


def rank(candidates: Iterator[Candidate]) -> list[Candidate]:
    similar = [candidate for candidate in candidates if candidate.score >= MIN_SIMILARITY]
    return sorted(similar, key=lambda candidate: (-candidate.score, str(candidate.record)))[
        :MAX_CANDIDATES
    ]


@dataclass(frozen=True)
class SpeakerInput:
    """How the report introduces a speaker; an empty `person` means a new person."""

    printed: str
    person: str = ""  # slug
    position: str = ""
    organizations: tuple[str, ...] = ()  # slugs
    new_organization: str = ""


@edit_operation("Speaker added")
def add_speaker(report: Report, key: str, speaker: SpeakerInput) -> Block:
    """Add a speaker to a paragraph; the printed form becomes an alias of the person."""
    block = get_paragraph_block(report, key)
    printed = normalize_whitespace(clean_line(speaker.printed))
    if not printed:
        raise SaveRefusedError("Write the name as the report prints it.")
    person = find_person(printed, speaker.person) if speaker.person else create_person(printed)
    participation, _ = Participation.objects.get_or_create(
        report=report,
        person=person,
        defaults={"role": Participation.Role.SPEAKER, "printed_name": printed},
    )
    set_affiliation(participation, speaker)
    block.record.bump_version(block.record.version)
    Paragraph.objects.filter(pk=block.record.pk).update(voice=Paragraph.Voice.NAMED)
    Contribution.objects.get_or_create(paragraph=block.record, participation=participation)
    return block


def get_paragraph_block(report: Report, key: str) -> Block:
    block = get_block(report, key)
    if not isinstance(block.record, Paragraph):
        raise SaveRefusedError("Only paragraphs have speakers.")
    return block


def find_person(printed: str, slug: str) -> Person:
    """Return the person of that slug, with the printed form as an alias."""
    person = Person.objects.filter(slug=slug).first()
    if person is None:
        raise SaveRefusedError("This person no longer exists. Choose again.")
    if printed not in {person.name, *person.other_names}:
        person.bump_version(person.version)
        person.aliases = "\n".join([*person.other_names, printed])
        person.save()
    return person


def create_person(printed: str) -> Person:
    name = person_names.strip_honorifics(printed)
    aliases = printed if printed != name else ""
    return Person.objects.create(name=name, slug=unique_slug(Person, name), aliases=aliases)


def set_affiliation(participation: Participation, speaker: SpeakerInput) -> None:
    """Set the position and add the organizations; empty input changes nothing."""
    if speaker.position.strip():
        participation.position = normalize_whitespace(clean_line(speaker.position))
        participation.save()
    organizations = list(Organization.objects.filter(slug__in=speaker.organizations))
    if speaker.new_organization.strip():
        organizations.append(create_organization(speaker.new_organization))
    first_order = participation.affiliations.count()
    for order, organization in enumerate(organizations, start=first_order):
        Affiliation.objects.get_or_create(
            participation=participation,
            organization=organization,
            defaults={"order": order},
        )


@edit_operation("Speaker removed")
def remove_speaker(report: Report, key: str, participation: int) -> Block:
    """Remove a speaker; a paragraph without speakers gets the voice of the document."""
    block = get_paragraph_block(report, key)
    block.record.bump_version(block.record.version)
    Contribution.objects.filter(
        paragraph__report=report,
        paragraph=block.record.pk,
        participation=participation,
    ).delete()
    if not block.record.contributions.exists():
        Paragraph.objects.filter(pk=block.record.pk).update(voice=Paragraph.Voice.DOCUMENT)
    return block


@edit_operation("Issuer added")
def add_issuer(report: Report, key: str, printed: str, slug: str = "") -> Block:
    """Add an issuer to a recommendation: the organization of the slug, or a new one.

    An unknown printed form is stored with the involvement, and becomes an alias of the
    organization when the report is published.
    """
    block = get_block(report, key)
    if block.kind != "recommendation":
        raise SaveRefusedError("Only a recommendation has issuers.")
    organization = get_organization(slug) if slug else create_organization(printed)
    block.record.bump_version(block.record.version)
    Involvement.objects.get_or_create(
        recommendation=block.record,
        organization=organization,
        role=Involvement.Role.ISSUER,
        defaults={"printed": unknown_form(organization, printed)},
    )
    return block


def get_organization(slug: str) -> Organization:
    organization = Organization.objects.filter(slug=slug).first()
    if organization is None:
        raise SaveRefusedError("This organization no longer exists. Choose again.")
    return organization


def unknown_form(organization: Organization, printed: str) -> str:
    """Return the printed form, or "" if the organization is known under it."""
    form = normalize_whitespace(clean_line(printed))
    if len(form) > MAX_FORM_LENGTH:
        raise SaveRefusedError(f"A name has at most {MAX_FORM_LENGTH} characters.")
    return "" if form in organization.printed_forms else form


def create_organization(printed: str) -> Organization:
    """Return a new organization of that name, or the first that is known under it."""
    name = normalize_whitespace(clean_line(printed))
    if not name:
        raise SaveRefusedError("Write the name of the organization.")
    candidates = containing_any_word(Organization.objects.all(), name, ORGANIZATION_NAME_COLUMNS)
    known = [organization for organization in candidates if name in organization.printed_forms]
    if known:
        return known[0]
    organization = Organization(name=name, slug=unique_slug(Organization, name))
    validate_record(organization, "name")
    organization.save()
    return organization
