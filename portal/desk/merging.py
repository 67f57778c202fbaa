"""Two saves on top of the same state: what each changed, and what becomes of both."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Fields = Mapping[str, Any]


@dataclass(frozen=True)
class Merged:
    """One field: as it was when the editor began, as it is stored now, as the editor left it."""

    name: str
    base: Any
    theirs: Any
    mine: Any

    @property
    def is_theirs(self) -> bool:
        return bool(self.theirs != self.base)

    @property
    def is_mine(self) -> bool:
        return bool(self.mine != self.base)

    @property
    def is_conflict(self) -> bool:
        """Both have changed it, and not to the same."""
        return self.is_theirs and self.is_mine and bool(self.theirs != self.mine)

    @property
    def value(self) -> Any:
        """What both together make of it; in a conflict, what the editor at hand wants."""
        return self.mine if self.is_mine else self.theirs


def three_way(base: Fields, theirs: Fields, mine: Fields) -> list[Merged]:
    """Return every field of mine beside the other two, in its order."""
    return [
        Merged(name, base.get(name), theirs.get(name), value)
        for name, value in mine.items()
    ]


def conflicts(fields: list[Merged]) -> list[Merged]:
    return [one for one in fields if one.is_conflict]


def merged(fields: list[Merged]) -> dict[str, Any]:
    return {one.name: one.value for one in fields}
