"""Two records of one human being, or of one body, become one: every printed form and every link stays.

All of it is written down, so that it can be undone. It is never done by the portal itself.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import models, transaction
from django.utils import timezone

from portal.audit import trail
from portal.audit.trail import Thing, Who
from portal.history import nextdraft, recording
from portal.history.saving import SaveRefusedError
from portal.registers.models import REGISTERS, Union
from reports.models import Participation, Report
from reports.models.versions import StaleSaveError
from reports.signals import report_changed
from reports.text import lines_of

Record = Any


@dataclass
class Undoing:
    """What a union did: rows that point elsewhere now, rows that are gone, columns that changed."""

    # Model, key, column, and whither that pointed before and points now.
    pointed: list[tuple[str, int, str, int, int]] = field(default_factory=list)
    deleted: list[Any] = field(default_factory=list)
    columns: list[tuple[str, int, dict[str, str]]] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    reports: list[int] = field(default_factory=list)

    def point(self, row: models.Model, name: str, to: models.Model) -> None:
        before = row._meta.get_field(name).value_from_object(row)
        self.pointed.append((row._meta.label, row.pk, name, before, to and to.pk))
        type(row)._base_manager.filter(pk=row.pk).update(**{name: to})

    def delete(self, row: models.Model) -> None:
        self.deleted += json.loads(serializers.serialize("json", [row]))
        row.delete()

    def change(self, row: models.Model, **values: str) -> None:
        before = {name: getattr(row, name) for name in values}
        self.columns.append((row._meta.label, row.pk, before))
        type(row)._base_manager.filter(pk=row.pk).update(**values)


@transaction.atomic
def unite(register: str, pair: tuple[Record, Record], *, by: Who = None) -> Union:
    """Let the first record go into the second; return what was done.

    Both are given as the editor saw them. Raises StaleSaveError if one of them was saved or
    united since, SaveRefusedError if they cannot be united.
    """
    naming = reports_naming(pair[0])
    for report in naming:
        nextdraft.hold(report)
    goes, stays = held(register, *pair)
    done = Undoing(reports=[one.pk for one in naming])
    if getattr(stays, "part_of_id", None) == goes.pk:
        # Nothing is a part of itself.
        above = goes.part_of if goes.part_of_id != stays.pk else None
        done.point(stays, "part_of", above)
        stays.part_of = above
    for row, name in rows_pointing_to(goes):
        move(done, row, name, stays)
    take_forms(done, goes, stays)
    done.delete(goes)
    union = Union.objects.create(
        register=register,
        key=pair[0].pk,
        slug=goes.slug,
        was_public=any(report.root.published_at for report in naming),
        name=str(goes),
        into=stays.pk,
        into_name=str(stays),
        undoing=vars(done),
        by_name=trail.name_of(by),
    )
    trail.note(by, f"United with “{goes}” ({goes.slug})", Thing.of(stays))
    tell(done.reports, f"“{goes}” united with “{stays}”", by)
    return union


def held(register: str, goes: Record, stays: Record) -> tuple[Record, Record]:
    """Lock both, in the order of their keys; return them as they are."""
    if goes.pk == stays.pk:
        raise SaveRefusedError("These are one record already.")
    model = REGISTERS[register]
    rows = model._base_manager.select_for_update().order_by("pk")
    now = {one.pk: one for one in rows.filter(pk__in=[goes.pk, stays.pk])}
    for one in (goes, stays):
        if one.pk not in now or now[one.pk].version != one.version:
            raise StaleSaveError
    return now[goes.pk], now[stays.pk]


def reports_naming(record: Record) -> list[Report]:
    """Return the reports that name the record themselves, next drafts among them."""
    found: set[int] = set()
    for path in (
        "participations__report",
        "paragraphs__report",
        "paragraphs_spoken__report",
        "reports_co_chaired",
        "recommendations__report",
    ):
        if hasattr(record, path.partition("__")[0]):
            rows = type(record)._base_manager.filter(pk=record.pk)
            found |= set(rows.values_list(path, flat=True))
    return list(Report.objects.filter(pk__in=found - {None}).order_by("pk"))


def rows_pointing_to(record: Record) -> Iterator[tuple[models.Model, str]]:
    """Yield every row of any table that holds the record's key, and the column in which it does."""
    for relation in record._meta.get_fields(include_hidden=True):
        if relation.auto_created and relation.one_to_many:
            name = relation.field.name
            rows = relation.related_model._base_manager.filter(**{name: record})
            for row in rows.order_by("pk"):
                yield row, name


def move(done: Undoing, row: models.Model, name: str, stays: Record) -> None:
    """Let a row point to the record that stays, unless another says the same already."""
    same = twin(row, name, stays)
    if same is None:
        done.point(row, name, stays)
    elif isinstance(row, Participation):
        combine(done, row, same)
    else:
        done.delete(row)


