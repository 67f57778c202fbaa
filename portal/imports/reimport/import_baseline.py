"""The report as of its last import, to tell which records editors have changed since."""

from collections.abc import Iterable
from typing import Any

from portal.content import revisions
from portal.content.id_mapping import IdMap
from portal.content.schema import BY_NAME
from portal.content.snapshot import Data
from reports.models import Report

# The version of a record that was never saved again; used where no revision of the import exists.
INITIAL_VERSION = 1


class ImportBaseline:
    """The records of the import's revision, by item type and key."""

    def __init__(self, report: Report):
        revision = revisions.revision_at(report, report.imported_version)
        data = revision.data if revision else None
        self.id_map = IdMap(report)
        self.records: dict[str, dict[int, Data]] | None = data and {
            kind: {item["key"]: item for item in data[kind]} for kind in BY_NAME
        }

    def record_data(self, kind: str, record: Any) -> Data | None:
        """Return a record's data as imported; None if an editor has created it since."""
        records = (self.records or {}).get(kind, {})
        return records.get(self.id_map.published(kind, record.pk) or 0)

    def is_untouched(self, kind: str, record: Any) -> bool:
        """Return whether the record was not saved since the import."""
        if self.records is None:
            return bool(record.version == INITIAL_VERSION)
        imported = self.record_data(kind, record)
        return imported is not None and imported["version"] == record.version

    def untouched_keys(self, kind: str, records: Iterable[Any]) -> set[int]:
        return {record.pk for record in records if self.is_untouched(kind, record)}

    def has_values(self, kind: str, record: Any, **values: Any) -> bool:
        """Return whether the import stored these values; keys are those of the report's rows."""
        imported = self.record_data(kind, record)
        if imported is None:
            return self.is_untouched(kind, record)
        within = BY_NAME[kind].within
        return all(
            imported[name]
            == (self.id_map.published(within[name], value) if name in within else value)
            for name, value in values.items()
        )
