"""Rows that are deleted and inserted again, because two of them may exchange unique values."""

from portal.content.schema import Key
from portal.content.snapshot import Snapshot

# Record type -> the fields that no two records of a report share.
UNIQUE_FIELDS = {
    "participation": ("person_id",),
    "rationale_link": ("recommendation", "paragraph"),
}


def replaced_keys(before: Snapshot, after: Snapshot) -> dict[str, set[Key]]:
    """Return, by type, the records whose row is replaced by another one under the same key."""
    replaced = {
        name: {
            key
            for key, record in before.of_type(name).items()
            if (other := after.of_type(name).get(key))
            and any(getattr(record, field) != getattr(other, field) for field in fields)
        }
        for name, fields in UNIQUE_FIELDS.items()
    }
    # They are deleted with their participation.
    replaced["contribution"] = {
        key
        for key, record in after.contribution.items()
        if record.participation in replaced["participation"]
    }
    return replaced
