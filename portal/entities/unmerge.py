"""Undo a merge: restore the merged record and its references, and keep later edits."""

import json
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import models, transaction
from django.utils import timezone

from portal.audit import log
from portal.audit.log import Account, AuditTarget
from portal.content import draft_version, revisions
from portal.content.refusals import SaveRefusedError
from portal.entities.merge import Record, save_revisions, send_report_changed
from reports.merge_redirects import ENTITY_TYPES, canonical_id
from reports.models import MergeRecord, Report
from reports.references import affected_reports
from reports.text import split_lines


@transaction.atomic
def unmerge(merge_record: MergeRecord, *, by: Account = None) -> None:
    """Undo a merge.

    Raises SaveRefusedError if it is undone already, if the target no longer exists, if another
    record has taken the slug or the name, or if a draft version was begun after the merge.
    """
    reports = lock_merged_reports(merge_record)
    merge_record = MergeRecord.objects.select_for_update().get(pk=merge_record.pk)
    model = ENTITY_TYPES[merge_record.entity_type]
    rows = model._base_manager.select_for_update()
    target = rows.filter(pk=merge_record.target_key).first()
    validate_unmerge(merge_record, model, target)
    for report in reports:
        revisions.current_revision(report)
    changed_reports = set(affected_reports(target))
    restore_rows(merge_record, model, target)
    merge_record.undone_at = timezone.now()
    merge_record.save(update_fields=["undone_at"])
    name, slug = merge_record.merged_name, merge_record.merged_slug
    log.log(by, f"Merge with “{name}” ({slug}) undone", AuditTarget.of(target))
    save_revisions(
        reports,
        f"“{name}” and “{merge_record.target_name}” have been separated again",
        by,
    )
    send_report_changed({*changed_reports, *affected_reports(target)})


def lock_merged_reports(merge_record: MergeRecord) -> list[Report]:
    """Lock the reports that the merge changed and that still exist; return them.

    Raises SaveRefusedError if one of them got a draft version after the merge.
    """
    reports = Report.objects.filter(pk__in=merge_record.journal["reports"])
    for key in sorted({report.next_of_id or report.pk for report in reports}):
        draft_version.lock_root(Report(pk=key))
    drafts = Report.objects.filter(next_of__in=reports).exclude(pk__in=reports)
    if new_draft := drafts.first():
        raise SaveRefusedError(
            f"The next version of “{new_draft}” was started after the merge. Publish "
            "or discard it first."
        )
    return list(reports.order_by("pk"))


def validate_unmerge(
    merge_record: MergeRecord, model: type[models.Model], target: Record | None
) -> None:
    if merge_record.undone_at:
        raise SaveRefusedError(f"“{merge_record}” was already undone.")
    if target is None:
        raise SaveRefusedError(
            f"“{merge_record.target_name}” no longer exists. If it has been merged since, undo that merge first."
        )
    fields = merge_record.journal["deleted"][-1]["fields"]
    for name in ("slug", "name"):
        is_unique = model._meta.get_field(name).unique
        if is_unique and model._base_manager.filter(**{name: fields[name]}).exists():
            raise SaveRefusedError(
                f"“{fields[name]}” is now the {name} of another record. Change that first."
            )


def restore_rows(merge_record: MergeRecord, model: type[models.Model], target: Record) -> None:
    journal = merge_record.journal
    # In reverse order: a row may reference one that was deleted after it.
    for row in reversed(journal["deleted"]):
        restore_row(row, merge_record.entity_type)
    for label, lookup, column, before, after in journal["references"]:
        # A row that an editor has changed since no longer matches `after`, and is left alone.
        rows = apps.get_model(label)._base_manager.filter(**lookup, **{column: after})
        rows.update(**{column: before})
    for label, key, values_before, values_after in journal["updates"]:
        for column, value in values_before.items():
            rows = apps.get_model(label)._base_manager.filter(pk=key)
            rows.filter(**{column: values_after[column]}).update(**{column: value})
    remove_merged_aliases(merge_record, model, target)


def remove_merged_aliases(
    merge_record: MergeRecord, model: type[models.Model], target: Record
) -> None:
    """Remove the aliases that came with the merge, unless another merge gave them too."""
    other_merges = MergeRecord.objects.filter(
        entity_type=merge_record.entity_type,
        target_key=merge_record.target_key,
        undone_at=None,
    ).exclude(pk=merge_record.pk)
    still_merged = {form for other in other_merges for form in merged_forms(other)}
    removed = set(merge_record.journal["aliases"]) - still_merged
    aliases = [alias for alias in split_lines(target.aliases) if alias not in removed]
    target.bump_version(target.version)
    model._base_manager.filter(pk=target.pk).update(aliases="\n".join(aliases))


def merged_forms(merge_record: MergeRecord) -> list[str]:
    """Return every printed form of the merged record."""
    fields = merge_record.journal["deleted"][-1]["fields"]
    return [fields["name"], fields.get("acronym", ""), *split_lines(fields["aliases"])]


def restore_row(row: dict[str, Any], entity_type: str) -> None:
    """Store a deleted row again under its old key, if its required references still exist.

    A nullable reference is set to the canonical record, or else to null.
    """
    for deserialized in serializers.deserialize("json", json.dumps([row])):
        record = deserialized.object
        for field in record._meta.concrete_fields:
            key = getattr(record, field.attname)
            if not field.is_relation or key is None or target_exists(field, key):
                continue
            if not field.null:
                return
            canonical_key = canonical_id(entity_type, key)
            setattr(
                record,
                field.attname,
                canonical_key if canonical_key and target_exists(field, canonical_key) else None,
            )
        deserialized.save()


def target_exists(field: models.Field, key: int) -> bool:
    model = field.remote_field.model
    return bool(model._base_manager.filter(pk=key).exists())
