"""The columns of the tables for the fields that the schema declares.

Fields with a special column are named in IN_TABLE, and fields without a column in NOT_IN_TABLE,
with the reason. Every other text and every other list of names has a column that can be edited in
a file; numbers and days have none.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.db import models

from portal.content.entity_references import MODELS
from portal.content.schema import BY_NAME
from portal.content.schema_fields import Column, Entities, Field
from portal.imports.table_columns import Choices, TableColumn

Names = dict[str, tuple[Any, tuple[str, ...]]]
# {record type: {field: heading of its column}}
IN_TABLE: Mapping[str, Mapping[str, str]] = {
    "recommendation": {"text": "Text", "level": "Level", "themes": "Themes"},
    "paragraph": {
        "text": "Text",
        "voice": "Voice",
        "themes": "Themes",
        "speaking_organizations": "States and organizations speaking",
    },
    "participation": {
        "person_id": "Name",
        "role": "Role",
        "position": "Position",
        "affiliations": "Organizations",
    },
}
NOT_IN_TABLE: Mapping[str, Mapping[str, str]] = {
    "recommendation": {"instruments": "found in the text"},
    "paragraph": {
        "label": "shown as the number, and read from the source",
        "organizations": "found in the text",
        "instruments": "found in the text",
    },
    "participation": dict.fromkeys(
        ("printed_name", "short_forms", "introduced_as"), "as the report prints it"
    ),
}


def fields_of(record_type: str) -> dict[str, tuple[str, Field]]:
    """Return {heading: (name, field)} of the fields with a column that follows from the schema."""
    known = IN_TABLE[record_type].keys() | NOT_IN_TABLE[record_type].keys()
    return {
        field.label: (name, field)
        for name, field in BY_NAME[record_type].fields.items()
        if field.label and not field.is_derived and name not in known
        if isinstance(field, Entities) or is_text(record_type, name, field)
    }


def field_names(record_type: str) -> dict[str, str]:
    return {heading: name for heading, (name, _) in fields_of(record_type).items()}


def names_by_heading(record_type: str) -> dict[str, Names]:
    """Return what the cells of each column may hold; free text has no names."""
    names = {
        heading: names_in(record_type, name, field)
        for heading, (name, field) in fields_of(record_type).items()
    }
    return {heading: known for heading, known in names.items() if known is not None}


def table_columns(record_type: str, names: Mapping[str, Names]) -> list[TableColumn]:
    """Return the columns with which a file is read; `names` come from `names_by_heading`."""
    return [
        table_column(record_type, heading, name, field, names.get(heading))
        for heading, (name, field) in fields_of(record_type).items()
    ]


def table_column(
    record_type: str, heading: str, name: str, field: Field, names: Names | None
) -> TableColumn:
    if isinstance(field, Entities):
        return TableColumn(heading, choices(field.entity_type, names or {}), is_list=True)
    column = stored_column(record_type, name)
    return TableColumn(
        heading,
        None if names is None else choices(heading.lower(), names),
        may_be_empty=column.blank,
        max_length=column.max_length or 0,
    )


def choices(noun: str, names: Names) -> Choices:
    return Choices.of(noun, {name: forms for name, (_, forms) in names.items()})


def is_text(record_type: str, name: str, field: Field) -> bool:
    if not isinstance(field, Column) or field.entity_type:
        return False
    return isinstance(stored_column(record_type, name), models.CharField | models.TextField)


def stored_column(record_type: str, name: str) -> Any:
    return BY_NAME[record_type].model._meta.get_field(name)


def choices_of(record_type: str, name: str) -> dict[str, str]:
    return {value: str(label) for value, label in stored_column(record_type, name).choices or ()}


def names_in(record_type: str, name: str, field: Field) -> Names | None:
    """Return {name: (value, other forms)} of what a cell may hold; None for free text."""
    if isinstance(field, Entities):
        return entity_names(field.entity_type)
    labels = choices_of(record_type, name)
    if not labels:
        return None
    # Nobody writes an empty cell as a choice, but it has a value.
    return {"": ("", ())} | {label: (value, (value,)) for value, label in labels.items()}


def entity_names(entity_type: str) -> Names:
    return {
        str(record): (record.pk, tuple(other_forms(record)))
        for record in MODELS[entity_type]._base_manager.all()
    }


def other_forms(record: Any) -> Iterator[str]:
    """Yield the other printed forms of a shared record."""
    for name in ("printed_forms", "all_labels", "other_names"):
        yield from getattr(record, name, ())


def texts_of(record_type: str, name: str, field: Field) -> Callable[[Any, Any], list[str]]:
    """Return a function of a named snapshot and a record that returns the texts of a cell."""
    if isinstance(field, Entities):
        return lambda named, record: [
            named.name(field.entity_type, key) for key in getattr(record, name)
        ]
    labels = choices_of(record_type, name)

    def texts(_named: Any, record: Any) -> list[str]:
        value = getattr(record, name)
        return [labels.get(value, value)] if value else []

    return texts
