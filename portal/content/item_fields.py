"""The fields of an item as forms and tables have them: read from a snapshot, and set in it.

A field of a form is a column of the record, or stands for links that are stored elsewhere:
speakers are contributions, addressees are involvements, affiliations have an order.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from portal.content.edits import attribution
from portal.content.edits.base import PLACEHOLDER_TITLE
from portal.content.refusals import SaveRefusedError
from portal.content.schema import (
    BY_NAME,
    BY_RECORD,
    CONFIRMED,
    INVOLVEMENT_FIELDS,
    NAMED_VOICE,
    REPORT_FIELDS,
    Annex,
    Item,
    Key,
    Paragraph,
    Participation,
    Recommendation,
    ReportFields,
    Session,
)
from portal.content.schema_fields import Column, Entities, Field, Parent
from portal.content.snapshot import Snapshot
from portal.parsing import labels
from reports.invariants import SPEAKERS
from reports.text import normalize_whitespace

Fields = dict[str, Any]
ThemedRecord = Paragraph | Recommendation


def get_fields(snapshot: Snapshot, item: Item) -> Fields:
    """Return the values of an item's fields. Raises SaveRefusedError if it does not exist."""
    record = snapshot.get(item)
    fields = {name: unfreeze(value) for name, value in record._asdict().items()}
    match record:
        case Paragraph():
            fields["speakers"] = [
                snapshot.participation[key].person_id for key in snapshot.speakers_of(record.key)
            ]
        case Recommendation():
            for role, (name, _) in INVOLVEMENT_FIELDS.items():
                fields[name] = attribution.organizations_in_role(record, role)
        case Participation():
            fields["person"] = [record.person_id]
            fields["organizations"] = [key for key, _ in record.affiliations]
        case Annex():
            fields["named_in"] = anchor_of(snapshot.paragraph, record.named_in)
            fields["session"] = anchor_of(snapshot.session, record.session)
    if isinstance(record, ThemedRecord):
        # `confirm_themes` is an action, and never stored.
        fields |= {"themes": [key for key, _ in record.themes], "confirm_themes": False}
    return fields


