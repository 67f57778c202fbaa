"""The fields that the schema declares, in the API, the exported tables, the outline and the archive.

Fields that an outlet shows differently or leaves out are named in `shown_fields`; every other one
follows from its declaration.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db import models
from pydantic import Field as SchemaField
from pydantic import create_model

from portal.content.schema import BY_NAME, REPORT_FIELDS
from portal.content.schema_fields import Entities, Field
from portal.exports.shown_fields import IN_API, IN_OUTLINE, IN_TABLES, NOT_IN_OUTLINE, handled
from reports.models import Report

# The types of columns that are not text.
COLUMN_TYPES: tuple[tuple[type[Any], type[Any]], ...] = (
    (models.BooleanField, bool),
    (models.IntegerField, int),
    (models.DateField, date),
)


def model_of(record_type: str) -> type[models.Model]:
    return Report if record_type == "report" else BY_NAME[record_type].model


def public_fields(record_type: str) -> dict[str, Field]:
    """Return the fields with a label that editors type or pick."""
    fields = REPORT_FIELDS if record_type == "report" else BY_NAME[record_type].fields
    return {name: field for name, field in fields.items() if field.label and not field.is_derived}


def declared_fields(record_type: str, shown: Mapping[str, str]) -> dict[str, Field]:
    return {name: field for name, field in public_fields(record_type).items() if name not in shown}


def public_name(name: str, field: Field) -> str:
    return field.public_name or name


def extend_schema(
    schema: type[Any], record_type: str, link: type[Any], shown: Mapping[str, str] | None = None
) -> type[Any]:
    """Return the API's schema with the declared fields that it does not list."""
    fields = declared_fields(record_type, IN_API[record_type] if shown is None else shown)
    types = {
        public_name(name, field): (
            list[link] if isinstance(field, Entities) else column_type(record_type, name),  # type: ignore[valid-type]
            SchemaField(description=f"{field.label}."),
        )
        for name, field in fields.items()
    }
    if not types:
        return schema
    return create_model(schema.__name__, __base__=schema, __doc__=schema.__doc__, **types)  # type: ignore[call-overload, no-any-return]


def column_type(record_type: str, name: str) -> Any:
    column = model_of(record_type)._meta.get_field(name)
    kind = next((kind for model, kind in COLUMN_TYPES if isinstance(column, model)), str)
    return kind | None if column.null else kind


def api_values(
    record_type: str,
    row: Any,
    link: Callable[[Any], Any],
    shown: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return the declared fields of a row for the API."""
    fields = declared_fields(record_type, IN_API[record_type] if shown is None else shown)
    values = {}
    for name, field in fields.items():
        value = row_value(row, name, field)
        is_list = isinstance(field, Entities)
        values[public_name(name, field)] = [link(item) for item in value] if is_list else value
    return values


def row_value(row: Any, name: str, field: Field) -> Any:
    """Return the value of a column, or the linked entities by name."""
    if isinstance(field, Entities):
        return sorted(getattr(row, name).all(), key=str)
    return getattr(row, name)


def outline_values(
    record_type: str, row: Any, shown: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Return the declared fields of a row for the outline, as plain data."""
    if shown is None:
        shown = handled(record_type, IN_OUTLINE, NOT_IN_OUTLINE)
    return {
        public_name(name, field): plain_value(row_value(row, name, field))
        for name, field in declared_fields(record_type, shown).items()
    }


def plain_value(value: Any) -> Any:
    match value:
        case list():
            return [str(item) for item in value]
        case date():
            return value.isoformat()
    return None if value == "" else value


def table_columns(
    record_type: str, row_of: Callable[[Any], Any] = lambda record: record
) -> Iterator[tuple[str, Callable[[Any], Any]]]:
    """Yield heading and cell function of the declared columns; `row_of` finds the row."""
    for name, field in declared_fields(record_type, IN_TABLES[record_type]).items():
        yield field.label.lower(), cell_function(name, field, row_of)


def cell_function(name: str, field: Field, row_of: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def cell(record: Any) -> Any:
        value = row_value(row_of(record), name, field)
        return "; ".join(map(str, value)) if isinstance(field, Entities) else value

    return cell


def prefetches(
    record_type: str, path: str = "", shown: Mapping[str, str] | None = None
) -> list[str]:
    """Return the lookups of the declared entities, to be fetched with a list."""
    fields = declared_fields(record_type, shown or {}).items()
    return [f"{path}{name}" for name, field in fields if isinstance(field, Entities)]
