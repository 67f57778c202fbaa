"""A union is undone: each record gets back what was its own, and keeps what editors did since."""

import json
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import models, transaction
from django.utils import timezone

from portal.audit import trail
from portal.audit.trail import Thing, Who
from portal.desk.uniting import Record, tell, tell_readers
from portal.history import nextdraft, recording
from portal.history.saving import SaveRefusedError
from portal.registers.heirs import heir
from portal.registers.models import REGISTERS, Union
from reports.admin.belonging import reports_showing
from reports.models import Report
from reports.text import lines_of


@transaction.atomic
def undo(union: Union, *, by: Who = None) -> None:
    """Make two of one again.

    Raises SaveRefusedError if it was undone, if the one that stayed has gone itself, if address
    or name are another's now, or while a next draft is worked on that knows only the one.
    """
    reports = held_reports(union)
    union = Union.objects.select_for_update().get(pk=union.pk)
    model = REGISTERS[union.register]
    stays = model._base_manager.select_for_update().filter(pk=union.into).first()
    refuse_impossible(union, model, stays)
    for report in reports:
        recording.present(report)
    put_back(union, model, stays)
    union.undone_at = timezone.now()
    union.save(update_fields=["undone_at"])
    trail.note(by, f"Union with “{union.name}” ({union.slug}) undone", Thing.of(stays))
    tell(reports, f"“{union.name}” and “{union.into_name}” are two again", by)
    tell_readers(reports_showing(stays))


def held_reports(union: Union) -> list[Report]:
    """Lock the reports that the union changed, as far as they are there; return them."""
    found = Report.objects.filter(pk__in=union.undoing["reports"])
    for key in sorted({one.next_of_id or one.pk for one in found}):
        nextdraft.hold(Report(pk=key))
    since = Report.objects.filter(next_of__in=found).exclude(pk__in=found).first()
    if since:
        raise SaveRefusedError(
            f"The next version of “{since}” was begun since, and knows only the one. Publish "
            "it or give it up first."
        )
    return list(found.order_by("pk"))


def refuse_impossible(
    union: Union, model: type[models.Model], stays: Record | None
) -> None:
    if union.undone_at:
        raise SaveRefusedError(f"“{union}” was undone already.")
    if stays is None:
        raise SaveRefusedError(
            f"“{union.into_name}” is not recorded any more: undo first what became of it."
        )
    record = union.undoing["deleted"][-1]["fields"]
    for name in ("slug", "name"):
        is_unique = model._meta.get_field(name).unique
        if is_unique and model._base_manager.filter(**{name: record[name]}).exists():
            raise SaveRefusedError(
                f"“{record[name]}” is another record's {name} now. Change that first."
            )


def put_back(union: Union, model: type[models.Model], stays: Record) -> None:
    # What was deleted last stood above what was deleted before it.
    for row in reversed(union.undoing["deleted"]):
        restore(row, union.register)
    for label, named, name, before, now in union.undoing["pointed"]:
        # What an editor has changed since stays as he left it.
        rows = apps.get_model(label)._base_manager.filter(**named, **{name: now})
        rows.update(**{name: before})
    for label, key, before, after in union.undoing["columns"]:
        for name, value in before.items():
            rows = apps.get_model(label)._base_manager.filter(pk=key)
            rows.filter(**{name: after[name]}).update(**{name: value})
    leave_forms(union, model, stays)


def leave_forms(union: Union, model: type[models.Model], stays: Record) -> None:
    """Take back the forms that the union gave, but for those that another union gives as well."""
    others = Union.objects.filter(
        register=union.register, into=union.into, undone_at=None
    ).exclude(pk=union.pk)
    given = {form for other in others for form in forms_of(other)}
    taken = set(union.undoing["forms"]) - given
    forms = [form for form in lines_of(stays.aliases) if form not in taken]
    stays.claim(stays.version)
    model._base_manager.filter(pk=stays.pk).update(aliases="\n".join(forms))


def forms_of(union: Union) -> list[str]:
    """Return every form of the record that went."""
    record = union.undoing["deleted"][-1]["fields"]
    return [record["name"], record.get("acronym", ""), *lines_of(record["aliases"])]


def restore(row: dict[str, Any], register: str) -> None:
    """Store a row again under its old key, if what it hangs on is still there.

    What a record may do without (the body that it is a part of) is what stands for it now, or left.
    """
    for found in serializers.deserialize("json", json.dumps([row])):
        record = found.object
        for field in record._meta.concrete_fields:
            key = getattr(record, field.attname)
            if not field.is_relation or key is None or is_there(field, key):
                continue
            if not field.null:
                return
            heir_of = heir(register, key)
            setattr(
                record,
                field.attname,
                heir_of if heir_of and is_there(field, heir_of) else None,
            )
        found.save()


def is_there(field: models.Field, key: int) -> bool:
    model = field.remote_field.model
    return bool(model._base_manager.filter(pk=key).exists())
