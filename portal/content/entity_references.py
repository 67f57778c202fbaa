"""Resolve the shared entities that a snapshot names, although they may be merged or deleted since."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q

from portal.content.snapshot import Data
from reports.merge_redirects import canonical_id
from reports.models import Instrument, Organization, Person, Theme
from reports.signals import record_saved

MODELS: dict[str, type[models.Model]] = {
    "person": Person,
    "organization": Organization,
    "theme": Theme,
    "instrument": Instrument,
}
NAME_COLUMNS = {
    "person": "name",
    "organization": "name",
    "theme": "label",
    "instrument": "name",
}
# {record type: {field with a list of keys: entity type}}
KEY_LISTS = {
    "report": {"co_chairs": "organization"},
    "paragraph": {
        "organizations": "organization",
        "speaking_organizations": "organization",
        "instruments": "instrument",
    },
    "recommendation": {"instruments": "instrument"},
}


@dataclass(frozen=True)
class EntityRows:
    """A field with a list of rows that begin with the key of an entity.

    The first `identity_columns` values identify a row. If `is_sorted`, the first of several
    rows of one identity in sort order wins.
    """

    entity_type: str
    identity_columns: int
    is_sorted: bool = False


# "confirmed" sorts before "suggested", so that a confirmed theme wins.
THEMES = EntityRows("theme", 1, is_sorted=True)
ROW_LISTS = {
    "participation": {"affiliations": EntityRows("organization", 1)},
    "paragraph": {"themes": THEMES},
    "recommendation": {
        "themes": THEMES,
        "involvements": EntityRows("organization", 2),
    },
}

# (entity type, key) -> key
KeyMapping = Callable[[str, int], int]
# {entity type: {key as text: {"slug": …, "name": …}}}
EntityNames = dict[str, dict[str, dict[str, str]]]


def referencing_records(data: Data) -> Iterator[tuple[str, Data]]:
    yield "report", data["report"]
    for record_type in {*KEY_LISTS, *ROW_LISTS} - {"report"}:
        for record in data[record_type]:
            yield record_type, record


def map_keys(data: Data, mapping: KeyMapping) -> Data:
    """Return the data with the entity keys replaced; duplicate links are dropped."""
    changed: dict[str, list[Data]] = {}
    for record_type, record in referencing_records(data):
        mapped = dict(record)
        for name, entity_type in KEY_LISTS.get(record_type, {}).items():
            mapped[name] = sorted({mapping(entity_type, key) for key in record[name]})
        for name, field in ROW_LISTS.get(record_type, {}).items():
            rows = [(mapping(field.entity_type, key), *values) for key, *values in record[name]]
            mapped[name] = dedupe(sorted(rows) if field.is_sorted else rows, field)
        if record_type == "participation":
            mapped["person_id"] = mapping("person", record["person_id"])
        changed.setdefault(record_type, []).append(mapped)
    [report] = changed.pop("report")
    return dedupe_participations({**data, **changed, "report": report})


def dedupe_participations(data: Data) -> Data:
    """Return the data with one participation for each person, the first, with all contributions."""
    first_by_person: dict[int, int] = {}
    canonical: dict[int, int] = {}
    for participation in data["participation"]:
        canonical[participation["key"]] = first_by_person.setdefault(
            participation["person_id"], participation["key"]
        )
    if len(first_by_person) == len(canonical):
        return data
    contributions: dict[tuple[int, int], Data] = {}
    for contribution in data["contribution"]:
        mapped = {
            **contribution,
            "participation": canonical[contribution["participation"]],
        }
        contributions.setdefault((contribution["paragraph"], mapped["participation"]), mapped)
    remaining = set(first_by_person.values())
    return {
        **data,
        "participation": [
            participation
            for participation in data["participation"]
            if participation["key"] in remaining
        ],
        "contribution": list(contributions.values()),
    }


def dedupe(rows: list[tuple[Any, ...]], field: EntityRows) -> list[list[Any]]:
    """Return the first row of each identity."""
    first_rows: dict[tuple[Any, ...], list[Any]] = {}
    for row in rows:
        first_rows.setdefault(row[: field.identity_columns], list(row))
    return list(first_rows.values())


def keys_in(data: Data) -> dict[str, set[int]]:
    """Return the keys of the entities that the data references, by entity type."""
    keys: dict[str, set[int]] = {entity_type: set() for entity_type in MODELS}

    def collect(entity_type: str, key: int) -> int:
        keys[entity_type].add(key)
        return key

    map_keys(data, collect)
    return keys


def names_by_key(data: Data) -> EntityNames:
    """Return the current slug and name of every entity that the data references."""
    return {
        entity_type: {
            str(entity.pk): {
                "slug": entity.slug,
                "name": getattr(entity, NAME_COLUMNS[entity_type]),
            }
            for entity in MODELS[entity_type]._base_manager.filter(pk__in=keys)
        }
        for entity_type, keys in keys_in(data).items()
    }


def resolve_references(data: Data, names: EntityNames) -> Data:
    """Return the data with references to existing entities only.

    A merged entity is replaced by its canonical record. A deleted one is replaced by one of the
    same slug or unique name, or created again under the old name.
    """
    replacements: dict[tuple[str, int], int] = {}
    for entity_type, keys in keys_in(data).items():
        existing = set(
            MODELS[entity_type]._base_manager.filter(pk__in=keys).values_list("pk", flat=True)
        )
        for key in keys - existing:
            slug_and_name = names[entity_type][str(key)]
            replacements[entity_type, key] = existing_canonical_key(
                entity_type, key
            ) or find_or_recreate(entity_type, key, **slug_and_name)
    if not replacements:
        return data
    return map_keys(data, lambda entity_type, key: replacements.get((entity_type, key), key))


def existing_canonical_key(entity_type: str, key: int) -> int | None:
    canonical = canonical_id(entity_type, key)
    manager = MODELS[entity_type]._base_manager
    return canonical if canonical and manager.filter(pk=canonical).exists() else None


def find_or_recreate(entity_type: str, key: int, slug: str, name: str) -> int:
    model, name_column = MODELS[entity_type], NAME_COLUMNS[entity_type]
    lookup = Q(slug=slug)
    if model._meta.get_field(name_column).unique:
        lookup |= Q(**{name_column: name})
    entity = model._base_manager.filter(lookup).first()
    if entity is None:
        entity = model._base_manager.create(pk=key, slug=slug, **{name_column: name})
        after = model._base_manager.filter(pk=key).values().get()
        record_saved.send(model, record=entity, before=None, after=after, by=None)
    return int(entity.pk)
