"""A report as a value: every record and field, without names of shared entities."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

from portal.content.refusals import SaveRefusedError
from portal.content.schema import (
    BY_NAME,
    BY_RECORD,
    RECORD_TYPES,
    Annex,
    Contribution,
    CrossReference,
    Item,
    Key,
    Paragraph,
    Part,
    Participation,
    RationaleLink,
    Recommendation,
    Record,
    RecordType,
    ReportFields,
    Session,
    SpannedRecord,
)
from portal.content.snapshot_migrations import SCHEMA, migrate

Data = dict[str, Any]
AnyRecord = TypeVar("AnyRecord", bound=Any)
ITEM_MISSING = (
    "This item no longer exists: another editor has joined it, changed its type, removed it or "
    "published the draft."
)


@dataclass(frozen=True)
class Snapshot:
    """The content of a report. Records are sorted by key; equal reports give equal snapshots."""

    report: ReportFields = field(default_factory=ReportFields)
    # Key of the source document.
    source: Key | None = None
    part: Mapping[Key, Part] = field(default_factory=dict)
    session: Mapping[Key, Session] = field(default_factory=dict)
    paragraph: Mapping[Key, Paragraph] = field(default_factory=dict)
    participation: Mapping[Key, Participation] = field(default_factory=dict)
    contribution: Mapping[Key, Contribution] = field(default_factory=dict)
    annex: Mapping[Key, Annex] = field(default_factory=dict)
    recommendation: Mapping[Key, Recommendation] = field(default_factory=dict)
    cross_reference: Mapping[Key, CrossReference] = field(default_factory=dict)
    rationale_link: Mapping[Key, RationaleLink] = field(default_factory=dict)

    def of_type(self, record_type: str) -> Mapping[Key, Any]:
        return getattr(self, record_type)  # type: ignore[no-any-return]

    def get(self, item: Item) -> Any:
        """Return the record. Raises SaveRefusedError if there is none."""
        if item.record_type == "report":
            return self.report
        record = (
            self.of_type(item.record_type).get(item.key) if item.record_type in BY_NAME else None
        )
        if record is None:
            raise SaveRefusedError(ITEM_MISSING)
        return record

    def with_records(self, *records: Record) -> "Snapshot":
        """Return a snapshot with these records; they replace any records with the same keys."""
        changed: dict[str, dict[Key, Any]] = {}
        for record in records:
            name = BY_RECORD[type(record)].name
            changed.setdefault(name, dict(self.of_type(name)))[record.key] = record
        return replace(self, **changed) if changed else self  # type: ignore[arg-type]

    def without_records(self, *records: Record) -> "Snapshot":
        """Return a snapshot without these records."""
        changed: dict[str, dict[Key, Any]] = {}
        for record in records:
            name = BY_RECORD[type(record)].name
            changed.setdefault(name, dict(self.of_type(name))).pop(record.key, None)
        return replace(self, **changed) if changed else self  # type: ignore[arg-type]

    def new_key(self) -> Key:
        """Return a key for a new record, unused in this snapshot."""
        lowest = (min(self.of_type(name), default=0) for name in BY_NAME)
        return min(0, *lowest) - 1

    @cached_property
    def sessions(self) -> list[Session]:
        """Return the sessions in document order."""
        return sorted(self.session.values(), key=lambda session: session.position)

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """Return the paragraphs in document order."""
        return [record for session in self.sessions for record in self.paragraphs_of(session.key)]

    @cached_property
    def recommendations(self) -> list[Recommendation]:
        """Return the recommendations in document order."""
        return sorted(self.recommendation.values(), key=lambda record: record.position)

    def paragraphs_of(self, session: Key) -> list[Paragraph]:
        """Return the paragraphs of a session in their order."""
        return self.paragraphs_by_session.get(session, [])

    @cached_property
    def paragraphs_by_session(self) -> Mapping[Key, list[Paragraph]]:
        return group(
            sorted(self.paragraph.values(), key=lambda record: record.position),
            lambda record: record.session,
        )

    @cached_property
    def recommendations_by_paragraph(self) -> Mapping[Key | None, list[Recommendation]]:
        return group(self.recommendations, lambda record: record.paragraph)

    @cached_property
    def points_by_parent(self) -> Mapping[Key | None, list[Recommendation]]:
        return group(self.recommendations, lambda record: record.parent)

    @cached_property
    def contributions_by_paragraph(self) -> Mapping[Key, list[Contribution]]:
        return group(self.contribution.values(), lambda record: record.paragraph)

    @cached_property
    def references_by_source(
        self,
    ) -> Mapping[tuple[Key | None, Key | None], list[CrossReference]]:
        """Return the cross-references by the keys of their paragraph and recommendation."""
        return group(
            self.cross_reference.values(), lambda record: (record.paragraph, record.recommendation)
        )

    @cached_property
    def rationale_by_recommendation(self) -> Mapping[Key, list[RationaleLink]]:
        return group(self.rationale_link.values(), lambda record: record.recommendation)

    @cached_property
    def rationale_by_paragraph(self) -> Mapping[Key | None, list[RationaleLink]]:
        return group(self.rationale_link.values(), lambda record: record.paragraph)

    def speakers_of(self, paragraph: Key) -> tuple[Key, ...]:
        """Return the keys of the participations that speak in a paragraph."""
        contributions = self.contributions_by_paragraph.get(paragraph, ())
        return tuple(contribution.participation for contribution in contributions)

    @cached_property
    def spanned(self) -> list[SpannedRecord]:
        """Return all texts of the source in its order; those without a source come first."""
        records = (self.session, self.paragraph, self.recommendation, self.part)
        return sorted(
            (record for mapping in records for record in mapping.values()), key=source_order
        )


def group(records: Iterable[AnyRecord], key: Any) -> dict[Any, list[AnyRecord]]:
    groups: dict[Any, list[AnyRecord]] = {}
    for record in records:
        groups.setdefault(key(record), []).append(record)
    return groups


def start_of(record: SpannedRecord) -> int:
    """Return the offset in the source, or -1 for a record without a source."""
    return record.spans[0][0] if record.spans else -1


def source_order(record: SpannedRecord) -> tuple[int, int]:
    return (start_of(record), record.spans[-1][1] if record.spans else -1)


def text_of(record: SpannedRecord) -> str:
    return record.heading if isinstance(record, Session) else record.text


def to_json(snapshot: Snapshot) -> Data:
    """Return the snapshot as plain data, with the keys of the records in ascending order."""
    return {
        "schema": SCHEMA,
        "report": snapshot.report._asdict(),
        "source": snapshot.source,
        **{
            record_type.name: [
                record._asdict() for _, record in sorted(snapshot.of_type(record_type.name).items())
            ]
            for record_type in RECORD_TYPES
        },
    }


def from_json(data: Data) -> Snapshot:
    """Return the snapshot of stored data, of this schema or an earlier one."""
    data = migrate(data)
    return Snapshot(
        report=ReportFields(**frozen_fields(data["report"])),
        source=data["source"],
        **{
            record_type.name: {
                fields["key"]: record_type.record(**frozen_fields(fields))
                for fields in data[record_type.name]
            }
            for record_type in RECORD_TYPES
        },
    )


def frozen_fields(values: Data) -> Data:
    return {name: freeze(value) for name, value in values.items()}


def freeze(value: Any) -> Any:
    """Return lists as tuples, at every depth."""
    return tuple(map(freeze, value)) if isinstance(value, list) else value


def serialize(snapshot: Snapshot) -> str:
    """Return the snapshot as canonical JSON: sorted keys, no optional whitespace."""
    return json.dumps(to_json(snapshot), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def changed_records(before: Snapshot, after: Snapshot) -> Iterator[tuple[Any, Any]]:
    """Yield (before, after) of each record that differs; None for one that does not exist."""
    for name in BY_NAME:
        old, new = before.of_type(name), after.of_type(name)
        for key in old.keys() | new.keys():
            if old.get(key) != new.get(key):
                yield old.get(key), new.get(key)


def rekey(snapshot: Snapshot, keys: Mapping[str, Mapping[Key, Key]]) -> Snapshot:
    """Return the snapshot with the keys of records replaced: {record type: {old: new}}."""
    changed: dict[str, Any] = {}
    for record_type in RECORD_TYPES:
        own = keys.get(record_type.name, {})
        parents = {
            name: keys[parent.record_type]
            for name, parent in record_type.parents.items()
            if keys.get(parent.record_type)
        }
        if not own and not parents:
            continue
        records = {}
        for record in snapshot.of_type(record_type.name).values():
            new = {name: mapping.get(getattr(record, name)) for name, mapping in parents.items()}
            new = {name: key for name, key in new.items() if key is not None}
            key = own.get(record.key, record.key)
            records[key] = record._replace(key=key, **new)
        changed[record_type.name] = dict(sorted(records.items()))
    return replace(snapshot, **changed)


def with_sorted_links(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot with its links in their canonical order, as they are loaded."""
    report = snapshot.report._replace(co_chairs=tuple(sorted(snapshot.report.co_chairs)))
    changed = [
        record._replace(**links)
        for record_type in RECORD_TYPES
        for record in snapshot.of_type(record_type.name).values()
        if (links := unsorted_links(record_type, record))
    ]
    return replace(snapshot.with_records(*changed), report=report)


def unsorted_links(record_type: RecordType, record: Any) -> dict[str, Any]:
    """Return the links of a record that are not in canonical order, sorted."""
    links = {}
    for name, link in record_type.links.items():
        values = getattr(record, name)
        if not getattr(link, "keep_order", False) and list(values) != sorted(values):
            links[name] = tuple(sorted(values))
    return links
