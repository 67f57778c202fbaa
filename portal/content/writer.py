"""The one writer of reports: store what differs between two snapshots of a report.

The order of the statements keeps every constraint satisfied at any time: rows are moved away
before places are exchanged, parents come before their points, and speakers leave a paragraph
before its voice changes and arrive after it.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat

from portal.content import formatted_texts, kept_records, row_writer
from portal.content.formatted_texts import Columns
from portal.content.id_mapping import IdMap
from portal.content.link_rows import replace_links
from portal.content.replaced_rows import replaced_keys
from portal.content.row_writer import Row, RowWriter
from portal.content.schema import BY_NAME, RECORD_TYPES, REPORT_COLUMNS, Key, RecordType
from portal.content.schema_fields import Parent
from portal.content.snapshot import Snapshot, rekey, with_sorted_links
from portal.content.topological_levels import topological_levels
from reports.models import Report

# Above every position in use: positions are unique, so rows are moved away before they are set.
POSITION_OFFSET = 1_000_000
# The address or label of a row that is moved away.
FREE_VALUE = Concat(Value("aside-"), Cast("pk", CharField()))
# {record type: {key of a new record in the snapshot: key of its row}}
NewKeys = dict[str, dict[Key, Key]]
# Fields whose values are exchanged between records.
PLACES = {
    "session": ("position", "anchor"),
    "paragraph": ("session", "position", "anchor"),
    "recommendation": ("paragraph", "parent", "position", "reference"),
}


def write(
    report: Report, before: Snapshot, after: Snapshot, formatted: Columns | None = None
) -> Snapshot:
    """Store the differences; return the snapshot as stored, with the keys of new records.

    `before` is what is stored; `formatted` are the rendered texts, if the caller has them. The
    report keeps its status and history; the caller has locked it and stores a revision.
    """
    return write_rows(report, before, after, formatted)[0]


def write_rows(
    report: Report, before: Snapshot, after: Snapshot, formatted: Columns | None = None
) -> tuple[Snapshot, NewKeys]:
    """Store the differences as `write` does; also return the keys of new records.

    Raises SaveRefusedError if records outside the report refer to a record that would be lost.
    """
    kept_records.refuse_losses(before, after)
    if lost := kept_records.lost_keys(before, after, "recommendation"):
        kept_records.forget_rejections(report, lost)
    writer = SnapshotWriter(report, before, after)
    writer.formatted = formatted or {}
    if formatted is None:
        writer.formatted = formatted_texts.changed_texts(report, before, writer.after)
    return writer.run(), writer.new_keys


class SnapshotWriter:
    """Writes one snapshot over another."""

    def __init__(self, report: Report, before: Snapshot, after: Snapshot):
        # The address is not part of what is written: it changes on its own.
        own_address = after.report._replace(slug=report.root.slug)
        self.report, self.before = report, before
        self.after = replace(after, report=own_address)
        self.id_map = IdMap(report)
        self.formatted: Columns = {}
        # {record type: {key in the snapshot: key of the row, None if there is no row}}
        self.row_keys: dict[str, dict[Key, Any]] = {}
        self.replaced = replaced_keys(before, after)

    def run(self) -> Snapshot:
        """Write everything; return the snapshot with the keys of the rows."""
        self.write_report()
        for record_type in RECORD_TYPES:
            self.row_keys[record_type.name] = self.find_row_keys(record_type)
        self.delete_records("cross_reference", self.gone("cross_reference"))
        self.delete_records("contribution", self.gone("contribution"))
        for name in ("rationale_link", "participation"):
            self.delete_records(name, self.gone(name) | self.replaced[name])
        self.free_annex_labels()
        self.moved = {name: self.find_moved(name) for name in PLACES}
        for name in PLACES:
            self.move_away(name)
        for record_type in RECORD_TYPES:
            self.write_records(record_type)
        for record_type in RECORD_TYPES:
            for name in record_type.links:
                self.write_links(record_type, name)
        for name in ("part", "recommendation", "paragraph", "session"):
            self.delete_records(name, self.gone(name))
        return self.with_row_keys()

    @property
    def new_keys(self) -> NewKeys:
        return {
            name: {key: row_key for key, row_key in keys.items() if key < 0}
            for name, keys in self.row_keys.items()
        }

    def write_report(self) -> None:
        report, old, new = self.report, self.before.report, self.after.report
        changed = {name for name in REPORT_COLUMNS if getattr(old, name) != getattr(new, name)}
        for name in changed:
            value = Report._meta.get_field(name).to_python(getattr(new, name))
            setattr(report, name, value)
        if report.source_id != self.after.source:
            report.source_id = self.after.source
            changed.add("source")
        if report._state.adding:
            report.save()
        elif changed:
            report.save(update_fields=changed)
        if old.co_chairs != new.co_chairs:
            report.co_chairs.set(new.co_chairs)

    def find_row_keys(self, record_type: RecordType) -> dict[Key, Any]:
        before = self.before.of_type(record_type.name)
        after = self.after.of_type(record_type.name)
        keys: dict[Key, Any] = {key: self.id_map.row_key(record_type.name, key) for key in before}
        restored = [key for key in after if key > 0 and key not in before]
        if restored:
            keys |= self.id_map.row_keys(record_type, restored)
        return keys

    def gone(self, name: str) -> set[Key]:
        return self.before.of_type(name).keys() - self.after.of_type(name).keys()

    def delete_records(self, name: str, keys: Collection[Key]) -> None:
        if keys:
            row_keys = [self.row_keys[name][key] for key in keys]
            BY_NAME[name].model._base_manager.filter(pk__in=row_keys).delete()

    def free_annex_labels(self) -> None:
        """Delete the annexes that are gone; set aside the labels that other annexes may take."""
        self.delete_records("annex", self.gone("annex"))
        before, after = self.before.annex, self.after.annex
        row_keys = self.row_keys["annex"]
        relabeled = [
            row_keys[key]
            for key in before.keys() & after.keys()
            if before[key].label != after[key].label
        ]
        if relabeled:
            BY_NAME["annex"].model._base_manager.filter(pk__in=relabeled).update(label=FREE_VALUE)

    def find_moved(self, name: str) -> set[Key]:
        """Return the stored records that change their place, or that lie below one that does."""
        before, after = self.before.of_type(name), self.after.of_type(name)
        keys = {
            key
            for key, record in before.items()
            if key not in after
            or any(getattr(record, field) != getattr(after[key], field) for field in PLACES[name])
        }
        if name != "recommendation":
            return keys
        waiting = list(keys)
        while waiting:
            # A point must follow its parent even while rows are being moved.
            below = {point.key for point in self.before.points_by_parent.get(waiting.pop(), ())}
            waiting += below - keys
            keys |= below
        return keys

    def move_away(self, name: str) -> None:
        if not (keys := self.moved[name]):
            return
        record_type = BY_NAME[name]
        rows = record_type.model._base_manager.filter(
            pk__in=[self.row_keys[name][key] for key in keys]
        )
        if name == "recommendation":
            rows.update(parent=None)
        rows.update(**{"position": F("position") + POSITION_OFFSET, record_type.unique: FREE_VALUE})

    def write_records(self, record_type: RecordType) -> None:
        before = self.before.of_type(record_type.name)
        after = self.after.of_type(record_type.name)
        moved = self.moved.get(record_type.name, set())
        changed = [
            record
            for key, record in after.items()
            if key in moved
            or before.get(key) != record
            or (record_type.name, key) in self.formatted
            or self.is_replaced(record_type, record)
        ]
        self.reserve_keys(record_type, changed)
        for level in topological_levels(changed):
            self.insert(
                record_type, [record for record in level if self.is_new(record_type, record)]
            )
            self.update(
                record_type, [record for record in level if not self.is_new(record_type, record)]
            )

    def reserve_keys(self, record_type: RecordType, records: list[Any]) -> None:
        row_keys = self.row_keys[record_type.name]
        without_row = [record.key for record in records if row_keys.get(record.key) is None]
        if without_row:
            keys = row_writer.reserved_keys(record_type.model, len(without_row))
            row_keys.update(zip(without_row, keys, strict=True))

    def is_new(self, record_type: RecordType, record: Any) -> bool:
        return record.key not in self.before.of_type(record_type.name) or self.is_replaced(
            record_type, record
        )

    def is_replaced(self, record_type: RecordType, record: Any) -> bool:
        """Return whether the row was deleted, to be inserted again under its key."""
        return record.key in self.replaced.get(record_type.name, ())

    def insert(self, record_type: RecordType, records: list[Any]) -> None:
        if records:
            writer, rows = self.rows(record_type, records)
            writer.insert(rows)

    def update(self, record_type: RecordType, records: list[Any]) -> None:
        """Write the columns that differ; where a text was rendered again, its rendering as well."""
        groups: tuple[list[Any], list[Any]] = ([], [])
        for record in records:
            groups[(record_type.name, record.key) in self.formatted].append(record)
        for group, extra in zip(groups, ((), formatted_texts.COLUMNS), strict=True):
            columns = {*self.changed_columns(record_type, group), *extra} if group else set()
            if columns:
                writer, rows = self.rows(record_type, group)
                writer.insert_or_update(rows, sorted(columns))

    def changed_columns(self, record_type: RecordType, records: list[Any]) -> set[str]:
        before = self.before.of_type(record_type.name)
        columns = {
            name
            for record in records
            for name in (*record_type.columns, *record_type.parents)
            if getattr(record, name) != getattr(before[record.key], name)
        }
        moved = self.moved.get(record_type.name, set())
        if moved.isdisjoint(record.key for record in records):
            return columns
        return columns | set(PLACES[record_type.name])

    def rows(self, record_type: RecordType, records: list[Any]) -> tuple[RowWriter, Iterator[Row]]:
        """Return the writer for the records, and the rows to write."""
        columns, parents = record_type.columns, record_type.parents
        report = {"report_id": self.report.pk} if record_type.to_report == "report" else {}
        extra = formatted_texts.COLUMNS if record_type.name in formatted_texts.TYPES else ()
        texts_of = self.formatted
        names = ("pk", *columns, *(f"{name}_id" for name in parents), *report, *extra)
        rows = (
            (
                self.row_keys[record_type.name][record.key],
                *(getattr(record, name) for name in columns),
                *(
                    self.parent_key(parent, getattr(record, name))
                    for name, parent in parents.items()
                ),
                *report.values(),
                *(texts_of.get((record_type.name, record.key), {}).get(name, "") for name in extra),
            )
            for record in records
        )
        return RowWriter(record_type.model, names), rows

    def parent_key(self, parent: Parent, key: Key | None) -> Key | None:
        return None if key is None else self.row_keys[parent.record_type][key]

    def write_links(self, record_type: RecordType, name: str) -> None:
        """Rewrite the links of the records in which they differ, in their order."""
        before = self.before.of_type(record_type.name)
        row_keys = self.row_keys[record_type.name]
        records = [
            record
            for key, record in self.after.of_type(record_type.name).items()
            if getattr(record, name) != getattr(before.get(key), name, ())
            or self.is_replaced(record_type, record)
        ]
        linked = [
            row_keys[record.key] for record in records if getattr(before.get(record.key), name, ())
        ]
        links = ((row_keys[record.key], getattr(record, name)) for record in records)
        replace_links(record_type, name, linked, links)

    def with_row_keys(self) -> Snapshot:
        """Return the snapshot with the keys of new rows; remember which rows stand for others."""
        if self.id_map.set_rows(self.row_keys):
            self.id_map.save()
        has_new = any(self.new_keys.values())
        return with_sorted_links(rekey(self.after, self.new_keys) if has_new else self.after)
