"""Merge two records of one person or organization; all printed forms and references are kept.

A journal of every change makes the merge reversible. Only editors merge records.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core import serializers
from django.db import models, transaction

from portal.audit import log
from portal.audit.log import Account, AuditTarget
from portal.content import draft_version, revisions
from portal.content.refusals import SaveRefusedError
from reports.memberships import find_circle
from reports.merge_redirects import ENTITY_TYPES
from reports.models import Membership, MergeRecord, Organization, Participation, Report
from reports.models.labels import TranslatedLabel
from reports.models.optimistic_locking import StaleSaveError
from reports.models.querysets import direct_report_paths
from reports.references import affected_reports, has_public_url
from reports.signals import report_changed
from reports.text import split_lines

Record = Any


@dataclass
class MergeJournal:
    """The changes of a merge, in a form that can be undone after later saves.

    `references`: (model label, lookup of the row, column, key before, key after). Link rows are
    looked up by their other end, because every save creates them again.
    `updates`: (model label, key, column values before, column values after).
    `deleted`: serialized rows. `aliases`: forms added to the target. `reports`: keys of the
    reports that named the merged record.
    """

    references: list[tuple[str, dict[str, int], str, int, int]] = field(default_factory=list)
    deleted: list[Any] = field(default_factory=list)
    updates: list[tuple[str, int, dict[str, str], dict[str, str]]] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    reports: list[int] = field(default_factory=list)

    def set_reference(self, row: models.Model, column: str, to: models.Model | None) -> None:
        before = row._meta.get_field(column).value_from_object(row)
        lookup = row_lookup(row, column)
        self.references.append((row._meta.label, lookup, column, before, to and to.pk))
        type(row)._base_manager.filter(pk=row.pk).update(**{column: to})

    def delete(self, row: models.Model) -> None:
        self.deleted += json.loads(serializers.serialize("json", [row]))
        row.delete()

    def update(self, row: models.Model, **values: str) -> None:
        before = {column: getattr(row, column) for column in values}
        self.updates.append((row._meta.label, row.pk, before, values))
        type(row)._base_manager.filter(pk=row.pk).update(**values)


def row_lookup(row: models.Model, column: str) -> dict[str, Any]:
    """Return the filter that identifies a row without the given column."""
    for columns in unique_columns(type(row)):
        if column in columns:
            return {
                other: row._meta.get_field(other).value_from_object(row)
                for other in columns
                if other != column
            }
    return {"pk": row.pk}


@transaction.atomic
def merge(entity_type: str, pair: tuple[Record, Record], *, by: Account = None) -> MergeRecord:
    """Merge the first record into the second.

    Both are given as the editor saw them. Raises StaleSaveError if one of them was saved or
    merged in between, SaveRefusedError if they cannot be merged.
    """
    reports = lock_naming_reports(pair[0])
    merged, target = lock_pair(entity_type, *pair)
    if entity_type == "organization":
        refuse_circle(merged, target)
    changed_reports = {*affected_reports(merged), *affected_reports(target)}
    was_public = has_public_url(merged)
    for report in reports:
        revisions.current_revision(report)
    journal = MergeJournal(reports=[report.pk for report in reports])
    if getattr(target, "part_of_id", None) == merged.pk:
        # A record is never part of itself.
        parent = merged.part_of if merged.part_of_id != target.pk else None
        journal.set_reference(target, "part_of", parent)
        target.part_of = parent
    for row, column in referencing_rows(merged):
        repoint(journal, row, column, target)
    merge_aliases(journal, merged, target)
    journal.delete(merged)
    merge_record = MergeRecord.objects.create(
        entity_type=entity_type,
        merged_key=pair[0].pk,
        merged_slug=merged.slug,
        was_public=was_public,
        merged_name=str(merged),
        target_key=target.pk,
        target_name=str(target),
        journal=vars(journal),
        by_name=log.account_name(by),
    )
    log.log(by, f"Merged with “{merged}” ({merged.slug})", AuditTarget.of(target))
    save_revisions(reports, f"“{merged}” merged into “{target}”", by)
    send_report_changed(changed_reports)
    return merge_record


def lock_naming_reports(record: Record) -> list[Report]:
    """Lock every report that names the record, in the order of the root keys; return them."""
    locked_roots: set[int] = set()
    while True:
        reports = reports_naming(record)
        roots = {report.next_of_id or report.pk for report in reports}
        if roots <= locked_roots:
            return reports
        # A save may have added a report while this waited: lock all again, in order.
        for key in sorted(roots):
            draft_version.lock_root(Report(pk=key))
        locked_roots |= roots


def lock_pair(entity_type: str, merged: Record, target: Record) -> tuple[Record, Record]:
    """Lock both in the order of their keys; return them as stored.

    Raises StaleSaveError if one is missing or has another version.
    """
    if merged.pk == target.pk:
        raise SaveRefusedError("These are already one record.")
    model = ENTITY_TYPES[entity_type]
    rows = model._base_manager.select_for_update().order_by("pk")
    stored = {row.pk: row for row in rows.filter(pk__in=[merged.pk, target.pk])}
    for record in (merged, target):
        if record.pk not in stored or stored[record.pk].version != record.version:
            raise StaleSaveError
    return stored[merged.pk], stored[target.pk]


def reports_naming(record: Record) -> list[Report]:
    """Return the reports that name the record directly, with draft versions."""
    keys: set[int] = set()
    rows = type(record)._base_manager.filter(pk=record.pk)
    for path in direct_report_paths(type(record)):
        keys |= set(rows.values_list(path, flat=True))
    return list(Report.objects.filter(pk__in=keys - {None}).order_by("pk"))


def referencing_rows(record: Record) -> Iterator[tuple[models.Model, str]]:
    """Yield (row, column) for every foreign key of any table that points to the record."""
    for relation in record._meta.get_fields(include_hidden=True):
        # Rows of a view follow those of its tables.
        if relation.one_to_many and relation.auto_created and relation.related_model._meta.managed:
            column = relation.field.name
            rows = relation.related_model._base_manager.filter(**{column: record})
            for row in rows.order_by("pk"):
                yield row, column


def repoint(journal: MergeJournal, row: models.Model, column: str, target: Record) -> None:
    """Point a row to the target, or drop it if an equal row exists there."""
    equal_row = conflicting_row(row, column, target)
    if isinstance(row, Membership) and target.pk in (row.group_id, row.member_id):
        # A record is never a member of itself.
        journal.delete(row)
    elif equal_row is None:
        journal.set_reference(row, column, target)
    elif isinstance(row, Participation):
        merge_participations(journal, row, equal_row)
    elif isinstance(row, TranslatedLabel):
        merge_labels(journal, row, equal_row)
    else:
        journal.delete(row)


def refuse_circle(merged: Record, target: Record) -> None:
    """Raise SaveRefusedError if the remaining record would be a member of itself through others."""
    keys = Membership.objects.values_list("group", "member")
    links = [tuple(target.pk if key == merged.pk else key for key in pair) for pair in keys]
    circle = find_circle((group, member) for group, member in links if group != member)
    if circle:
        names = Organization.objects.in_bulk(circle)
        between = ", ".join(f"“{names[key]}”" for key in circle if key != target.pk)
        raise SaveRefusedError(
            f"“{target}” would be a member of itself through {between}. Remove a membership first."
        )


def merge_labels(journal: MergeJournal, merged: TranslatedLabel, target: TranslatedLabel) -> None:
    """Keep the labels of the merged record as other labels in their language."""
    known = [target.label, *split_lines(target.other_labels)]
    new = [name for name in [merged.label, *split_lines(merged.other_labels)] if name not in known]
    if new:
        journal.update(target, other_labels="\n".join([*known[1:], *new]))
    journal.delete(merged)


def conflicting_row(row: models.Model, column: str, target: Record) -> Any:
    """Return the row that would break a unique constraint if this one pointed to the target."""
    for columns in unique_columns(type(row)):
        if column in columns:
            shared = {other: getattr(row, other) for other in columns if other != column}
            return type(row)._base_manager.filter(**shared, **{column: target}).first()
    return None


def unique_columns(model: type[models.Model]) -> Iterator[tuple[str, ...]]:
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            yield constraint.fields
    yield from model._meta.unique_together


def merge_participations(
    journal: MergeJournal, merged: Participation, target: Participation
) -> None:
    """Merge one participation into another of the same workshop."""
    for rows in (merged.contributions, merged.affiliations):
        for row in rows.order_by("pk"):
            repoint(journal, row, "participation", target)
    forms = [merged.printed_name, *split_lines(merged.short_forms)]
    known = {target.printed_name, *split_lines(target.short_forms)}
    new_forms = [form for form in forms if form and form not in known]
    journal.update(
        target,
        short_forms="\n".join([*split_lines(target.short_forms), *new_forms]),
        position=target.position or merged.position,
        introduced_as=target.introduced_as or merged.introduced_as,
    )
    journal.delete(merged)


def merge_aliases(journal: MergeJournal, merged: Record, target: Record) -> None:
    """Add every printed form of the merged record to the aliases of the target."""
    forms = [merged.name, getattr(merged, "acronym", ""), *split_lines(merged.aliases)]
    known = {target.name, getattr(target, "acronym", ""), *split_lines(target.aliases)}
    journal.aliases = [form for form in dict.fromkeys(forms) if form and form not in known]
    target.bump_version(target.version)
    target.aliases = "\n".join([*split_lines(target.aliases), *journal.aliases])
    target.save()


def save_revisions(reports: Iterable[Report], action: str, by: Account) -> None:
    """Save a revision of each report; the revision of a published report is marked as published."""
    for locked_report in reports:
        report = Report.objects.get(pk=locked_report.pk)
        revision = revisions.save_revision(report, action, by=by)
        if report.status == Report.Status.PUBLISHED:
            revisions.mark_published(revision)
        report_changed.send(sender=Report, report=report)


def send_report_changed(reports: Iterable[Report]) -> None:
    """Send report_changed for every report that shows one of the records, even indirectly."""
    for report in sorted(reports, key=lambda report: report.pk):
        report_changed.send(sender=Report, report=report)
