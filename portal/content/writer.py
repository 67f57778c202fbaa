"""Write a snapshot to the database, every record under its old key."""

from collections.abc import Iterator
from typing import Any

from django.db import models, transaction
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat

from portal.content import formatted_texts
from portal.content.id_mapping import IdMap
from portal.content.schema import BY_NAME, RECORD_TYPES, REPORT_COLUMNS, RecordType, ThroughRows
from portal.content.snapshot import Data
from reports.models import Report

# Above every position in use: positions are unique, so rows are moved away before they are set.
POSITION_OFFSET = 1_000_000
# Columns that are unique within a report.
UNIQUE_COLUMNS = {
    "session": "anchor",
    "paragraph": "anchor",
    "recommendation": "reference",
}
# Record types that nothing references: deleted and created again under their old keys.
UNREFERENCED_TYPES = ("contribution", "annex", "part")


@transaction.atomic
def apply_snapshot(report: Report, data: Data) -> None:
    """Make the stored report equal to the data. Its status, slug and history are kept.

    The caller has locked the report, and sends report_changed.
    """
    SnapshotWriter(report, data).run()


class SnapshotWriter:
    """Writes one snapshot to one report."""

    def __init__(self, report: Report, data: Data):
        self.report, self.data = report, data
        self.id_map = IdMap(report)
        # {record type: {published key: row key}}
        self.row_keys: dict[str, dict[int, Any]] = {}

    def run(self) -> None:
        self.write_report()
        self.clear()
        for record_type in RECORD_TYPES:
            self.write_records(record_type)
        for name in ("paragraph", "session", "recommendation"):
            written = self.row_keys[name].values()
            BY_NAME[name].of(self.report).exclude(pk__in=written).delete()
        self.id_map.save()
        formatted_texts.update(self.report)

    def write_report(self) -> None:
        fields = self.data["report"]
        for name in REPORT_COLUMNS:
            value = Report._meta.get_field(name).to_python(fields[name])
            setattr(self.report, name, value)
        self.report.source_id = self.data["source"]
        self.report.save()
        self.report.co_chairs.set(fields["co_chairs"])

    def clear(self) -> None:
        """Delete the unreferenced records; move the others to free positions and anchors."""
        for name in UNREFERENCED_TYPES:
            BY_NAME[name].of(self.report).delete()
        for name, column in UNIQUE_COLUMNS.items():
            free_value = Concat(Value("aside-"), Cast("pk", CharField()))
            if name == "recommendation":
                # A constraint keeps a point after its parent, even between two updates.
                BY_NAME[name].of(self.report).update(parent=None)
            BY_NAME[name].of(self.report).update(
                **{"position": F("position") + POSITION_OFFSET, column: free_value}
            )
        people = {record["key"]: record["person_id"] for record in self.data["participation"]}
        for row in BY_NAME["participation"].of(self.report):
            key = self.id_map.published("participation", row.pk)
            if people.get(key) != row.person_id:
                row.delete()

    def write_records(self, record_type: RecordType) -> None:
        records = self.data[record_type.name]
        self.row_keys[record_type.name] = self.id_map.row_keys(
            record_type, [record["key"] for record in records]
        )
        if "position" in record_type.columns:
            records = sorted(records, key=lambda record: record["position"])
        for level in self.topological_levels(records):
            self.write_rows(record_type, level)
        for name in record_type.links:
            self.write_links(record_type, name, records)
        for name, through in record_type.rows.items():
            rows = {record["key"]: record[name] for record in records}
            self.write_through_rows(record_type, through, rows)

    def topological_levels(self, records: list[Data]) -> Iterator[list[Data]]:
        """Yield the records level by level, parents before their points."""
        done: set[int] = set()
        waiting = records
        while waiting:
            ready = [record for record in waiting if record.get("parent") in {None, *done}]
            yield ready
            done |= {record["key"] for record in ready}
            waiting = [record for record in waiting if record["key"] not in done]

    def write_rows(self, record_type: RecordType, records: list[Data]) -> None:
        row_keys = self.row_keys[record_type.name]
        new = [record for record in records if row_keys[record["key"]] is None]
        created = record_type.model._base_manager.bulk_create(
            self.row(record_type, record) for record in new
        )
        record_type.model._base_manager.bulk_create(
            [self.row(record_type, record) for record in records if record not in new],
            update_conflicts=True,
            unique_fields=["pk"],
            update_fields=[*record_type.columns, *record_type.within],
        )
        for record, row in zip(new, created, strict=True):
            row_keys[record["key"]] = row.pk
            self.id_map.add(record_type.name, row.pk, record["key"])

    def row(self, record_type: RecordType, record: Data) -> models.Model:
        values = {name: record[name] for name in record_type.columns}
        for name, parent_type in record_type.within.items():
            key = record[name]
            values[f"{name}_id"] = key and self.row_keys[parent_type][key]
        if record_type.to_report == "report":
            values["report"] = self.report
        row_key = self.row_keys[record_type.name][record["key"]]
        return record_type.model(pk=row_key, **values)

    def write_links(self, record_type: RecordType, name: str, records: list[Data]) -> None:
        relation = getattr(record_type.model, name)
        owner = relation.field.m2m_column_name()
        entity = relation.field.m2m_reverse_name()
        manager = relation.through._base_manager
        of_report = f"{relation.field.m2m_field_name()}__{record_type.to_report}"
        manager.filter(**{of_report: self.report}).delete()
        row_keys = self.row_keys[record_type.name]
        manager.bulk_create(
            relation.through(**{owner: row_keys[record["key"]], entity: key})
            for record in records
            for key in record[name]
        )

    def write_through_rows(
        self,
        record_type: RecordType,
        through: ThroughRows,
        rows: dict[int, list[Any]],
    ) -> None:
        of_report = f"{through.owner}__{record_type.to_report}"
        through.model._base_manager.filter(**{of_report: self.report}).delete()
        through.model._base_manager.bulk_create(
            through.model(
                **{f"{through.owner}_id": self.row_keys[record_type.name][key]},
                **dict(zip(through.columns, values, strict=True)),
            )
            for key, value_lists in rows.items()
            for values in value_lists
        )
