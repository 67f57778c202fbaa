"""Find or create the people that a parsed report names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from portal.content.person_records import (
    find_person,
    get_or_create_person,
    new_forms,
    printed_forms,
)
from portal.content.schema import Key
from portal.content.snapshot import Snapshot
from portal.parsing.parsed_report import ParsedReport, Speaker
from reports.models import Participation, Person, Report
from reports.models.people import UNREVIEWED_VERSION


@dataclass
class DraftPeople:
    """The people of a draft by `id()` of the speaker; new ones have negative keys until stored."""

    keys: dict[int, Key] = field(default_factory=dict)
    # The speakers who are not known as participants, by key of the person.
    unseen: list[tuple[Key, Speaker]] = field(default_factory=list)

    def store(self) -> dict[Key, Key]:
        """Create the new people, and add the new forms of names; return {key here: stored key}."""
        return {key: get_or_create_person(speaker).pk for key, speaker in self.unseen}


def find_people(report: Report | None, draft: ParsedReport) -> DraftPeople:
    """Find the people of a draft; nothing is stored.

    Participants of the report are found under every name that it prints.
    """
    participants = list(report.participations.select_related("person")) if report else []
    people = DraftPeople()
    for speaker in [*draft.speakers, *draft.participants]:
        known = next((item for item in participants if is_same_person(item, speaker)), None)
        person = known.person if known else find_person(speaker)
        if known is None:
            added = new_forms(person, *printed_forms(speaker))
            person.aliases = "\n".join([*person.other_names, *added])
            person.pk = person.pk or -len(people.unseen) - 1
            people.unseen.append((person.pk, speaker))
            participants.append(new_participant(person, speaker))
        people.keys[id(speaker)] = person.pk
    return people


def store_people(report: Report | None, draft: ParsedReport) -> dict[int, Key]:
    """Return the key of each speaker's person by `id()` of the speaker; new people are created."""
    people = find_people(report, draft)
    stored = people.store()
    return {speaker: stored.get(key, key) for speaker, key in people.keys.items()}


def with_people(snapshot: Snapshot, keys: Mapping[Key, Key]) -> Snapshot:
    """Return the snapshot with the keys of the people as stored."""
    participations = {
        key: record._replace(person_id=keys.get(record.person_id, record.person_id))
        for key, record in snapshot.participation.items()
    }
    return replace(snapshot, participation=participations)


def is_same_person(participation: Participation, speaker: Speaker) -> bool:
    person = participation.person
    names = {person.name, participation.printed_name, *person.other_names}
    return person.slug in speaker.known_slugs or bool(names & {speaker.name, speaker.printed_name})


def new_participant(person: Person, speaker: Speaker) -> Participation:
    return Participation(person=person, printed_name=speaker.printed_name)


def delete_unnamed(keys: Iterable[Key]) -> None:
    """Delete those of these people that no report names and no editor has reviewed."""
    people = Person.objects.filter(pk__in=keys, version=UNREVIEWED_VERSION, participations=None)
    people.delete()
