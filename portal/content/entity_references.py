"""Resolve the shared entities that a snapshot names: they may since have been merged or deleted."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.db import models
from django.db.models import CharField, Q, Value

from portal.content.schema import RECORD_TYPES, REPORT_FIELDS, Contribution, Key
from portal.content.schema_fields import Entities, EntityRows, Field, entity_fields
from portal.content.snapshot import Snapshot
from reports.merge_redirects import canonical_id
from reports.models import Instrument, Organization, Paragraph, Person, Report, Theme
from reports.references import stored_values
from reports.signals import record_saved

MODELS: dict[str, type[models.Model]] = {
    "person": Person,
    "organization": Organization,
    "theme": Theme,
    "instrument": Instrument,
}
NAMED_MODELS = {**MODELS, "report": Report}
NAME_COLUMNS = {
    "person": "name",
    "organization": "name",
    "theme": "label",
    "instrument": "name",
    "report": "title",
}
# (entity type, key) -> key
KeyMapping = Callable[[str, Key], Key]
# {entity type: {key as text: {"slug": …, "name": …}}}
EntityNames = dict[str, dict[str, dict[str, str]]]


def map_keys(snapshot: Snapshot, mapping: KeyMapping) -> Snapshot:
    """Return the snapshot with the entity keys replaced; duplicate links are dropped."""
    changed: dict[str, Any] = {"report": map_fields(snapshot.report, REPORT_FIELDS, mapping)}
    for record_type in RECORD_TYPES:
        if any(entity_fields(record_type.fields)):
            changed[record_type.name] = {
                key: map_fields(record, record_type.fields, mapping)
                for key, record in snapshot.of_type(record_type.name).items()
            }
    return dedupe_participations(replace(snapshot, **changed))


def map_fields(record: Any, fields: Mapping[str, Field], mapping: KeyMapping) -> Any:
    values: dict[str, Any] = {}
    for name, field in entity_fields(fields):
        value = getattr(record, name)
        if isinstance(field, Entities):
            values[name] = field.merged(mapping(field.entity_type, key) for key in value)
        elif isinstance(field, EntityRows):
            values[name] = field.merged(
                (mapping(field.entity_type, key), *rest) for key, *rest in value
            )
        else:
            values[name] = mapping(field.entity_type, value)
    return record._replace(**values)


def dedupe_participations(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot with one participation for each person, with all contributions."""
    first_by_person: dict[Key, Key] = {}
    canonical = {
        key: first_by_person.setdefault(record.person_id, key)
        for key, record in sorted(snapshot.participation.items())
    }
    if len(first_by_person) == len(canonical):
        return snapshot
    contributions: dict[tuple[Key, Key], Contribution] = {}
    for _, contribution in sorted(snapshot.contribution.items()):
        participation = canonical[contribution.participation]
        place = (contribution.paragraph, participation)
        contributions.setdefault(place, contribution._replace(participation=participation))
    remaining = set(first_by_person.values())
    return replace(
        snapshot,
        participation={
            key: record for key, record in snapshot.participation.items() if key in remaining
        },
        contribution={record.key: record for record in contributions.values()},
    )


def keys_in(snapshot: Snapshot) -> dict[str, set[Key]]:
    """Return the keys of the entities that the snapshot references, by entity type."""
    keys: dict[str, set[Key]] = {entity_type: set() for entity_type in MODELS}
    collect_keys(snapshot.report, REPORT_FIELDS, keys)
    for record_type in RECORD_TYPES:
        for record in snapshot.of_type(record_type.name).values():
            collect_keys(record, record_type.fields, keys)
    return keys


def collect_keys(record: Any, fields: Mapping[str, Field], keys: dict[str, set[Key]]) -> None:
    for name, field in entity_fields(fields):
        value = getattr(record, name)
        if isinstance(field, Entities):
            keys[field.entity_type].update(value)
        elif isinstance(field, EntityRows):
            keys[field.entity_type].update(row[0] for row in value)
        else:
            keys[field.entity_type].add(value)


def names_by_key(snapshot: Snapshot) -> EntityNames:
    """Return the current slug and name of every entity that the snapshot references."""
    keys = keys_in(snapshot)
    names: EntityNames = {entity_type: {} for entity_type in MODELS}
    # Reports that it refers to are not its entities: they are neither merged nor created again.
    if reports := other_keys(snapshot, "other_report_id"):
        keys["report"], names["report"] = reports, {}
    parts = [
        NAMED_MODELS[entity_type]
        ._base_manager.filter(pk__in=keys[entity_type])
        .order_by()
        .values_list(Value(entity_type, CharField()), "pk", "slug", NAME_COLUMNS[entity_type])
        for entity_type in keys
        if keys[entity_type]
    ]
    rows = parts[0].union(*parts[1:], all=True) if parts else ()
    for entity_type, key, slug, name in rows:
        names[entity_type][str(key)] = {"slug": slug, "name": name}
    return names


def resolve_references(snapshot: Snapshot, names: EntityNames) -> Snapshot:
    """Return the snapshot with references to existing entities only.

    A merged entity is replaced by its canonical record. A deleted one is replaced by one of the
    same slug or unique name, or created again under the old name.
    """
    snapshot = without_lost_targets(snapshot)
    replacements: dict[tuple[str, int], int] = {}
    for entity_type, keys in keys_in(snapshot).items():
        for key in keys - existing_keys(entity_type, keys):
            slug_and_name = names[entity_type][str(key)]
            replacements[entity_type, key] = existing_canonical_key(
                entity_type, key
            ) or find_or_recreate(entity_type, key, **slug_and_name)
    if not replacements:
        return snapshot
    return map_keys(snapshot, lambda entity_type, key: replacements.get((entity_type, key), key))


def other_keys(snapshot: Snapshot, name: str) -> set[Key]:
    """Return the keys in a field of the cross-references to other reports."""
    return {getattr(one, name) for one in snapshot.cross_reference.values()} - {None}


def without_lost_targets(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot without references to what other reports no longer contain."""
    lost = {
        name: keys - set(model._base_manager.filter(pk__in=keys).values_list("pk", flat=True))
        for name, model in {"other_report_id": Report, "other_paragraph_id": Paragraph}.items()
        if (keys := other_keys(snapshot, name))
    }
    return snapshot.without_records(
        *(
            one
            for one in snapshot.cross_reference.values()
            if any(getattr(one, name) in keys for name, keys in lost.items())
        )
    )


def with_canonical_keys(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot with canonical records in place of merged ones; others stay."""
    canonical = {
        (entity_type, key): canonical_key
        for entity_type, keys in keys_in(snapshot).items()
        for key in keys - existing_keys(entity_type, keys)
        if (canonical_key := existing_canonical_key(entity_type, key))
    }
    if not canonical:
        return snapshot
    return map_keys(snapshot, lambda entity_type, key: canonical.get((entity_type, key), key))


def existing_keys(entity_type: str, keys: set[Key]) -> set[Key]:
    rows = MODELS[entity_type]._base_manager.filter(pk__in=keys)
    return set(rows.values_list("pk", flat=True))


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
        after = stored_values(entity)
        record_saved.send(model, record=entity, before=None, after=after, by=None)
    return int(entity.pk)
