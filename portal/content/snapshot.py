"""Take a complete snapshot of a stored report. Equal reports give equal bytes."""

import hashlib
import json
from collections import defaultdict
from typing import Any

from portal.content.id_mapping import IdMap
from portal.content.schema import DAYS, RECORD_TYPES, REPORT_COLUMNS, RecordType
from portal.content.snapshot_migrations import SCHEMA
from reports.models import Report

Data = dict[str, Any]


def take_snapshot(report: Report) -> Data:
    """Return the content of the report.

    Records are sorted by the key under which they are, or will be, published. Entities that
    reports share (people, organizations, themes, instruments) are kept by key, without names.
    """
    id_map = IdMap(report)
    stored = Report.objects.get(pk=report.pk)
    fields = {name: getattr(stored, name) for name in REPORT_COLUMNS}
    for name in DAYS:
        fields[name] = fields[name].isoformat() if fields[name] else None
    fields["slug"] = report.root.slug
    fields["co_chairs"] = sorted(stored.co_chairs.values_list("pk", flat=True))
    return {
        "schema": SCHEMA,
        "report": fields,
        "source": stored.source_id,
        **{
            record_type.name: record_list(report, record_type, id_map)
            for record_type in RECORD_TYPES
        },
    }


def record_list(report: Report, record_type: RecordType, id_map: IdMap) -> list[Data]:
    parents = [f"{name}_id" for name in record_type.within]
    rows = record_type.of(report).values("pk", *record_type.columns, *parents)
    records = list(rows.order_by("pk"))
    by_key = {record["pk"]: record for record in records}
    for name, lists in links_by_key(report, record_type).items():
        for key, record in by_key.items():
            record[name] = lists.get(key, [])
    for record in records:
        for name, parent_type in record_type.within.items():
            record[name] = id_map.published(parent_type, record.pop(f"{name}_id"))
        record["key"] = id_map.published(record_type.name, record.pop("pk"))
    return sorted(records, key=lambda record: record["key"])


def links_by_key(report: Report, record_type: RecordType) -> dict[str, dict[int, list]]:
    """Return {link name: {key of the record: list of what it is linked to}}."""
    links: dict[str, dict[int, list]] = {}
    for name in record_type.links:
        links[name] = defaultdict(list)
        relation = getattr(record_type.model, name)
        owner = relation.field.m2m_column_name()
        entity = relation.field.m2m_reverse_name()
        of_report = {f"{relation.field.m2m_field_name()}__{record_type.to_report}": report}
        pairs = relation.through._base_manager.filter(**of_report)
        for key, entity_key in pairs.order_by(entity).values_list(owner, entity):
            links[name][key].append(entity_key)
    for name, through in record_type.rows.items():
        links[name] = defaultdict(list)
        rows = through.model._base_manager.filter(
            **{f"{through.owner}__{record_type.to_report}": report}
        )
        ordered = rows.order_by(through.order).values_list(f"{through.owner}_id", *through.columns)
        for key, *values in ordered:
            links[name][key].append(values)
    return links


def published_key(report: Report, record_type: str, key: int) -> int:
    """Return the key under which a row of the report is, or will be, published."""
    return IdMap(report).published(record_type, key) or key


def serialize(data: Data) -> str:
    """Return the data as canonical JSON: sorted keys, no optional whitespace."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
