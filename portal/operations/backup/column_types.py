"""Values of columns as JSON, the same from either database."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import models


@dataclass(frozen=True)
class ColumnType:
    """How a kind of value is written as JSON, and read again.

    `is_direct` says that the database takes the value as it is. Django's fields convert others;
    they may not convert texts, because the fields of the portal clean them: a backup holds what
    was stored, even if texts are cleaned differently today.
    """

    name: str
    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]
    is_direct: bool = False


def of_type(*types: type) -> Callable[[Any], Any]:
    """Return a function that returns its argument if it has exactly one of the types."""

    def check(value: Any) -> Any:
        if type(value) not in types:
            raise ValueError(f"a {type(value).__name__} is not a {types[0].__name__}")
        return value

    return check


def encode_bytes(value: Any) -> str:
    return base64.b64encode(bytes(value)).decode()


def decode_bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def encode_moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat()


COLUMN_TYPES = {
    kind.name: kind
    for kind in (
        ColumnType("text", of_type(str), of_type(str), is_direct=True),
        ColumnType("number", of_type(int), of_type(int), is_direct=True),
        ColumnType("boolean", of_type(bool), of_type(bool)),
        ColumnType("json", lambda value: value, lambda value: value),
        ColumnType("moment", encode_moment, datetime.fromisoformat),
        ColumnType("day", date.isoformat, date.fromisoformat),
        ColumnType("uuid", str, UUID),
        ColumnType("bytes", encode_bytes, decode_bytes),
    )
}
TYPE_OF_FIELD = {
    **dict.fromkeys(("CharField", "TextField", "SlugField", "GenericIPAddressField"), "text"),
    **dict.fromkeys(("AutoField", "BigAutoField", "SmallAutoField"), "number"),
    **dict.fromkeys(("IntegerField", "BigIntegerField", "SmallIntegerField"), "number"),
    **dict.fromkeys(("PositiveIntegerField", "PositiveBigIntegerField"), "number"),
    "PositiveSmallIntegerField": "number",
    "BooleanField": "boolean",
    "JSONField": "json",
    "DateTimeField": "moment",
    "DateField": "day",
    "UUIDField": "uuid",
    "BinaryField": "bytes",
}


def column_type_of(field: "models.Field[Any, Any]") -> ColumnType:
    """Return the kind of a column; raise LookupError if backups do not know its type."""
    while field.is_relation:
        field = field.target_field
    return COLUMN_TYPES[TYPE_OF_FIELD[field.get_internal_type()]]
