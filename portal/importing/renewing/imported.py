"""What the import of the earlier version left: whatever says otherwise now, an editor has set."""

from collections.abc import Iterable
from typing import Any

from portal.history import recording
from portal.history.keys import Keys
from portal.history.kinds import BY_NAME
from portal.history.snapshot import Data
from reports.models import Report

# Where no revision tells what the import left: the version of what nobody has saved since.
FIRST = 1


class AsImported:
    """The report as its last import left it, beside its records as they are stored."""

    def __init__(self, report: Report):
        revision = recording.revision_at(report, report.imported_version)
        data = revision.data if revision else None
        self.keys = Keys(report)
        self.records: dict[str, dict[int, Data]] | None = data and {
            kind: {one["key"]: one for one in data[kind]} for kind in BY_NAME
        }

    def of(self, kind: str, record: Any) -> Data | None:
        """Return what the import left of a record; None if an editor has made it since."""
        records = (self.records or {}).get(kind, {})
        return records.get(self.keys.published(kind, record.pk) or 0)

    def is_untouched(self, kind: str, record: Any) -> bool:
        """Say whether nobody has saved the record since the import."""
        if self.records is None:
            return bool(record.version == FIRST)
        left = self.of(kind, record)
        return left is not None and left["version"] == record.version

    def untouched(self, kind: str, records: Iterable[Any]) -> set[int]:
        return {one.pk for one in records if self.is_untouched(kind, one)}

    def left(self, kind: str, record: Any, **said: Any) -> bool:
        """Say whether the import left these values; keys are those of the report's rows."""
        left = self.of(kind, record)
        if left is None:
            return self.is_untouched(kind, record)
        within = BY_NAME[kind].within
        return all(
            left[name]
            == (self.keys.published(within[name], value) if name in within else value)
            for name, value in said.items()
        )
