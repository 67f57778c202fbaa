"""Two saves on top of the same state: what each changed, and what becomes of both."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

Fields = Mapping[str, Any]


@dataclass(frozen=True)
class Merged:
    """One field: as it was when the editor began, as it is stored now, as the editor left it."""

    name: str
    base: Any
    theirs: Any
    mine: Any
    # Each side has changed one of several fields that make sense only together.
    is_torn: bool = False

    @property
    def is_theirs(self) -> bool:
        return bool(self.theirs != self.base)

    @property
    def is_mine(self) -> bool:
        return bool(self.mine != self.base)

    @property
    def is_conflict(self) -> bool:
        """Both have changed it, or what it belongs with, and not to the same."""
        changed = self.is_theirs or self.is_mine
        both = (self.is_theirs and self.is_mine) or (self.is_torn and changed)
        return both and bool(self.theirs != self.mine)

    @property
    def value(self) -> Any:
        """What both together make of it; in a conflict, what the editor at hand wants."""
        return self.mine if self.is_mine else self.theirs


def three_way(
    base: Fields,
    theirs: Fields,
    mine: Fields,
    together: Iterable[Collection[str]] = (),
) -> list[Merged]:
    """Return every field of mine beside the other two, in its order.

    `together` are groups of fields of which nobody may change one while somebody else changes
    another.
    """
    fields = [
        Merged(name, base.get(name), theirs.get(name), value)
        for name, value in mine.items()
    ]
    torn: set[str] = set()
    for group in together:
        own = [one for one in fields if one.name in group]
        if any(one.is_theirs for one in own) and any(one.is_mine for one in own):
            torn |= {one.name for one in own}
    return [replace(one, is_torn=one.name in torn) for one in fields]


def conflicts(fields: list[Merged]) -> list[Merged]:
    return [one for one in fields if one.is_conflict]


def merged(fields: list[Merged]) -> dict[str, Any]:
    return {one.name: one.value for one in fields}
