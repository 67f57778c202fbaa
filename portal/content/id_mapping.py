"""Map the keys of a report's rows to the keys under which they are published.

A draft version has its own rows. Each stands for a published record, or, if it is new, keeps
its key when it is published.
"""

from collections.abc import Iterable

from portal.content.schema import RecordType
from reports.models import Report


class IdMap:
    """Maps between row keys and published keys of one report."""

    def __init__(self, report: Report):
        self.report = report
        self.published_keys = {
            record_type: {int(row_key): published for row_key, published in keys.items()}
            for record_type, keys in report.published_keys.items()
        }

    def published(self, record_type: str, row_key: int | None) -> int | None:
        return self.published_keys.get(record_type, {}).get(row_key, row_key)

    def row_keys(
        self, record_type: RecordType, published_keys: Iterable[int]
    ) -> dict[int, int | None]:
        """Return {published key: row key}; the row key is None if a new one is needed."""
        mapped = {
            published: row_key
            for row_key, published in self.published_keys.get(record_type.name, {}).items()
        }
        published_keys = set(published_keys)
        taken_by_others = set(
            record_type.model._base_manager.filter(pk__in=published_keys)
            .exclude(**{record_type.to_report: self.report})
            .values_list("pk", flat=True)
        )
        return {
            key: mapped.get(key, None if key in taken_by_others else key) for key in published_keys
        }

    def add(self, record_type: str, row_key: int, published: int) -> None:
        self.published_keys.setdefault(record_type, {})[row_key] = published

    def save(self) -> None:
        self.report.published_keys = {
            record_type: {str(row_key): published for row_key, published in keys.items()}
            for record_type, keys in self.published_keys.items()
        }
        self.report.save(update_fields=["published_keys"])
