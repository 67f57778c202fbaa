"""What a snapshot names of the registers: as it was called then, and who stands for it now."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q

from portal.history.snapshot import Data
from portal.registers.heirs import heir
from reports.models import Instrument, Organization, Person, Theme
from reports.signals import record_saved

MODELS: dict[str, type[models.Model]] = {
    "person": Person,
    "organization": Organization,
    "theme": Theme,
    "instrument": Instrument,
}
NAMES = {
    "person": "name",
    "organization": "name",
    "theme": "label",
    "instrument": "name",
}
# By kind of record: what each list of keys, or key, is one of.
LISTS = {
    "report": {"co_chairs": "organization"},
    "paragraph": {
        "organizations": "organization",
        "speaking_organizations": "organization",
        "instruments": "instrument",
    },
    "recommendation": {"instruments": "instrument"},
}


@dataclass(frozen=True)
class SharedRows:
    """Lists that begin with a key of a register, and how many columns tell one from another.

    Sorted, a row comes before those that say less of the same.
    """

    register: str
    telling_columns: int
    is_sorted: bool = False


# "confirmed" stands before "suggested".
THEMES = SharedRows("theme", 1, is_sorted=True)
ROWS = {
    "participation": {"affiliations": SharedRows("organization", 1)},
    "paragraph": {"themes": THEMES},
    "recommendation": {
        "themes": THEMES,
        "involvements": SharedRows("organization", 2),
    },
}

# From (register, key) to the key that stands for it.
Translate = Callable[[str, int], int]
Called = dict[str, dict[str, dict[str, str]]]


def records(data: Data) -> Iterator[tuple[str, Data]]:
    yield "report", data["report"]
    for kind in {*LISTS, *ROWS} - {"report"}:
        for record in data[kind]:
            yield kind, record


def translated(data: Data, translate: Translate) -> Data:
    """Return the data with other keys of shared records. Two that become one are linked once."""
    changed: dict[str, list[Data]] = {}
    for kind, record in records(data):
        now = dict(record)
        for name, register in LISTS.get(kind, {}).items():
            now[name] = sorted({translate(register, key) for key in record[name]})
        for name, rows in ROWS.get(kind, {}).items():
            moved = [
                (translate(rows.register, key), *more) for key, *more in record[name]
            ]
            now[name] = once(sorted(moved) if rows.is_sorted else moved, rows)
        if kind == "participation":
            now["person_id"] = translate("person", record["person_id"])
        changed.setdefault(kind, []).append(now)
    [report] = changed.pop("report")
    return combined({**data, **changed, "report": report})


def combined(data: Data) -> Data:
    """Return the data with one participation for each person: the first takes the words of the others."""
    first: dict[int, int] = {}
    stands_for: dict[int, int] = {}
    for one in data["participation"]:
        stands_for[one["key"]] = first.setdefault(one["person_id"], one["key"])
    if len(first) == len(stands_for):
        return data
    said: dict[tuple[int, int], Data] = {}
    for one in data["contribution"]:
        now = {**one, "participation": stands_for[one["participation"]]}
        said.setdefault((one["paragraph"], now["participation"]), now)
    kept = set(first.values())
    return {
        **data,
        "participation": [one for one in data["participation"] if one["key"] in kept],
        "contribution": list(said.values()),
    }


def once(rows: list[tuple[Any, ...]], shared: SharedRows) -> list[list[Any]]:
    """Return the rows without those that say what one before them says."""
    seen: dict[tuple[Any, ...], list[Any]] = {}
    for row in rows:
        seen.setdefault(row[: shared.telling_columns], list(row))
    return list(seen.values())


def keys_in(data: Data) -> dict[str, set[int]]:
    """Return the keys of the shared records that the data names, by register."""
    found: dict[str, set[int]] = {register: set() for register in MODELS}

    def note(register: str, key: int) -> int:
        found[register].add(key)
        return key

    translated(data, note)
    return found


def called(data: Data) -> Called:
    """Return address and name of every shared record that the data names, as they are now."""
    return {
        register: {
            str(one.pk): {"slug": one.slug, "name": getattr(one, NAMES[register])}
            for one in MODELS[register]._base_manager.filter(pk__in=keys)
        }
        for register, keys in keys_in(data).items()
    }


def present(data: Data, names: Called) -> Data:
    """Return the data with keys that lead to records.

    For who was united with another since, that other stands. Who was deleted since is found by
    the old address, or recorded anew under the old name.
    """
    stands_for: dict[tuple[str, int], int] = {}
    for register, keys in keys_in(data).items():
        there = set(
            MODELS[register]
            ._base_manager.filter(pk__in=keys)
            .values_list("pk", flat=True)
        )
        for key in keys - there:
            known = names[register][str(key)]
            stands_for[register, key] = heir_there(register, key) or recorded_anew(
                register, key, **known
            )
    if not stands_for:
        return data
    return translated(data, lambda register, key: stands_for.get((register, key), key))


def heir_there(register: str, key: int) -> int | None:
    found = heir(register, key)
    is_there = found and MODELS[register]._base_manager.filter(pk=found).exists()
    return found if is_there else None


def recorded_anew(register: str, key: int, slug: str, name: str) -> int:
    model, called_by = MODELS[register], NAMES[register]
    known = Q(slug=slug)
    if model._meta.get_field(called_by).unique:
        known |= Q(**{called_by: name})
    found = model._base_manager.filter(known).first()
    if found is None:
        found = model._base_manager.create(pk=key, slug=slug, **{called_by: name})
        after = model._base_manager.filter(pk=key).values().get()
        record_saved.send(model, record=found, before=None, after=after, by=None)
    return int(found.pk)
