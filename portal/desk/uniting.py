"""Two records of one human being, or of one body, become one: every printed form and every link stays.

All of it is written down, so that it can be undone. It is never done by the portal itself.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core import serializers
from django.db import models, transaction

from portal.audit import trail
from portal.audit.trail import Thing, Who
from portal.history import nextdraft, recording
from portal.history.saving import SaveRefusedError
from portal.registers.models import REGISTERS, Union
from reports.admin.belonging import is_handed_out, reports_showing
from reports.models import Participation, Report
from reports.models.versions import StaleSaveError
from reports.signals import report_changed
from reports.text import lines_of

Record = Any


@dataclass
class Undoing:
    """What a union did, told so that it is found again whatever was saved since.

    `pointed`: model, what names the row (of links the two ends, as the rows themselves are made anew
    by every save), column, whither it pointed before and points now. `columns`: model, key, values
    before and after.
    """

    pointed: list[tuple[str, dict[str, int], str, int, int]] = field(
        default_factory=list
    )
    deleted: list[Any] = field(default_factory=list)
    columns: list[tuple[str, int, dict[str, str], dict[str, str]]] = field(
        default_factory=list
    )
    forms: list[str] = field(default_factory=list)
    reports: list[int] = field(default_factory=list)

    def point(self, row: models.Model, name: str, to: models.Model | None) -> None:
        before = row._meta.get_field(name).value_from_object(row)
        named = identity(row, name)
        self.pointed.append((row._meta.label, named, name, before, to and to.pk))
        type(row)._base_manager.filter(pk=row.pk).update(**{name: to})

    def delete(self, row: models.Model) -> None:
        self.deleted += json.loads(serializers.serialize("json", [row]))
        row.delete()

    def change(self, row: models.Model, **values: str) -> None:
        before = {name: getattr(row, name) for name in values}
        self.columns.append((row._meta.label, row.pk, before, values))
        type(row)._base_manager.filter(pk=row.pk).update(**values)


def identity(row: models.Model, name: str) -> dict[str, Any]:
    """Return what tells a row from others of its kind, beside where it points by the column."""
    for columns in unique_columns(type(row)):
        if name in columns:
            return {
                one: row._meta.get_field(one).value_from_object(row)
                for one in columns
                if one != name
            }
    return {"pk": row.pk}


@transaction.atomic
def unite(register: str, pair: tuple[Record, Record], *, by: Who = None) -> Union:
    """Let the first record go into the second; return what was done.

    Both are given as the editor saw them. Raises StaleSaveError if one of them was saved or
    united since, SaveRefusedError if they cannot be united.
    """
    naming = held_reports(pair[0])
    goes, stays = held(register, *pair)
    showing = {*reports_showing(goes), *reports_showing(stays)}
    was_public = is_handed_out(goes)
    for report in naming:
        recording.present(report)
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
        was_public=was_public,
        name=str(goes),
        into=stays.pk,
        into_name=str(stays),
        undoing=vars(done),
        by_name=trail.name_of(by),
    )
    trail.note(by, f"United with “{goes}” ({goes.slug})", Thing.of(stays))
    tell(naming, f"“{goes}” united with “{stays}”", by)
    tell_readers(showing)
    return union


def held_reports(record: Record) -> list[Report]:
    """Lock every report that names the record, in one order for everybody; return them."""
    held_roots: set[int] = set()
    while True:
        naming = reports_naming(record)
        roots = {one.next_of_id or one.pk for one in naming}
        if roots <= held_roots:
            return naming
        # Somebody may have named it while others were waited for: all are locked anew, in order.
        for key in sorted(roots):
            nextdraft.hold(Report(pk=key))
        held_roots |= roots


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
    for path in NAMED_IN:
        if hasattr(record, path.partition("__")[0]):
            rows = type(record)._base_manager.filter(pk=record.pk)
            found |= set(rows.values_list(path, flat=True))
    return list(Report.objects.filter(pk__in=found - {None}).order_by("pk"))


NAMED_IN = (
    *("participations__report", "paragraphs__report", "paragraphs_spoken__report"),
    *("reports_co_chaired", "recommendations__report"),
)


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


def tell(reports: Iterable[Report], deed: str, by: Who) -> None:
    """Keep what each report says now as a revision; what readers have is theirs at once."""
    for one in reports:
        report = Report.objects.get(pk=one.pk)
        revision = recording.record(report, deed, by=by)
        if report.status == Report.Status.PUBLISHED:
            recording.readers_have(revision)
        report_changed.send(sender=Report, report=report)


def tell_readers(reports: Iterable[Report]) -> None:
    """Tell of every report that shows one of the two, if only by a part of it."""
    for report in sorted(reports, key=lambda one: one.pk):
        report_changed.send(sender=Report, report=report)
