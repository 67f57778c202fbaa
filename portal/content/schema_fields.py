"""How the fields of a report's records are declared: where they are stored, and their labels."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_type_hints

from django.db import models

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Field:
    """How a field is stored, and its label; fields without a label are internal.

    `form_field` is its name in forms, `public_name` its name in the API, if they differ. Derived
    fields follow from edits and are not typed in forms.
    """

    label: str = ""
    form_field: str = ""
    is_derived: bool = False
    public_name: str = ""


@dataclass(frozen=True)
class Column(Field):
    """A column of the record's table. `entity_type` is set for keys of shared entities."""

    entity_type: str = ""


def derived(label: str = "") -> Column:
    return Column(label, is_derived=True)


@dataclass(frozen=True)
class Parent(Field):
    """The key of another record of the same report."""

    record_type: str = ""


@dataclass(frozen=True)
class Entities(Field):
    """Sorted keys of shared entities, stored as a many-to-many relation."""

    entity_type: str = ""

    def merged(self, keys: Iterable[int]) -> tuple[int, ...]:
        return tuple(sorted(set(keys)))


@dataclass(frozen=True)
class EntityRows(Field):
    """Rows that begin with the key of a shared entity, stored in a table of their own.

    The first `identity` values identify a row of the record. Rows are sorted by entity, or,
    if they `keep_order`, as they were stored.
    """

    entity_type: str = ""
    model: type[models.Model] = models.Model
    owner: str = ""
    columns: tuple[str, ...] = ()
    identity: int = 1
    keep_order: bool = False

    def merged(self, rows: Iterable[Row]) -> tuple[Row, ...]:
        """Return the first row of each identity; a confirmed theme comes before a suggested one."""
        first_rows: dict[Row, Row] = {}
        # "confirmed" sorts before "suggested".
        for row in rows if self.keep_order else sorted(rows):
            first_rows.setdefault(row[: self.identity], row)
        return tuple(first_rows.values())


def parent_key(label: str, record_type: str) -> Parent:
    return Parent(label, is_derived=True, record_type=record_type)


def entities(label: str, entity_type: str, public_name: str = "") -> Entities:
    return Entities(label, public_name=public_name, entity_type=entity_type)


def theme_rows(model: type[models.Model], owner: str) -> EntityRows:
    return EntityRows(
        "Themes", entity_type="theme", model=model, owner=owner, columns=("theme_id", "status")
    )


def fields_of(record: type[Any]) -> dict[str, Field]:
    """Return the declared fields of a record by name."""
    hints = get_type_hints(record, include_extras=True)
    return {
        name: hint.__metadata__[0] for name, hint in hints.items() if hasattr(hint, "__metadata__")
    }


def entity_fields(fields: Mapping[str, Field]) -> Iterator[tuple[str, Any]]:
    """Yield the fields that reference shared entities."""
    for name, field in fields.items():
        if getattr(field, "entity_type", ""):
            yield name, field
