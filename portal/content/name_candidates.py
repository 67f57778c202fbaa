"""Find the people and organizations that a printed name may mean, with the reason."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from portal.content.new_entities import ORGANIZATION_NAME_COLUMNS, containing_any_word
from portal.parsing import person_names
from reports.models import Organization, Person
from reports.text import normalize_whitespace

MAX_CANDIDATES = 8
# Lower limit of the ratio of matching letters.
MIN_SIMILARITY = 0.75


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


def person_candidates(name: str, people: Iterable[Person]) -> Iterator[Candidate]:
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


def rank(candidates: Iterable[Candidate]) -> list[Candidate]:
    similar = [candidate for candidate in candidates if candidate.score >= MIN_SIMILARITY]
    return sorted(similar, key=lambda candidate: (-candidate.score, str(candidate.record)))[
        :MAX_CANDIDATES
    ]
