"""Find or create the people that a parsed report names."""

from collections.abc import Iterable

from portal.content.person_records import get_or_create_person
from portal.content.schema import Key
from portal.parsing.parsed_report import ParsedReport, Speaker
from reports.models import Participation, Person, Report
from reports.models.people import UNREVIEWED_VERSION


def store_people(report: Report | None, draft: ParsedReport) -> dict[int, Key]:
    """Return the key of each speaker's person by `id()` of the speaker; new people are created.

    Participants of the report are found under every name that it prints.
    """
    participants = list(report.participations.select_related("person")) if report else []
    people: dict[int, Key] = {}
    for speaker in [*draft.speakers, *draft.participants]:
        known = next((item for item in participants if is_same_person(item, speaker)), None)
        person = known.person if known else get_or_create_person(speaker)
        if known is None:
            participants.append(new_participant(person, speaker))
        people[id(speaker)] = person.pk
    return people


def is_same_person(participation: Participation, speaker: Speaker) -> bool:
    person = participation.person
    names = {person.name, participation.printed_name, *person.other_names}
    return person.slug in speaker.known_slugs or bool(names & {speaker.name, speaker.printed_name})


def new_participant(person: Person, speaker: Speaker) -> Participation:
    return Participation(person=person, printed_name=speaker.printed_name)


def delete_unnamed(keys: Iterable[Key]) -> None:
    """Delete the people of these keys whom no report names and no editor has reviewed."""
    people = Person.objects.filter(pk__in=keys, version=UNREVIEWED_VERSION, participations=None)
    people.delete()
