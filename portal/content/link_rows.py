"""The rows that link records of a report with shared entities."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from portal.content.row_writer import RowWriter
from portal.content.schema import Key, RecordType
from portal.content.schema_fields import EntityRows


def replace_links(
    record_type: RecordType, name: str, linked: Sequence[Key], links: Iterable[tuple[Key, Any]]
) -> None:
    """Delete the links of the rows `linked`, and insert `links`: (row, values), in order."""
    through, owner, columns = link_table(record_type, name)
    if linked:
        through._base_manager.filter(**{f"{owner}__in": linked}).delete()
    rows = [(key, *row) for key, values in links for row in link_rows(values)]
    if rows:
        RowWriter(through, (owner, *columns)).insert(rows)


def link_table(record_type: RecordType, name: str) -> tuple[Any, str, tuple[str, ...]]:
    """Return the model of the link rows, its column of the record, and its other columns."""
    field = record_type.links[name]
    if isinstance(field, EntityRows):
        return field.model, f"{field.owner}_id", field.columns
    relation = getattr(record_type.model, name)
    reverse = relation.field.m2m_reverse_name()
    return relation.through, relation.field.m2m_column_name(), (reverse,)


def link_rows(values: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    for value in values:
        yield value if isinstance(value, tuple) else (value,)
