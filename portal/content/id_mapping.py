"""Map the keys of a report's rows to the keys under which they are published.

A draft version has its own rows. Each stands for a published record, or, if it is new, keeps
its key when it is published.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from portal.content.schema import Key, RecordType
from reports.models import Report


class IdMap:
    """Maps between row keys and published keys of one report."""

    def __init__(self, report: Report):
        self.report = report
        # Only pairs that differ, or that a draft version was created with.
        self.published_keys: dict[str, dict[Key, Key]] = {
            record_type: {int(row_key): published for row_key, published in keys.items()}
            for record_type, keys in report.published_keys.items()
        }
        self.rows = {
            record_type: {published: row_key for row_key, published in keys.items()}
            for record_type, keys in self.published_keys.items()
        }

    def published(self, record_type: str, row_key: Key | None) -> Key | None:
        if row_key is None:
            return None
        return self.published_keys.get(record_type, {}).get(row_key, row_key)

    def row_key(self, record_type: str, published: Key) -> Key:
        """Return the key of the stored row of a record."""
        return self.rows.get(record_type, {}).get(published, published)

    def row_keys(self, record_type: RecordType, published_keys: Iterable[Key]) -> dict[Key, Any]:
        """Return {published key: row key}; the row key is None if another report uses it."""
        published_keys = set(published_keys)
        taken_by_others = set(
            record_type.model._base_manager.filter(pk__in=published_keys)
            .exclude(**{record_type.to_report: self.report})
            .values_list("pk", flat=True)
        )
        mapped = self.rows.get(record_type.name, {})
        return {
            key: mapped.get(key, None if key in taken_by_others else key) for key in published_keys
        }

    def set_rows(self, row_keys: Mapping[str, Mapping[Key, Key]]) -> bool:
        """Remember the rows whose key differs from the published key; return whether any is new."""
        is_changed = False
        for record_type, keys in row_keys.items():
            for published, row_key in keys.items():
                if published > 0 and self.row_key(record_type, published) != row_key:
                    self.published_keys.setdefault(record_type, {})[row_key] = published
                    self.rows.setdefault(record_type, {})[published] = row_key
                    is_changed = True
        return is_changed

    def save(self) -> None:
        self.report.published_keys = {
            record_type: {str(row_key): published for row_key, published in keys.items()}
            for record_type, keys in self.published_keys.items()
        }
        self.report.save(update_fields=["published_keys"])
