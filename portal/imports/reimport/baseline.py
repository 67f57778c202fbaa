"""The report as of its last import, to tell what editors have changed since."""

from dataclasses import dataclass
from typing import Any

from portal.content.schema import BY_RECORD
from portal.content.snapshot import Snapshot

# The version of a record that was never saved again; used where no revision of the import exists.
INITIAL_VERSION = 1


@dataclass(frozen=True)
class Baseline:
    """The snapshot of the last import; None for reports older than revisions."""

    imported: Snapshot | None

    def record_of(self, record: Any) -> Any:
        """Return a record as imported; None if an editor has created it since."""
        if self.imported is None:
            return None
        return self.imported.of_type(BY_RECORD[type(record)].name).get(record.key)

    def is_untouched(self, record: Any) -> bool:
        """Return whether the record was not saved since the import."""
        if self.imported is None:
            return bool(record.version == INITIAL_VERSION)
        imported = self.record_of(record)
        return imported is not None and imported.version == record.version

    def has_value(self, record: Any, name: str) -> bool:
        """Return whether the import stored the value that the record has."""
        imported = self.record_of(record)
        if imported is None:
            return self.is_untouched(record)
        return bool(getattr(imported, name) == getattr(record, name))
