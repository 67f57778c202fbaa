"""Save a report: the only way in which its content changes.

Every save locks the report, checks permission and version, applies a pure edit, validates the
result, and stores the differences with a revision, an audit entry and a notice to the index.
"""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from portal.audit.log import Account
from portal.content import (
    entity_references,
    redacted_texts,
    revisions,
    three_way_merge,
    validation,
    writer,
)
from portal.content.coverage import text_errors
from portal.content.edit_context import StoredContext
from portal.content.edits.base import Edit
from portal.content.edits.fields import SetFields
from portal.content.edits.renumber import renumber
from portal.content.file_values import save_file_values
from portal.content.formatted_texts import Columns
from portal.content.found_references import with_references_of_new_texts
from portal.content.item_fields import get_fields
from portal.content.loader import load_content
from portal.content.locking import lock_for_save
from portal.content.models import Revision
from portal.content.rationale import valid_links
from portal.content.refusals import SaveRefusedError
from portal.content.revisions import RevisionMeta
from portal.content.schema import Item
from portal.content.snapshot import Snapshot, changed_records, rekey
from portal.content.three_way_merge import FieldMerge
from reports.models import Report
from reports.models.optimistic_locking import StaleSaveError
from reports.signals import report_changed

# The first schema of snapshots that records which statements led to recommendations.
WITH_RATIONALE = 3
# Fields that make sense only together.
FIELD_GROUPS = (
    {"voice", "speakers"},
    {"starts_on", "ends_on"},
    {"themes", "confirm_themes"},
)
# Fields that say where a record stands; a change of them alone is no new version of it.
PLACE_FIELDS = {"position": 0, "session": 0, "paragraph": 0, "version": 0}


class ConflictError(Exception):
    """Another editor has changed the same fields since. Nothing was saved."""

    def __init__(self, fields: list[FieldMerge], version: int, by_name: str):
        super().__init__("Another editor has changed the same fields.")
        self.fields, self.version, self.by_name = fields, version, by_name


@dataclass(frozen=True)
class Saved:
    """The outcome of a save: the snapshots before and after it, and its revision."""

    before: Snapshot
    after: Snapshot
    revision: Revision
    # Fields that only others have changed meanwhile; they are kept.
    merged: tuple[FieldMerge, ...] = ()


@dataclass(frozen=True)
class ImportedFile:
    """The file that a save imports: what it says, under the keys of what is stored."""

    values: Snapshot
    # The rendered texts, if the caller has them.
    formatted: Columns | None = None


@transaction.atomic
def save_edit(
    *, report: Report, edit: Edit, version: int, by: Account = None, comment: str = ""
) -> Saved:
    """Apply an edit on top of the version that the editor saw, and store the result.

    Fields of an item are merged with what others have saved since; any other edit of an earlier
    version raises StaleSaveError. Raises ConflictError if both have changed a field,
    SaveRefusedError if the edit is not possible; then nothing is changed.
    """
    stored = lock_for_save(report, by)
    before = load_content(stored)
    merged: list[FieldMerge] = []
    if version != stored.version:
        if not isinstance(edit, SetFields):
            raise StaleSaveError
        merged = merge_fields(stored, before, edit, version)
        edit = SetFields(edit.item, three_way_merge.merged_fields(merged))
    context = StoredContext(stored)
    action = f"{edit.action}: {edit.describe(before, context)}"
    after = renumber(edit.apply(before, context), context)
    after = with_references_of_new_texts(before, after)
    after = with_new_versions(before, validation.cleaned(before, after))
    validation.validate(before, after)
    redacted_texts.refuse_redacted(before, after)
    refuse_new_errors(before, after, edit, context)
    meta = RevisionMeta(action, by, comment)
    saved = store(report=stored, before=before, after=after, meta=meta)
    report.version = stored.version
    kept = tuple(field for field in merged if field.is_theirs and not field.is_mine)
    return Saved(before, saved.after, saved.revision, kept)


def store(
    *,
    report: Report,
    before: Snapshot,
    after: Snapshot,
    meta: RevisionMeta,
    file: ImportedFile | None = None,
) -> Saved:
    """Store the differences as a new revision; the caller holds the lock."""
    after, new_keys = writer.write_rows(report, before, after, file and file.formatted)
    revision = revisions.add_revision(report, meta, after)
    if file is not None:
        save_file_values(revision, rekey(file.values, new_keys))
    report_changed.send(sender=Report, report=report)
    return Saved(before, after, revision)


