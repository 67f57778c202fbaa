"""Merge two saves that are based on the same state, field by field."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

Fields = Mapping[str, Any]


@dataclass(frozen=True)
class FieldMerge:
    """One field: the common base, the stored value (theirs), and the editor's value (mine)."""

    name: str
    base: Any
    theirs: Any
    mine: Any
    # Each side has changed a field of a group that makes sense only together.
    is_group_conflict: bool = False

    @property
    def is_theirs(self) -> bool:
        return bool(self.theirs != self.base)

    @property
    def is_mine(self) -> bool:
        return bool(self.mine != self.base)

    @property
    def is_conflict(self) -> bool:
        """Return whether both sides changed the field or its group, to different values."""
        is_changed = self.is_theirs or self.is_mine
        is_changed_by_both = (self.is_theirs and self.is_mine) or (
            self.is_group_conflict and is_changed
        )
        return is_changed_by_both and bool(self.theirs != self.mine)

    @property
    def value(self) -> Any:
        """Return the merged value; in a conflict, mine."""
        return self.mine if self.is_mine else self.theirs


def three_way(
    base: Fields,
    theirs: Fields,
    mine: Fields,
    groups: Iterable[Collection[str]] = (),
) -> list[FieldMerge]:
    """Return each field of `mine` with its base and theirs, in the order of `mine`.

    In each of the `groups`, a change of one field on one side conflicts with a change of another
    field on the other side.
    """
    fields = [
        FieldMerge(name, base.get(name), theirs.get(name), value) for name, value in mine.items()
    ]
    conflicting: set[str] = set()
    for group in groups:
        members = [field for field in fields if field.name in group]
        is_theirs = any(field.is_theirs for field in members)
        if is_theirs and any(field.is_mine for field in members):
            conflicting |= {field.name for field in members}
    return [replace(field, is_group_conflict=field.name in conflicting) for field in fields]


def conflicts(fields: list[FieldMerge]) -> list[FieldMerge]:
    return [field for field in fields if field.is_conflict]


def merged_fields(fields: list[FieldMerge]) -> dict[str, Any]:
    return {field.name: field.value for field in fields}
