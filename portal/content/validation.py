"""Check and clean a snapshot before it is stored: fields, invariants and references."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from portal.content.refusals import SaveRefusedError
from portal.content.schema import BY_RECORD, REPORT_COLUMNS, RecordType
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
            validate_columns(BY_RECORD[type(new)], old, new)
    if before.report != after.report:
        validate_report(before, after)
    for message in broken_invariants(after):
        raise SaveRefusedError(message)


def validate_columns(record_type: RecordType, old: Any, new: Any) -> None:
    for name in record_type.columns:
        if name in {"spans", "version"} or name.endswith("_id"):
            continue
        value = getattr(new, name)
        if old is None or value != getattr(old, name):
            validate_column(record_type.model, name, value)


def validate_report(before: Snapshot, after: Snapshot) -> None:
    for name in REPORT_COLUMNS:
        value = getattr(after.report, name)
        if value != getattr(before.report, name):
            validate_column(Report, name, value)
    first_day, last_day = after.report.starts_on, after.report.ends_on
    if last_day and (not first_day or last_day < first_day):
        raise SaveRefusedError("The last day is before the first day, or the first day is missing.")


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
        clean_record(new)
        for old, new in changed_records(before, after)
        if new is not None and old is not new
    ]
    report = after.report
    if before.report != report:
        report = report._replace(
            **clean_values(Report, {n: getattr(report, n) for n in REPORT_COLUMNS})
        )
    return replace(after.with_records(*records), report=report)


def clean_record(record: Any) -> Any:
    record_type = BY_RECORD[type(record)]
    values = {name: getattr(record, name) for name in record_type.columns}
    changed = clean_values(record_type.model, values)
    return record._replace(**changed) if changed else record


def clean_values(model: type[models.Model], values: Mapping[str, Any]) -> dict[str, str]:
    """Return the texts that cleaning changes."""
    changed = {}
    for name, value in values.items():
        clean = getattr(model._meta.get_field(name), "clean_value", None)
        if clean and isinstance(value, str) and (text := clean(value)) != value:
            changed[name] = text
    return changed
