"""What the previous file said, to tell the editors' changes from those of the newer file."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from portal.content.schema import BY_RECORD, Key, Participation
from portal.content.snapshot import Snapshot, rekey

# The version of a record that was never saved again; used where no revision of the import exists.
INITIAL_VERSION = 1


@dataclass(frozen=True)
class Baseline:
    """The stored report, and what its file says; None for reports older than revisions."""

    stored: Snapshot
    values: Snapshot | None

    @classmethod
    def of(cls, stored: Snapshot, values: Snapshot | None) -> "Baseline":
        """Return the baseline; a person whose records were merged takes part only once."""
        if values is None:
            return cls(stored, None)
        keys = {"participation": dict(merged_participations(stored, values))}
        return cls(stored, rekey(values, keys))

    def record_of(self, record: Any) -> Any:
        """Return a record as the file has it; None if an editor has created it."""
        if self.values is None:
            is_untouched = getattr(record, "version", INITIAL_VERSION) == INITIAL_VERSION
            return record if is_untouched else None
        return self.values.of_type(BY_RECORD[type(record)].name).get(record.key)

    def speakers_of(self, paragraph: Key) -> tuple[Key, ...]:
        return (self.values or self.stored).speakers_of(paragraph)

    def is_added(self, record: Any) -> bool:
        """Return whether an editor has added the record, which no file prints."""
        is_printed = bool(getattr(record, "spans", ()))
        return self.values is not None and not is_printed and self.record_of(record) is None

    def taken_away(self, record_type: str) -> list[Any]:
        """Return the records of the file that an editor has removed, split or joined."""
        if self.values is None:
            return []
        stored = self.stored.of_type(record_type)
        records = self.values.of_type(record_type).values()
        return [record for record in records if record.key not in stored]


def merged_participations(stored: Snapshot, values: Snapshot) -> Iterator[tuple[Key, Key]]:
    """Yield (key in the file's values, stored key) of participants whose stored key differs."""
    others: dict[Key, Participation] = {
        record.person_id: record
        for key, record in stored.participation.items()
        if key not in values.participation
    }
    for key, record in values.participation.items():
        if key not in stored.participation and record.person_id in others:
            yield key, others[record.person_id].key
