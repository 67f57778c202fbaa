"""How far the index of this machine has come, in a file beside it."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from portal.search.index import damage


@dataclass(frozen=True)
class IndexState:
    """The progress of an index. It is written after each commit, so it may lag but never lead.

    `cursor` and `token` identify the last change that the index contains. While the index is
    being built, `building_after` is the key of the last report that it contains.
    """

    fingerprint: str
    cursor: int
    token: str
    building_after: int | None = None
    # Distinguishes indexes that were built from the same changes.
    built: str = ""
    # When the build began (seconds since the epoch), and whether it replaces a damaged index.
    begun_at: float = 0.0
    after_damage: bool = False

    @property
    def is_complete(self) -> bool:
        return self.building_after is None


def index_folder() -> Path:
    return Path(settings.INDEX_DIR)


def state_file() -> Path:
    return index_folder() / "state.json"


def stored_state() -> IndexState | None:
    """Return the stored state, or None if it is missing, unreadable or of a damaged index."""
    if damage.is_marked_damaged():
        return None
    try:
        return IndexState(**json.loads(state_file().read_text()))
    except (OSError, ValueError, TypeError):
        return None


def write_state(state: IndexState) -> None:
    new_file = state_file().with_suffix(".new")
    new_file.write_text(json.dumps(asdict(state)))
    new_file.replace(state_file())
