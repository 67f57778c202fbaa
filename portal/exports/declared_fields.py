"""The fields that the schema declares, in the API and in the exported tables.

A field that the API or a table shows differently is named in IN_API or IN_TABLES, with the name it
has there; every other field follows from its declaration.
"""

from collections.abc import Callable, Iterator
from typing import Any

from pydantic import Field as SchemaField
from pydantic import create_model

from portal.content.schema import BY_NAME
from portal.content.schema_fields import Entities, Field

# {record type: {field: name in the API}}
IN_API = {
    "recommendation": {
        "text": "text",
        "level": "level",
        "themes": "themes",
        "instruments": "instruments",
    },
    "paragraph": {"text": "text", "voice": "voice", "themes": "themes", "label": "reference"},
}
# {record type: {field: heading}}
IN_TABLES = {
    "recommendation": {"text": "text", "level": "level", "themes": "themes"},
    "paragraph": {"text": "text", "voice": "voice", "themes": "themes", "label": "paragraph"},
}


def public_fields(record_type: str) -> dict[str, Field]:
    """Return the fields with a label that editors type or pick."""
    fields = BY_NAME[record_type].fields
    return {name: field for name, field in fields.items() if field.label and not field.is_derived}


def declared_fields(record_type: str, shown: dict[str, str]) -> dict[str, Field]:
    return {name: field for name, field in public_fields(record_type).items() if name not in shown}


def public_name(name: str, field: Field) -> str:
    return field.public_name or name


def extend_schema(schema: type[Any], record_type: str, link: type[Any]) -> type[Any]:
    """Return the API's schema with the declared fields that it does not list."""
    fields = declared_fields(record_type, IN_API[record_type])
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
    column = BY_NAME[record_type].model._meta.get_field(name)
    kind = int if column.get_internal_type().endswith("IntegerField") else str
    return kind | None if column.null else kind


def api_values(record_type: str, row: Any, link: Callable[[Any], Any]) -> dict[str, Any]:
    """Return the declared fields of a row for the API."""
    values = {}
    for name, field in declared_fields(record_type, IN_API[record_type]).items():
        value = row_value(row, name, field)
        is_list = isinstance(field, Entities)
        values[public_name(name, field)] = [link(item) for item in value] if is_list else value
    return values


def row_value(row: Any, name: str, field: Field) -> Any:
    """Return the value of a column, or the linked entities by name."""
    if isinstance(field, Entities):
        return sorted(getattr(row, name).all(), key=str)
    return getattr(row, name)


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


def prefetches(record_type: str, path: str = "") -> list[str]:
    """Return the lookups of the declared entities, to be fetched with a list."""
    fields = public_fields(record_type).items()
    return [f"{path}{name}" for name, field in fields if isinstance(field, Entities)]
