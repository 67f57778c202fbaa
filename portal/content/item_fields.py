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
    CONFIRMED,
    INVOLVEMENT_FIELDS,
    NAMED_VOICE,
    Annex,
    Item,
    Key,
    Paragraph,
    Participation,
    Recommendation,
    ReportFields,
    Session,
)
from portal.content.snapshot import Snapshot
from portal.parsing import labels
from reports.invariants import SPEAKERS
from reports.text import normalize_whitespace

Fields = dict[str, Any]


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
    if isinstance(record, Paragraph | Recommendation):
        # `confirm_themes` is an action, and never stored.
        fields |= {"themes": [key for key, _ in record.themes], "confirm_themes": False}
    return fields


def unfreeze(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def anchor_of(records: Mapping[Key, Any], key: Key | None) -> str | None:
    return records[key].anchor if key is not None else None


def set_fields(snapshot: Snapshot, item: Item, fields: Fields) -> Snapshot:
    """Return the snapshot with these fields of the item set, the others kept."""
    record = snapshot.get(item)
    plain = {
        name: value
        for name, value in fields.items()
        if name in record._fields and not isinstance(value, list)
    }
    match record:
        case ReportFields():
            return set_report(snapshot, fields)
        case Paragraph():
            return set_paragraph(snapshot, record, plain, fields)
        case Recommendation():
            return set_recommendation(snapshot, record, plain, fields)
        case Participation():
            return set_participation(snapshot, record, plain, fields)
        case Annex():
            plain |= annex_links(snapshot, fields)
            refuse_known_label(snapshot, record._replace(**plain))
    changed = record._replace(**plain)
    if isinstance(changed, Session):
        changed = with_heading(record, changed)
    return snapshot.with_records(changed)


def annex_links(snapshot: Snapshot, fields: Fields) -> Fields:
    """Return the keys of the records whose anchors are given."""
    records = {"named_in": snapshot.paragraph, "session": snapshot.session}
    return {name: key_at(records[name], fields[name]) for name in records if name in fields}


def refuse_known_label(snapshot: Snapshot, annex: Annex) -> None:
    label = normalize_whitespace(annex.label)
    others = (other for other in snapshot.annex.values() if other.key != annex.key)
    if any(other.label == label for other in others):
        raise SaveRefusedError(f"The annex “{label}” already exists.")


def with_heading(old: Session, session: Session) -> Session:
    """Return the session; raise SaveRefusedError if its title is not part of the heading."""
    title = normalize_whitespace(session.title)
    if title == PLACEHOLDER_TITLE != old.title and not (session.heading or session.spans):
        raise SaveRefusedError(
            f"“{title}” stands for a missing heading, and goes with its last paragraph. Choose "
            "another title."
        )
    if session.spans and title not in normalize_whitespace(session.heading):
        raise SaveRefusedError(
            f"The title must be part of the heading as printed: “{session.heading}”."
        )
    return session._replace(title=title, number=normalize_whitespace(session.number))


def key_at(records: Mapping[Key, Any], anchor: str | None) -> Key | None:
    return next((key for key, record in records.items() if record.anchor == anchor), None)


def set_report(snapshot: Snapshot, fields: Fields) -> Snapshot:
    values = {name: value for name, value in fields.items() if name in ReportFields._fields}
    if "co_chairs" in values:
        values["co_chairs"] = tuple(sorted(values["co_chairs"]))
    return replace(snapshot, report=snapshot.report._replace(**values))


def set_paragraph(snapshot: Snapshot, record: Paragraph, plain: Fields, fields: Fields) -> Snapshot:
    for name in ("organizations", "speaking_organizations", "instruments"):
        if name in fields:
            plain[name] = tuple(sorted(fields[name]))
    paragraph = record._replace(**plain, themes=themes_from(record, fields))
    label = labels.normalize_label(paragraph.label)
    paragraph = paragraph._replace(label=label, number=labels.label_number(label))
    snapshot = snapshot.with_records(paragraph)
    if paragraph.voice != NAMED_VOICE:
        if fields.get("speakers"):
            raise SaveRefusedError(SPEAKERS.message)
        return attribution.with_speakers(snapshot, paragraph.key, ())
    if "speakers" not in fields:
        return snapshot
    snapshot = with_participants(snapshot, fields["speakers"])
    by_person = {record.person_id: key for key, record in snapshot.participation.items()}
    speakers = [by_person[key] for key in fields["speakers"]]
    return attribution.with_speakers(snapshot, paragraph.key, speakers)


def with_participants(snapshot: Snapshot, people: list[Key]) -> Snapshot:
    """Return the snapshot with all these people taking part; who speaks was there."""
    present = {record.person_id for record in snapshot.participation.values()}
    key = snapshot.new_key()
    missing = [person for person in dict.fromkeys(people) if person not in present]
    return snapshot.with_records(
        *(Participation(key - index, person, "speaker") for index, person in enumerate(missing))
    )


def themes_from(record: Paragraph | Recommendation, fields: Fields) -> attribution.Themes:
    """Return the themes of a form; a change of them confirms all of them."""
    themes = record.themes
    picked = fields.get("themes")
    if picked is not None and set(picked) != {key for key, _ in themes}:
        themes = tuple((key, CONFIRMED) for key in sorted(set(picked)))
    if fields.get("confirm_themes"):
        themes = tuple((key, CONFIRMED) for key, _ in themes)
    return themes


def set_recommendation(
    snapshot: Snapshot, record: Recommendation, plain: Fields, fields: Fields
) -> Snapshot:
    if record.parent:
        plain.pop("level", None)
    if "instruments" in fields:
        plain["instruments"] = tuple(sorted(fields["instruments"]))
    involvements = record.involvements
    for role, (name, _) in INVOLVEMENT_FIELDS.items():
        if name in fields:
            involvements = with_role(involvements, role, fields[name])
    changed = record._replace(
        **plain, involvements=involvements, themes=themes_from(record, fields)
    )
    return with_level(snapshot.with_records(changed), changed)


def with_role(
    rows: attribution.Involvements, role: str, organizations: list[Key]
) -> attribution.Involvements:
    """Return the rows with these organizations, and no others, in a role."""
    kept = tuple(row for row in rows if row[1] != role or row[0] in organizations)
    present = {key for key, own_role, _ in kept if own_role == role}
    return kept + tuple((key, role, "") for key in organizations if key not in present)


def with_level(snapshot: Snapshot, record: Recommendation) -> Snapshot:
    """Return the snapshot with the level of a recommendation in all points below it."""
    points = snapshot.points_by_parent.get(record.key, ())
    snapshot = snapshot.with_records(*(point._replace(level=record.level) for point in points))
    for point in points:
        snapshot = with_level(snapshot, point._replace(level=record.level))
    return snapshot


def set_participation(
    snapshot: Snapshot, record: Participation, plain: Fields, fields: Fields
) -> Snapshot:
    person = fields["person"][0] if "person" in fields else record.person_id
    others = (other for other in snapshot.participation.values() if other.key != record.key)
    if any(other.person_id == person for other in others):
        raise SaveRefusedError("This person is already a participant.")
    if "organizations" in fields:
        plain["affiliations"] = tuple(
            (key, order) for order, key in enumerate(fields["organizations"])
        )
    return snapshot.with_records(record._replace(**plain, person_id=person))
