"""Load the snapshot of a stored report, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Mapping
from functools import reduce
from typing import Any

from django.db.models import CharField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

from portal.content.id_mapping import IdMap
from portal.content.schema import RECORD_TYPES, REPORT_COLUMNS, Key, RecordType, ReportFields
from portal.content.schema_fields import Entities, EntityRows
from portal.content.snapshot import Snapshot, freeze
from reports.models import Report

# {(record type, field): {key of the row: values}}
Links = Mapping[tuple[str, str], Mapping[Key, tuple[Any, ...]]]


def load_snapshot(report: Report) -> Snapshot:
    """Return the stored content of a report, with the keys under which it is or will be public."""
    report = Report.objects.select_related("next_of").get(pk=report.pk)
    return load_content(report)


def load_content(report: Report) -> Snapshot:
    """Return the content of a report whose own columns are up to date."""
    id_map, links = IdMap(report), load_links(report)
    fields = {name: column_value(getattr(report, name)) for name in REPORT_COLUMNS}
    co_chairs = links["report", "co_chairs"].get(report.pk, ())
    return Snapshot(
        report=ReportFields(**fields, slug=report.root.slug, co_chairs=co_chairs),
        source=report.source_id,
        **{
            record_type.name: load_records(report, record_type, id_map, links)
            for record_type in RECORD_TYPES
        },
    )


def column_value(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else freeze(value)


def load_records(
    report: Report, record_type: RecordType, id_map: IdMap, links: Links
) -> dict[Key, Any]:
    stored = [name for name in record_type.record._fields if name not in record_type.links]
    columns = [stored_column(record_type, name) for name in stored]
    link_values = {name: links[record_type.name, name] for name in record_type.links}
    json_columns = {"spans"} & record_type.columns.keys()
    records = {}
    for row in record_type.of(report).order_by("pk").values_list(*columns):
        values = dict(zip(stored, row, strict=True))
        row_key = values["key"]
        values["key"] = id_map.published(record_type.name, row_key)
        for name, parent in record_type.parents.items():
            values[name] = id_map.published(parent.record_type, values[name])
        for name in json_columns:
            values[name] = freeze(values[name])
        for name, rows in link_values.items():
            values[name] = rows.get(row_key, ())
        records[values["key"]] = record_type.record(**values)
    return dict(sorted(records.items()))


def stored_column(record_type: RecordType, name: str) -> str:
    if name == "key":
        return "pk"
    return f"{name}_id" if name in record_type.parents else name


def load_links(report: Report) -> Links:
    """Return all links to shared entities, fetched in one query."""
    fields = [
        (record_type, name) for record_type in RECORD_TYPES for name in sorted(record_type.links)
    ]
    queries = [co_chairs_query(report)]
    queries += [
        link_query(report, record_type, name, tag) for tag, (record_type, name) in enumerate(fields)
    ]
    grouped: dict[int, dict[Key, list[tuple[Any, ...]]]] = defaultdict(lambda: defaultdict(list))
    for tag, owner, pk, *values in reduce(
        lambda first, second: first.union(second, all=True), queries
    ):
        grouped[tag][owner].append((pk, *values))
    links: dict[tuple[str, str], dict[Key, tuple[Any, ...]]] = {
        ("report", "co_chairs"): {
            owner: tuple(sorted(row[1] for row in rows)) for owner, rows in grouped[-1].items()
        }
    }
    for tag, (record_type, name) in enumerate(fields):
        field = record_type.links[name]
        links[record_type.name, name] = {
            owner: link_values(field, rows) for owner, rows in grouped[tag].items()
        }
    return links


def link_values(field: Entities | EntityRows, rows: list[tuple[Any, ...]]) -> tuple[Any, ...]:
    """Return the rows in the order and with the columns of the field."""
    if isinstance(field, Entities):
        return tuple(sorted(entity for _, entity, *_ in rows))
    rows.sort(key=lambda row: row[0] if field.keep_order else row[1])
    width = len(field.columns)
    is_number = field.columns[1:] == ("order",)
    return tuple(
        (entity, number) if is_number else (entity, *texts)[:width]
        for _, entity, number, *texts in rows
    )


def co_chairs_query(report: Report) -> QuerySet[Any]:
    rows = Report.co_chairs.through._base_manager.filter(report=report)
    return union_part(rows, -1, "report_id", "organization_id", ())


def link_query(report: Report, record_type: RecordType, name: str, tag: int) -> QuerySet[Any]:
    field = record_type.links[name]
    if isinstance(field, EntityRows):
        rows = field.model._base_manager.filter(
            **{f"{field.owner}__{record_type.to_report}": report}
        )
        return union_part(rows, tag, f"{field.owner}_id", field.columns[0], field.columns[1:])
    relation = getattr(record_type.model, name)
    owner = relation.field.m2m_field_name()
    rows = relation.through._base_manager.filter(**{f"{owner}__{record_type.to_report}": report})
    entity = relation.field.m2m_reverse_name()
    return union_part(rows, tag, relation.field.m2m_column_name(), entity, ())


def union_part(
    rows: QuerySet[Any], tag: int, owner: str, entity: str, columns: tuple[str, ...]
) -> QuerySet[Any]:
    """Select (tag, owner, pk, entity, a number, two texts): a shape that all links share."""
    numbers = [name for name in columns if name == "order"]
    texts = [name for name in columns if name != "order"]
    text_values = [Cast(F(name), CharField()) for name in texts]
    empty = [Value("", CharField()) for _ in range(2 - len(texts))]
    number = F(numbers[0]) if numbers else Value(0, IntegerField())
    first, second = [*text_values, *empty]
    return (
        rows.order_by()
        .annotate(
            link_tag=Value(tag, IntegerField()),
            link_owner=F(owner),
            link_entity=F(entity),
            link_number=number,
            link_first=first,
            link_second=second,
        )
        .values_list(
            *("link_tag", "link_owner", "pk", "link_entity", "link_number"),
            *("link_first", "link_second"),
        )
    )
