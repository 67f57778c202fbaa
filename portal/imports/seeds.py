"""Load the vocabulary files into the database; existing and edited records stay."""

import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import models, transaction

from reports.models import Instrument, Organization, SeededRecord, Theme
from reports.references import affected_reports, notify_changed
from reports.signals import record_saved

# The version of a record that was not saved since it was loaded.
LOADED_VERSION = 1
LISTS = {"aliases", "other_labels", "synonyms", "wordings"}


@dataclass(frozen=True)
class VocabularyFile:
    """A vocabulary file: its table, its model, and the field that refers to another record."""

    name: str
    table: str
    model: type[models.Model]
    unique_name: str
    link: str
    linked: type[models.Model]


FILES = (
    VocabularyFile(
        "organizations.toml",
        "organization",
        Organization,
        "name",
        "part_of",
        Organization,
    ),
    VocabularyFile(
        "instruments.toml", "instrument", Instrument, "name", "adopted_by", Organization
    ),
    VocabularyFile("themes.toml", "theme", Theme, "label", "broader", Theme),
)


class SeedError(ValueError):
    """A vocabulary file is invalid; the message gives file, entry and error."""


@transaction.atomic
def load_seeds(folder: Path) -> dict[str, int]:
    """Create missing records; return the counts of new ones by file.

    Records that an editor has changed, renamed or deleted stay as they are, and so do records
    with the name of an entry. Unedited records follow their entry, so wordings dropped from
    the file are dropped here as well.
    """
    for file in FILES:
        update_unedited(folder / file.name, file)
    return {file.name: add_missing(folder / file.name, file) for file in FILES}


def update_unedited(path: Path, file: VocabularyFile) -> None:
    """Update the wordings of records that were not edited since they were loaded."""
    entries = {entry["slug"]: entry for entry in entries_of(path, file)}
    loaded = SeededRecord.objects.filter(file=file.name, slug__in=entries)
    untouched = file.model._base_manager.filter(
        version=LOADED_VERSION, slug__in=loaded.values("slug")
    )
    lists = sorted(LISTS & {field.name for field in file.model._meta.fields})
    for record in untouched:
        entry = create_record(path, file.model, entries[record.slug], file.link)
        if all(getattr(record, name) == getattr(entry, name) for name in lists):
            continue
        before = columns_of(record)
        for name in lists:
            setattr(record, name, getattr(entry, name))
        record.save(update_fields=lists)
        after = columns_of(record)
        record_saved.send(file.model, record=record, before=before, after=after, by=None)
        notify_changed(affected_reports(record))


def columns_of(record: models.Model) -> dict[str, object]:
    return type(record)._base_manager.filter(pk=record.pk).values().get()


def add_missing(path: Path, file: VocabularyFile) -> int:
    missing = missing_entries(file, entries_of(path, file))
    records = [create_record(path, file.model, entry, file.link) for entry in missing]
    file.model._base_manager.bulk_create(records)
    SeededRecord.objects.bulk_create(
        SeededRecord(file=file.name, slug=entry["slug"]) for entry in missing
    )
    keys = keys_of(path.parent, file.linked) if missing else {}
    for record, entry in zip(records, missing, strict=True):
        linked_slug = entry.get(file.link)
        if linked_slug and str(linked_slug) not in keys:
            raise SeedError(
                f"{file.name}: {entry['slug']}: {file.link} “{linked_slug}” is unknown."
            )
        setattr(record, f"{file.link}_id", keys.get(linked_slug))
    file.model._base_manager.bulk_update(records, [file.link])
    return len(records)


def missing_entries(file: VocabularyFile, entries: list[dict]) -> list[dict]:
    """Return entries never loaded before that match no record by slug or name."""
    records = file.model._base_manager
    loaded = SeededRecord.objects.filter(file=file.name)
    slugs = {*loaded.values_list("slug", flat=True)}
    slugs |= {*records.values_list("slug", flat=True)}
    names = {*records.values_list(file.unique_name, flat=True)}
    return [
        entry
        for entry in entries
        if entry["slug"] not in slugs and entry.get(file.unique_name) not in names
    ]


def keys_of(folder: Path, model: type[models.Model]) -> dict[str, int | None]:
    """Return primary keys by slug, of records and of entries with the name of a record.

    The key is None for an entry whose record was deleted.
    """
    (file,) = (file for file in FILES if file.model is model)
    rows = list(model._base_manager.values_list("slug", file.unique_name, "pk"))
    by_name = {name: key for _, name, key in rows}
    entries = entries_of(folder / file.name, file)
    by_entry = {entry["slug"]: by_name.get(entry[file.unique_name]) for entry in entries}
    return by_entry | {slug: key for slug, _, key in rows}


def entries_of(path: Path, file: VocabularyFile) -> list[dict]:
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get(file.table, [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SeedError(f"{path.name} cannot be read: {error}") from None
    if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise SeedError(f"{path.name}: every entry must start with [[{file.table}]].")
    for key in ("slug", file.unique_name):
        values = [entry.get(key) for entry in entries]
        if not all(isinstance(value, str) for value in values):
            raise SeedError(f"{path.name}: every entry needs a {key}.")
        if duplicates := [value for value, count in Counter(values).items() if count > 1]:
            raise SeedError(f"{path.name}: the {key} {', '.join(duplicates)} is repeated.")
    return entries


def create_record(path: Path, model: type[models.Model], entry: dict, link: str) -> models.Model:
    for key in LISTS & entry.keys():
        value = entry[key]
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise SeedError(f"{path.name}: {entry['slug']}: {key} must be a list of strings.")
    values = {
        key: "\n".join(value) if key in LISTS else value
        for key, value in entry.items()
        if key != link
    }
    try:
        record = model(**values)
        record.clean_fields(exclude=[link])
        record.validate_constraints(exclude=[link])
    except (TypeError, ValidationError) as error:
        raise SeedError(f"{path.name}: {entry['slug']}: {error}") from None
    return record
