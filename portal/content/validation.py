"""Check and clean a snapshot before it is stored: fields, invariants and references."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from portal.content.refusals import SaveRefusedError
from portal.content.schema import BY_RECORD, REPORT_COLUMNS
from portal.content.snapshot import Snapshot, changed_records
from reports.invariants import INVARIANTS
from reports.models import Report


def broken_invariants(snapshot: Snapshot) -> Iterator[str]:
    """Yield the message of each invariant that the snapshot breaks."""
    for invariant in INVARIANTS:
        parents = snapshot.of_type(invariant.parent)
        for child in snapshot.of_type(invariant.child).values():
            key = getattr(child, invariant.reference)
            if key is not None and invariant.is_broken(child, parents[key]):
                yield invariant.message
                break


def validate(before: Snapshot, after: Snapshot) -> None:
    """Raise SaveRefusedError for the first changed field or invariant that is not valid."""
    for old, new in changed_records(before, after):
        if new is not None:
            record_type = BY_RECORD[type(new)]
            validate_columns(record_type.model, record_type.columns, old, new)
    if before.report != after.report:
        validate_columns(Report, REPORT_COLUMNS, before.report, after.report)
        first_day, last_day = after.report.starts_on, after.report.ends_on
        if last_day and (not first_day or last_day < first_day):
            raise SaveRefusedError(
                "The last day is before the first day, or the first day is missing."
            )
    for message in broken_invariants(after):
        raise SaveRefusedError(message)


def validate_columns(model: type[models.Model], names: Iterable[str], old: Any, new: Any) -> None:
    for name in names:
        if name in {"spans", "version"} or name.endswith("_id"):
            continue
        value = getattr(new, name)
        if old is None or value != getattr(old, name):
            validate_column(model, name, value)


def validate_column(model: type[models.Model], name: str, value: Any) -> None:
    field = model._meta.get_field(name)
    if value in field.empty_values and field.blank:
        return
    try:
        field.clean(value, None)
    except ValidationError as error:
        label = name.replace("_", " ").capitalize()
        raise SaveRefusedError(f"{label}: {' '.join(error.messages)}") from None


def cleaned(before: Snapshot, after: Snapshot) -> Snapshot:
    """Return the snapshot with the texts of changed records clean, as the columns store them."""
    records = [
        clean_record(BY_RECORD[type(new)].model, BY_RECORD[type(new)].columns, new)
        for old, new in changed_records(before, after)
        if new is not None
    ]
    after = after.with_records(*records)
    if before.report == after.report:
        return after
    return replace(after, report=clean_record(Report, REPORT_COLUMNS, after.report))


def clean_record(model: type[models.Model], names: Iterable[str], record: Any) -> Any:
    changed = {}
    for name in names:
        value, column = getattr(record, name), model._meta.get_field(name)
        if isinstance(value, str) and hasattr(column, "clean_value"):
            changed[name] = column.clean_value(value)
    return record._replace(**changed)
