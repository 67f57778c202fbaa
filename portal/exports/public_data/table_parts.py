"""The columns of the tables of public data, including those that the schema declares."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from django.db.models import QuerySet

from portal.content.schema_fields import Column, Entities
from portal.exports import declared_fields
from portal.exports.public_data.schema import ColumnType, DataColumn, DataTable
from portal.exports.shown_fields import IN_DATA, NOT_IN_DATA, handled
from reports.models import Report

PUBLISHED = Report.Status.PUBLISHED
TYPES: tuple[tuple[type[Any], ColumnType], ...] = (
    (bool, "boolean"),
    (int, "integer"),
    (date, "date"),
)
# {entity type: its table}
TABLE_NAMES = {
    "person": "people",
    "organization": "organizations",
    "theme": "themes",
    "instrument": "instruments",
}
# {record type: (lookup, description) of the column that identifies it within its report}
IDENTIFIERS = {
    "report": None,
    "session": ("anchor", "Anchor of the session."),
    "paragraph": ("anchor", "Anchor of the paragraph."),
    "recommendation": ("reference", "Its reference."),
    "participation": ("person__slug", "Slug of the participant."),
}


def column(
    name: str, description: str, lookup: str = "", *, kind: ColumnType = "string", to: str = ""
) -> DataColumn:
    return DataColumn(name, kind, description, lookup or name, to)


def slug_of(table: str, lookup: str, name: str, description: str) -> DataColumn:
    """Return a column that refers to the records of another table."""
    return DataColumn(name, "string", description, lookup, table)


def report_slug(path: str = "report__") -> DataColumn:
    return slug_of("reports", f"{path}slug", "report", "Slug of the report.")


def of_published(model: Any, path: str, *order: str) -> QuerySet[Any]:
    """Return the link rows whose report is public."""
    rows = model._base_manager.filter(**{f"{path}__status": PUBLISHED})
    return rows.order_by(f"{path}__slug", *order)  # type: ignore[no-any-return]


def declared_columns(
    record_type: str, shown: Mapping[str, str] | None = None
) -> tuple[DataColumn, ...]:
    """Return the columns of a record that the schema declares and its table does not list."""
    if shown is None:
        shown = handled(record_type, IN_DATA, NOT_IN_DATA)
    return tuple(
        column(name, f"{field.label}.", kind=data_type(record_type, name))
        for name, field in declared_fields.declared_fields(record_type, shown).items()
        if isinstance(field, Column)
    )


def data_type(record_type: str, name: str) -> ColumnType:
    kind = declared_fields.column_type(record_type, name)
    members = getattr(kind, "__args__", (kind,))
    return next((data_type for member, data_type in TYPES if member in members), "string")


def declared_tables(
    record_type: str, shown: Mapping[str, str] | None = None
) -> Iterator[DataTable]:
    """Yield a table for each many-to-many field that the schema declares and no table lists."""
    if shown is None:
        shown = handled(record_type, IN_DATA, NOT_IN_DATA)
    for name, field in declared_fields.declared_fields(record_type, shown).items():
        if isinstance(field, Entities):
            yield link_table(record_type, name, field)


def link_table(record_type: str, name: str, field: Entities) -> DataTable:
    relation: Any = declared_fields.model_of(record_type)._meta.get_field(name)
    record, entity = relation.m2m_field_name(), relation.m2m_reverse_field_name()
    identifier = IDENTIFIERS[record_type]
    path = f"{record}__report" if identifier else record
    columns = [report_slug(f"{path}__")]
    if identifier:
        lookup, description = identifier
        columns.append(column(record_type, description, f"{record}__{lookup}"))
    table = TABLE_NAMES[field.entity_type]
    linked = slug_of(
        table, f"{entity}__slug", field.entity_type, f"Slug of the {field.entity_type}."
    )
    return DataTable(
        f"{record_type}_{name}",
        f"{field.label}: one row for each {record_type} and {field.entity_type}.",
        partial(
            of_published,
            relation.remote_field.through,
            path,
            *(one.lookup for one in columns[1:]),
            linked.lookup,
        ),
        tuple(one.name for one in (*columns, linked)),
        (*columns, linked),
    )
