"""Save the form of one item, merged with what others have saved since the form was opened."""

from typing import Any

from django.db import transaction

from portal.content import draft_version, revisions, three_way_merge
from portal.content.editing import form_save, locators
from portal.content.editing.locators import Fields, ItemType
from portal.content.locking import SaveRequest
from portal.content.source_edits.operations import edit_operation
from portal.content.three_way_merge import FieldMerge
from reports.models import Report

# Fields that make sense only together.
FIELD_GROUPS = (
    {"voice", "speakers"},
    {"starts_on", "ends_on"},
    {"themes", "confirm_themes"},
)


class ConflictError(Exception):
    """Another editor has changed the same fields since. Nothing was saved."""

    def __init__(self, fields: list[FieldMerge], version: int, by_name: str):
        super().__init__("Another editor has changed the same fields.")
        self.fields, self.version, self.by_name = fields, version, by_name


@transaction.atomic
def save_item(
    report: Report, item: tuple[ItemType, str], typed: Fields, saving: SaveRequest
) -> list[FieldMerge]:
    """Store the typed fields of an item, given by type and locator.

    Other items, and fields that only others have changed since, keep their stored values.
    Returns the fields that only others have changed. Raises ConflictError if both have changed
    a field, SaveRefusedError for values that are not valid; then nothing is changed.
    """
    item_type, locator = item
    stored_report = draft_version.current_draft(draft_version.lock_root(report))
    row = locators.get_item(stored_report, item_type, locator)
    stored = locators.item_fields(stored_report, item_type, row)
    base = base_fields(stored_report, saving.version, (item_type, row), stored)
    theirs = {name: stored.get(name) for name in typed}
    fields = three_way_merge.three_way(base, theirs, typed, FIELD_GROUPS)
    if three_way_merge.conflicts(fields):
        name = last_editor(stored_report, saving.version, (item_type, row), fields)
        raise ConflictError(fields, stored_report.version, name)
    store_item(
        stored_report,
        stored_report.version,
        (item_type, row),
        three_way_merge.merged_fields(fields),
        by=saving.by,
        comment=saving.comment,
    )
    report.version = stored_report.version
    return [field for field in fields if field.is_theirs and not field.is_mine]


def base_fields(report: Report, version: int, item: tuple[ItemType, Any], stored: Fields) -> Fields:
    """Return the fields as of the given version.

    They are empty if there is no revision of it: then every difference is a conflict.
    """
    if version == report.version:
        return stored
    revision = revisions.revision_at(report, version)
    if revision is None:
        return {}
    item_type, row = item
    key = locators.item_key(report, item_type, row)
    return locators.snapshot_fields(revision.data, item_type, key) or {}


def last_editor(
    report: Report, since: int, item: tuple[ItemType, Any], fields: list[FieldMerge]
) -> str:
    """Return the name of the account that last changed one of the conflicting fields."""
    item_type, row = item
    key = locators.item_key(report, item_type, row)
    names = [field.name for field in three_way_merge.conflicts(fields)]
    previous, name = None, ""
    for revision in report.root.revisions.filter(number__gte=since).order_by("number"):
        item_fields = locators.snapshot_fields(revision.data, item_type, key) or {}
        values = [item_fields.get(field_name) for field_name in names]
        if previous is not None and values != previous:
            name = revision.by_name
        previous = values
    return name


@edit_operation("Edited", named=lambda report, item: item_name(*item), allows={"missing", "added"})
def store_item(report: Report, item: tuple[ItemType, Any], fields: Fields) -> None:
    item_type, row = item
    is_report = item_type.record_type == "report"
    stored = report if is_report else type(row)._base_manager.get(pk=row.pk)
    form_save.store_fields(report, item_type, stored, fields)


def item_name(item_type: ItemType, row: Any) -> str:
    return "the report’s own page" if item_type.record_type == "report" else str(row)[:80]
