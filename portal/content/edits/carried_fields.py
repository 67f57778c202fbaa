"""What split, join and retype carry from one record to another: every field of the schema.

Fields with rules of their own are named here. Every other one is carried, or the edit is refused:
nothing that an editor typed is silently lost.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from portal.content.refusals import SaveRefusedError
from portal.content.schema import (
    BY_RECORD,
    Paragraph,
    Part,
    Recommendation,
    Session,
    SpannedRecord,
)
from portal.content.schema_fields import Field

FieldNames = Mapping[type[Any], frozenset[str]]
# Read from the source with the text, so that each text has its own.
READ_FROM_SOURCE: FieldNames = {
    Part: frozenset({"kind", "text"}),
    Session: frozenset({"kind", "title", "number", "heading"}),
    Paragraph: frozenset({"text", "label"}),
    Recommendation: frozenset({"text"}),
}
# Who speaks, to whom and at which level (see `attribution`), and why a text was set aside.
WITH_RULES: FieldNames = {
    Part: frozenset({"reason"}),
    Paragraph: frozenset({"voice", "organizations", "speaking_organizations"}),
    Recommendation: frozenset({"level", "involvements"}),
}
# What a text is about: headings and texts outside the report are about nothing.
SUBJECTS = frozenset({"themes", "instruments"})
RECORDS: Mapping[str, type[SpannedRecord]] = {
    "heading": Session,
    "paragraph": Paragraph,
    "recommendation": Recommendation,
}


def own_fields(record: type[Any]) -> dict[str, Field]:
    """Return the fields that editors set, and that do not follow from the place in the source."""
    read = READ_FROM_SOURCE.get(record, frozenset())
    record_type = BY_RECORD[record]
    names = {*record_type.set_by_editors, *record_type.parents}
    return {
        name: field
        for name, field in record_type.fields.items()
        if name in names - read and not field.is_derived
    }


def divided(first: Any) -> dict[str, Any]:
    """Return what both halves of a split text have, besides its links."""
    links = BY_RECORD[type(first)].links
    names = [name for name in own_fields(type(first)) if name not in links]
    if isinstance(first, Recommendation):
        names.append("parent")
    return {name: getattr(first, name) for name in names}


def joined(first: Any, second: Any) -> dict[str, Any]:
    """Return the fields of two joined texts; a field that only one of them has filled is kept.

    Links are merged elsewhere. Raises SaveRefusedError if both have filled a field differently.
    """
    record = type(first)
    values: dict[str, Any] = {}
    for name, field in own_fields(record).items():
        if name in BY_RECORD[record].links or name in WITH_RULES.get(record, ()):
            continue
        filled = [getattr(one, name) for one in (first, second) if is_filled(one, name)]
        if len(set(filled)) > 1:
            raise SaveRefusedError(
                f"The two differ in “{field.label}”. Set the same value for both, then join them."
            )
        if filled:
            values[name] = filled[0]
    return values


def is_filled(record: Any, name: str) -> bool:
    return getattr(record, name) not in {None, "", (), record._field_defaults.get(name)}


def retyped(record: SpannedRecord, to: str) -> dict[str, Any]:
    """Return the fields that a text keeps as another type, besides its attribution.

    Raises SaveRefusedError if the type lacks a field that is filled.
    """
    new = RECORDS.get(to, Part)
    values = {}
    for name, field in fields_to_keep(record):
        if own_fields(new).get(name) is not None and is_equal_field(field, own_fields(new)[name]):
            values[name] = getattr(record, name)
        elif name not in SUBJECTS:
            raise SaveRefusedError(
                f"“{field.label}” is filled in, but a {to} has no such field. Clear it first."
            )
    return values


def fields_to_keep(record: SpannedRecord) -> Iterator[tuple[str, Field]]:
    """Yield the filled fields that have no rule of their own for a change of type."""
    with_rules = WITH_RULES.get(type(record), frozenset())
    for name, field in own_fields(type(record)).items():
        if name not in with_rules and is_filled(record, name):
            yield name, field


def is_equal_field(first: Field, second: Field) -> bool:
    """Return whether two fields of one name hold the same kind of value."""
    kinds = [
        (type(one), getattr(one, "entity_type", ""), getattr(one, "columns", ()))
        for one in (first, second)
    ]
    return kinds[0] == kinds[1]