def twin(row: models.Model, name: str, stays: Record) -> Any:
    """Return the row that would be the same as this one, once it points to the record that stays."""
    for columns in unique_columns(type(row)):
        if name in columns:
            alike = {one: getattr(row, one) for one in columns if one != name}
            return type(row)._base_manager.filter(**alike, **{name: stays}).first()
    return None


def unique_columns(model: type[models.Model]) -> Iterator[tuple[str, ...]]:
    for rule in model._meta.constraints:
        if isinstance(rule, models.UniqueConstraint):
            yield rule.fields
    yield from model._meta.unique_together


def combine(done: Undoing, one: Participation, other: Participation) -> None:
    """Give all of one participation to another of the same workshop."""
    for rows in (one.contributions, one.affiliations):
        for row in rows.order_by("pk"):
            move(done, row, "participation", other)
    printed = [one.printed_name, *lines_of(one.short_forms)]
    known = {other.printed_name, *lines_of(other.short_forms)}
    new = [form for form in printed if form and form not in known]
    done.change(
        other,
        short_forms="\n".join([*lines_of(other.short_forms), *new]),
        position=other.position or one.position,
        introduced_as=other.introduced_as or one.introduced_as,
    )
    done.delete(one)


def take_forms(done: Undoing, goes: Record, stays: Record) -> None:
    """Keep every form in which the one that goes is printed."""
    forms = [goes.name, getattr(goes, "acronym", ""), *lines_of(goes.aliases)]
    known = {stays.name, getattr(stays, "acronym", ""), *lines_of(stays.aliases)}
    done.forms = [form for form in dict.fromkeys(forms) if form and form not in known]
    stays.claim(stays.version)
    stays.aliases = "\n".join([*lines_of(stays.aliases), *done.forms])
    stays.save()


def tell(keys: list[int], deed: str, by: Who) -> None:
    """Keep what each report says now as a revision; what readers have is theirs at once."""
    for report in Report.objects.filter(pk__in=keys).order_by("pk"):
        revision = recording.record(report, deed, by=by)
        if report.status == Report.Status.PUBLISHED:
            recording.readers_have(revision)
        report_changed.send(sender=Report, report=report)


@transaction.atomic
def undo(union: Union, *, by: Who = None) -> None:
    """Make two of one again: each gets back what was its own, as far as it is still there.

    Raises SaveRefusedError if it was undone, or if the one that stayed has gone itself.
    """
    there = Report.objects.filter(pk__in=union.undoing["reports"]).order_by("pk")
    for report in there:
        nextdraft.hold(report)
    union = Union.objects.select_for_update().get(pk=union.pk)
    model = REGISTERS[union.register]
    stays = model._base_manager.select_for_update().filter(pk=union.into).first()
    if union.undone_at or stays is None:
        raise SaveRefusedError(
            f"“{union}” was undone already."
            if union.undone_at
            else f"“{union.into_name}” is not recorded any more: undo first what became of it."
        )
    put_back(union, model, stays)
    union.undone_at = timezone.now()
    union.save(update_fields=["undone_at"])
    trail.note(by, f"Union with “{union.name}” ({union.slug}) undone", Thing.of(stays))
    there = Report.objects.filter(pk__in=union.undoing["reports"])
    tell(
        [one.pk for one in there],
        f"“{union.name}” and “{union.into_name}” are two again",
        by,
    )


def put_back(union: Union, model: type[models.Model], stays: Record) -> None:
    # What was deleted last stood above what was deleted before it.
    for row in reversed(union.undoing["deleted"]):
        restore(row)
    for label, key, name, before, now in union.undoing["pointed"]:
        # What an editor has changed since stays as he left it.
        rows = apps.get_model(label)._base_manager.filter(pk=key, **{name: now})
        rows.update(**{name: before})
    for label, key, before in union.undoing["columns"]:
        apps.get_model(label)._base_manager.filter(pk=key).update(**before)
    forms = [
        one for one in lines_of(stays.aliases) if one not in union.undoing["forms"]
    ]
    stays.claim(stays.version)
    type(stays)._base_manager.filter(pk=stays.pk).update(aliases="\n".join(forms))


def restore(row: dict[str, Any]) -> None:
    """Store a row again under its old key, if what it hangs on is still there."""
    for found in serializers.deserialize("json", json.dumps([row])):
        hangs_on = (
            field.remote_field.model._base_manager.filter(
                pk=getattr(found.object, field.attname)
            )
            for field in found.object._meta.concrete_fields
            if field.is_relation and getattr(found.object, field.attname)
        )
        if all(rows.exists() for rows in hangs_on):
            found.save()