def unfreeze(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def anchor_of(records: Mapping[Key, Any], key: Key | None) -> str | None:
    return records[key].anchor if key is not None else None


def key_at(records: Mapping[Key, Any], anchor: str | None) -> Key | None:
    return next((key for key, record in records.items() if record.anchor == anchor), None)


def set_fields(snapshot: Snapshot, item: Item, fields: Fields) -> Snapshot:
    """Return the snapshot with these fields of the item set, the others kept."""
    record = snapshot.get(item)
    if isinstance(record, ReportFields):
        report = record._replace(**declared_values(snapshot, REPORT_FIELDS, fields))
        return replace(snapshot, report=report)
    values = declared_values(snapshot, BY_NAME[item.record_type].fields, fields)
    changed = with_links(record._replace(**values), fields)
    match changed:
        case Session():
            changed = with_heading(record, changed)
        case Paragraph():
            changed = with_number(changed)
            snapshot = with_speaking_people(snapshot, changed, fields)
        case Recommendation() if changed.parent:
            changed = changed._replace(level=record.level)
        case Participation():
            refuse_known(snapshot, changed, "person_id", "This person is already a participant.")
        case Annex():
            cleaned = changed._replace(label=normalize_whitespace(changed.label))
            refuse_known(snapshot, cleaned, "label", f"The annex “{cleaned.label}” already exists.")
    return snapshot.with_records(changed)


def declared_values(snapshot: Snapshot, declared: Mapping[str, Field], fields: Fields) -> Fields:
    """Return the values of the fields that editors type, as the record stores them."""
    values = {}
    for name in declared.keys() & fields.keys():
        match declared[name]:
            case Field(is_derived=True):
                continue
            case Column():
                values[name] = fields[name]
            case Entities() as link:
                values[name] = link.merged(fields[name])
            case Parent() as parent:
                values[name] = key_at(snapshot.of_type(parent.record_type), fields[name])
    return values


def with_links(record: Any, fields: Fields) -> Any:
    """Return the record with the rows of its links that the fields stand for."""
    match record:
        case Recommendation():
            for role, (name, _) in INVOLVEMENT_FIELDS.items():
                if name in fields:
                    record = with_role(record, role, fields[name])
        case Participation():
            if "person" in fields:
                record = record._replace(person_id=fields["person"][0])
            if "organizations" in fields:
                rows = tuple((key, order) for order, key in enumerate(fields["organizations"]))
                record = record._replace(affiliations=rows)
    return with_themes(record, fields) if isinstance(record, ThemedRecord) else record


def with_role(record: Recommendation, role: str, organizations: list[Key]) -> Recommendation:
    """Return the recommendation with these organizations, and no others, in a role."""
    kept = [row for row in record.involvements if row[1] != role or row[0] in organizations]
    present = {key for key, own_role, _ in kept if own_role == role}
    new = [(key, role, "") for key in organizations if key not in present]
    return record._replace(involvements=(*kept, *new))


def with_themes(record: ThemedRecord, fields: Fields) -> ThemedRecord:
    """Return the record with the themes of a form; a change of them confirms all of them."""
    picked = fields.get("themes")
    if picked is not None and set(picked) != {key for key, _ in record.themes}:
        return record._replace(themes=tuple((key, CONFIRMED) for key in sorted(set(picked))))
    return confirmed(record) if fields.get("confirm_themes") else record


def confirmed(record: ThemedRecord) -> ThemedRecord:
    return record._replace(themes=tuple((key, CONFIRMED) for key, _ in record.themes))


def with_heading(old: Session, session: Session) -> Session:
    """Return the session; raise SaveRefusedError if its title is not part of the heading."""
    title = normalize_whitespace(session.title)
    if title == PLACEHOLDER_TITLE != old.title and not (session.heading or session.spans):
        raise SaveRefusedError(
            f"“{title}” stands for a missing heading and disappears with its last paragraph. "
            "Choose another title."
        )
    if session.spans and title not in normalize_whitespace(session.heading):
        raise SaveRefusedError(
            f"The title must be part of the heading as printed: “{session.heading}”."
        )
    return session._replace(title=title, number=normalize_whitespace(session.number))


def with_number(paragraph: Paragraph) -> Paragraph:
    label = labels.normalize_label(paragraph.label)
    return paragraph._replace(label=label, number=labels.label_number(label))


def with_speaking_people(snapshot: Snapshot, paragraph: Paragraph, fields: Fields) -> Snapshot:
    """Return the snapshot with the speakers of a form; only a named voice has speakers."""
    people = fields.get("speakers")
    if paragraph.voice != NAMED_VOICE:
        if people:
            raise SaveRefusedError(SPEAKERS.message)
        people = []
    if people is None:
        return snapshot
    snapshot = with_participants(snapshot, people)
    by_person = {record.person_id: key for key, record in snapshot.participation.items()}
    speakers = [by_person[person] for person in people]
    return attribution.with_speakers(snapshot, paragraph.key, speakers)


def with_participants(snapshot: Snapshot, people: list[Key]) -> Snapshot:
    """Return the snapshot with all these people as participants: whoever speaks takes part."""
    present = {record.person_id for record in snapshot.participation.values()}
    key = snapshot.new_key()
    missing = [person for person in dict.fromkeys(people) if person not in present]
    return snapshot.with_records(
        *(Participation(key - index, person, "speaker") for index, person in enumerate(missing))
    )


def refuse_known(snapshot: Snapshot, record: Any, name: str, refusal: str) -> None:
    """Raise SaveRefusedError if another record of the type has the same value in a field."""
    for other in snapshot.of_type(BY_RECORD[type(record)].name).values():
        if other.key != record.key and getattr(other, name) == getattr(record, name):
            raise SaveRefusedError(refusal)