@transaction.atomic
def restore_revision(
    *, report: Report, version: int, revision: Revision, by: Account = None, comment: str = ""
) -> Revision:
    """Save the content of a revision on top of the given version; return the new revision.

    Raises StaleSaveError if the report was saved in between, SaveRefusedError if it may not be
    edited; then nothing is changed.
    """
    stored = lock_for_save(report, by)
    if stored.version != version:
        raise StaleSaveError
    before = load_content(stored)
    after = entity_references.resolve_references(revision.snapshot, revision.names)
    if revision.schema < WITH_RATIONALE:
        # It has no decisions about statements: the present ones remain where both texts exist.
        after = valid_links(after.with_records(*before.rationale_link.values()))
    saved = store(
        report=stored,
        before=before,
        after=after,
        meta=RevisionMeta(f"Restored revision {revision.number}", by, comment, revision.number),
    )
    report.version = stored.version
    return saved.revision


def with_new_versions(before: Snapshot, after: Snapshot) -> Snapshot:
    """Return the snapshot with a higher version in every record whose content has changed.

    The speakers of a paragraph are part of its content.
    """
    changed = [
        new._replace(version=old.version + 1)
        for old, new in changed_records(before, after)
        if old is not None and new is not None and has_new_content(old, new)
    ]
    after = after.with_records(*changed)
    newly_attributed = [
        record._replace(version=record.version + 1)
        for key, record in after.paragraph.items()
        if (old := before.paragraph.get(key))
        and record.version == old.version
        and before.speakers_of(key) != after.speakers_of(key)
    ]
    return after.with_records(*newly_attributed)


def has_new_content(old: Any, new: Any) -> bool:
    """Return whether more than the place of a record has changed."""
    if "version" not in new._fields or new.version != old.version:
        return False
    ignored = {name: value for name, value in PLACE_FIELDS.items() if name in new._fields}
    if getattr(new, "parent", None) and new.parent == old.parent:
        # It takes the level of its parent.
        ignored["level"] = 0
    return bool(old._replace(**ignored) != new._replace(**ignored))


def refuse_new_errors(
    before: Snapshot, after: Snapshot, edit: Edit, context: StoredContext
) -> None:
    """Raise SaveRefusedError if an edit loses, adds or moves text of the source."""
    if after.source is None:
        return
    errors = [
        error for error in text_errors(after, *context.document) if error.kind not in edit.allows
    ]
    if not errors:
        return
    known = set(text_errors(before, *context.document))
    for error in sorted(set(errors) - known, key=lambda error: error.message):
        raise SaveRefusedError(
            f"This would lose, add or move words of the source: {error.message.removesuffix('.')}."
        )


def merge_fields(
    report: Report, stored: Snapshot, edit: SetFields, version: int
) -> list[FieldMerge]:
    """Merge typed fields with what others have saved since; raise ConflictError if both differ.

    Without a revision of that version, every difference is a conflict.
    """
    theirs = get_fields(stored, edit.item)
    base = base_fields(report, edit.item, version)
    fields = three_way_merge.three_way(base, theirs, edit.fields, FIELD_GROUPS)
    if three_way_merge.conflicts(fields):
        name = last_editor(report, version, edit.item, fields)
        raise ConflictError(fields, report.version, name)
    return fields


def base_fields(report: Report, item: Item, version: int) -> dict[str, Any]:
    revision = revisions.revision_at(report, version)
    return fields_in(revision, item) if revision else {}


def fields_in(revision: Revision, item: Item) -> dict[str, Any]:
    try:
        return get_fields(revision.snapshot, item)
    except SaveRefusedError:
        return {}


def last_editor(report: Report, since: int, item: Item, fields: list[FieldMerge]) -> str:
    """Return the name of the account that last changed one of the conflicting fields."""
    names = [field.name for field in three_way_merge.conflicts(fields)]
    previous, name = None, ""
    for revision in report.root.revisions.filter(number__gte=since).order_by("number"):
        item_fields = fields_in(revision, item)
        values = [item_fields.get(field_name) for field_name in names]
        if previous is not None and values != previous:
            name = revision.by_name
        previous = values
    return name
