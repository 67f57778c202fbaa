"""Compare two revisions item by item and field by field."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from portal.content.schema import Key
from portal.content.snapshot_text import LABELS, Items, ItemText
from portal.content.word_diff import DiffSegment, word_diff


@dataclass(frozen=True)
class FieldDiff:
    """The text of a field before and after."""

    name: str
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


def diff(before: Items, after: Items) -> list[ItemDiff]:
    """Return the differing items, those of each record type in the order of the later revision."""
    items: list[ItemDiff] = []
    for record_type, labels in LABELS.items():
        items += diff_records(record_type, labels, before[record_type], after[record_type])
    return items


def diff_records(
    record_type: str,
    labels: dict[str, str],
    before: dict[Key, ItemText],
    after: dict[Key, ItemText],
) -> Iterator[ItemDiff]:
    for key, (name, fields) in after.items():
        if key not in before:
            yield ItemDiff(record_type, name, "new", field_diffs(labels, {}, fields))
        elif changed := field_diffs(labels, before[key][1], fields):
            yield ItemDiff(record_type, name, "changed", changed)
    for key, (name, fields) in before.items():
        if key not in after:
            yield ItemDiff(record_type, name, "removed", field_diffs(labels, fields, {}))


def field_diffs(
    labels: dict[str, str], before: dict[str, str], after: dict[str, str]
) -> list[FieldDiff]:
    return [
        FieldDiff(name, label, before.get(name, ""), after.get(name, ""))
        for name, label in labels.items()
        if before.get(name, "") != after.get(name, "")
    ]
