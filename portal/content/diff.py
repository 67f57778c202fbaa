"""Compare two revisions item by item and field by field."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from portal.content.word_diff import DiffSegment, word_diff

Data = dict[str, Any]
# {record type: {field: label}}. Other fields, such as spans and versions, are not compared.
FIELDS = {
    "report": {
        "title": "Title",
        "slug": "Address",
        "series": "Series",
        "kind": "Kind",
        "starts_on": "First day",
        "ends_on": "Last day",
        "language": "Language",
        "place": "Place",
        "co_chairs": "Co-chairs",
        "stated_attendance": "Attendance as stated",
        "stated_participants": "Participants as stated",
        "stated_states": "States as stated",
        "summary": "Summary",
    },
    "session": {
        "position": "Place",
        "kind": "Kind",
        "number": "Number",
        "title": "Title",
        "heading": "Heading as printed",
        "anchor": "Address",
    },
    "paragraph": {
        "session": "Session",
        "position": "Place",
        "label": "Number as printed",
        "anchor": "Address",
        "text": "Text",
        "voice": "Voice",
        "speakers": "Speakers",
        "themes": "Themes",
        "organizations": "Organizations named",
        "speaking_organizations": "States and organizations speaking",
        "instruments": "Instruments named",
    },
    "recommendation": {
        "paragraph": "Paragraph",
        "parent": "Nested under",
        "position": "Place",
        "reference": "Reference",
        "label": "Number as printed",
        "level": "Level",
        "text": "Text",
        "themes": "Themes",
        "instruments": "Instruments named",
        "addressees": "Addressed to",
        "issuers": "Recommended by",
        "named": "Organizations named",
    },
    "participation": {
        "person": "Person",
        "role": "Role",
        "printed_name": "Name as printed",
        "short_forms": "Other forms",
        "position": "Position",
        "introduced_as": "Introduced as",
        "organizations": "Organizations",
    },
    "annex": {
        "label": "Label",
        "subject": "Subject",
        "named_in": "Named in",
        "session": "Supplied as",
    },
    "part": {"kind": "Kind", "text": "Text", "reason": "Reason"},
}


@dataclass(frozen=True)
class FieldDiff:
    """The text of a field before and after."""

    label: str
    before: str
    after: str

    @property
    def segments(self) -> list[DiffSegment]:
        return word_diff(self.before, self.after)


@dataclass(frozen=True)
class ItemDiff:
    """An item that was added, removed or changed."""

    record_type: str
    name: str
    status: str  # "new", "removed" or "changed"
    fields: list[FieldDiff] = field(default_factory=list)


def diff(before: Data, after: Data) -> list[ItemDiff]:
    """Return the differing items, those of each record type in the order of the later revision.

    Both arguments have the form of SnapshotText.items:
    {record type: {key: (name, {field: text})}}.
    """
    items: list[ItemDiff] = []
    for record_type, labels in FIELDS.items():
        items += diff_records(record_type, labels, before[record_type], after[record_type])
    return items


def diff_records(
    record_type: str, labels: dict[str, str], before: Data, after: Data
) -> Iterator[ItemDiff]:
    for key, (name, fields) in after.items():
        if key not in before:
            yield ItemDiff(record_type, name, "new", field_diffs(labels, {}, fields))
        elif changed := field_diffs(labels, before[key][1], fields):
            yield ItemDiff(record_type, name, "changed", changed)
    for key, (name, fields) in before.items():
        if key not in after:
            yield ItemDiff(record_type, name, "removed", field_diffs(labels, fields, {}))


def field_diffs(labels: dict[str, str], before: Data, after: Data) -> list[FieldDiff]:
    return [
        FieldDiff(label, before.get(name, ""), after.get(name, ""))
        for name, label in labels.items()
        if before.get(name, "") != after.get(name, "")
    ]
