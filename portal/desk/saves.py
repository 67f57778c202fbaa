"""An editor's save of one piece: on top of what he saw, beside what others have saved since."""

from typing import Any

from django.db import transaction

from portal.correcting.corrections import correction
from portal.desk import merging, pieces, storing
from portal.desk.merging import Merged
from portal.desk.pieces import Fields, Place
from portal.history import nextdraft, recording
from portal.history.saving import Saving
from reports.models import Report

# What means something only together.
TOGETHER = (
    {"voice", "speakers"},
    {"starts_on", "ends_on"},
    {"themes", "confirm_themes"},
)


class ConflictError(Exception):
    """Somebody else has changed the same fields meanwhile. Nothing was saved."""

    def __init__(self, fields: list[Merged], version: int, by_name: str):
        super().__init__("Somebody else has changed the same fields.")
        self.fields, self.version, self.by_name = fields, version, by_name


@transaction.atomic
def save(
    report: Report, where: tuple[Place, str], typed: Fields, saving: Saving
) -> list[Merged]:
    """Store what was typed into the form of a piece.

    What others have saved since stays: other pieces, and other fields of this one. Returns
    the fields that others have changed meanwhile. Raises ConflictError where both have changed
    the same field, SaveRefusedError for what cannot be stored; then nothing has happened.
    """
    place, address = where
    now = nextdraft.working(nextdraft.hold(report))
    row = pieces.row_at(now, place, address)
    stored = pieces.fields_at(now, place, row)
    base = base_of(now, saving.version, (place, row), stored)
    shown = {name: stored.get(name) for name in typed}
    fields = merging.three_way(base, shown, typed, TOGETHER)
    if merging.conflicts(fields):
        name = who_changed(now, saving.version, (place, row), fields)
        raise ConflictError(fields, now.version, name)
    kept = merging.merged(fields)
    put(now, now.version, (place, row), kept, by=saving.by, comment=saving.comment)
    report.version = now.version
    return [one for one in fields if one.is_theirs and not one.is_mine]


def base_of(
    now: Report, version: int, where: tuple[Place, Any], stored: Fields
) -> Fields:
    """Return what the editor saw. Where nobody knows any more, whatever differs is a conflict."""
    if version == now.version:
        return stored
    revision = recording.revision_at(now, version)
    if revision is None:
        return {}
    place, row = where
    return pieces.fields_in(revision.data, place, pieces.key_of(now, place, row)) or {}


def who_changed(
    now: Report, since: int, where: tuple[Place, Any], fields: list[Merged]
) -> str:
    """Return the name of whoever saved one of the fields in conflict last."""
    place, row = where
    key = pieces.key_of(now, place, row)
    names = [one.name for one in merging.conflicts(fields)]
    seen, name = None, ""
    for revision in now.root.revisions.filter(number__gte=since).order_by("number"):
        found = pieces.fields_in(revision.data, place, key) or {}
        values = [found.get(one) for one in names]
        if seen is not None and values != seen:
            name = revision.by_name
        seen = values
    return name


@correction(
    "Edited", named=lambda report, where: name_of(*where), allows={"missing", "added"}
)
def put(report: Report, where: tuple[Place, Any], fields: Fields) -> None:
    place, row = where
    now = report if place.kind == "report" else type(row)._base_manager.get(pk=row.pk)
    storing.store(report, place, now, fields)


def name_of(place: Place, row: Any) -> str:
    return "the report’s own page" if place.kind == "report" else str(row)[:80]
