"""What differs between two revisions: piece by piece, field by field, in the order of the later one."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from portal.desk.wording import Stretch, stretches

Data = dict[str, Any]
# In the words of editors. What stands in none of these is of no interest to them: spans,
# versions, keys.
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
        "voice": "Whose words",
        "speakers": "Speakers",
        "themes": "Themes",
        "organizations": "Organizations named",
        "speaking_organizations": "States and bodies that speak",
        "instruments": "Instruments named",
    },
    "recommendation": {
        "paragraph": "Paragraph",
        "parent": "Stands under",
        "position": "Place",
        "reference": "Reference",
        "label": "Number as printed",
        "level": "Level",
        "text": "Text",
        "themes": "Themes",
        "instruments": "Instruments named",
        "addressees": "Asked to act",
        "issuers": "Made by",
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
class Difference:
    """A field of a piece: as it was, as it is, and both as one text."""

    label: str
    before: str
    after: str

    @property
    def stretches(self) -> list[Stretch]:
        return stretches(self.before, self.after)


@dataclass(frozen=True)
class Change:
    """A piece that is new, gone, or not as it was."""

    kind: str
    name: str
    what: str  # "new", "gone" or "changed"
    differences: list[Difference] = field(default_factory=list)


def changes(one: Data, other: Data) -> list[Change]:
    """Return every piece in which two revisions differ.

    Both are in words, as readable.Reader.pieces gives them: {kind: {key: (name, {field: text})}}.
    """
    found: list[Change] = []
    for kind, labels in FIELDS.items():
        found += of_kind(kind, labels, one[kind], other[kind])
    return found


def of_kind(
    kind: str, labels: dict[str, str], one: Data, other: Data
) -> Iterator[Change]:
    for key, (name, fields) in other.items():
        if key not in one:
            yield Change(kind, name, "new", listed(labels, {}, fields))
        elif differing := listed(labels, one[key][1], fields):
            yield Change(kind, name, "changed", differing)
    for key, (name, fields) in one.items():
        if key not in other:
            yield Change(kind, name, "gone", listed(labels, fields, {}))


def listed(labels: dict[str, str], before: Data, after: Data) -> list[Difference]:
    return [
        Difference(label, before.get(name, ""), after.get(name, ""))
        for name, label in labels.items()
        if before.get(name, "") != after.get(name, "")
    ]
