"""Load the vocabulary files into the database; existing and edited records stay."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import models, transaction

from portal.imports import membership_seeds
from portal.imports.seed_file import LOADED_VERSION, SeedError, read_tables
from reports.models import Instrument, Organization, SeededRecord, Theme
from reports.models.labels import LABEL_COLUMNS, label_model
from reports.references import affected_reports, notify_changed, stored_values
from reports.signals import record_saved

LISTS = {"aliases", "cues", "other_labels", "synonyms", "wordings"}
# {language: columns of the label}
Labels = dict[str, dict[str, object]]


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


@transaction.atomic
def load_seeds(folder: Path) -> dict[str, int]:
    """Create missing records; return the counts of new ones by file.

    Records that an editor has changed, renamed or deleted stay as they are. So do records that
    already have the name of a new entry. Unedited records follow their entry in everything but
    the name, so wordings dropped from the file are dropped here as well.
    """
    counts = {file.name: add_missing(folder / file.name, file) for file in FILES}
    for file in FILES:
        update_unedited(folder / file.name, file)
    keys = keys_of(folder, Organization)
    return counts | {
        membership_seeds.FILE: membership_seeds.load_memberships(
            folder / membership_seeds.FILE, keys
        )
    }


def update_unedited(path: Path, file: VocabularyFile) -> None:
    """Update the records that were not edited since they were loaded."""
    entries = {entry["slug"]: entry for entry in entries_of(path, file)}
    loaded = SeededRecord.objects.filter(file=file.name, slug__in=entries)
    untouched = file.model._base_manager.filter(
        version=LOADED_VERSION, slug__in=loaded.values("slug")
    )
    keys = keys_of(path.parent, file.linked)
    for record in untouched.prefetch_related("labels"):
        entry = entries[record.slug]
        wanted = create_record(path, file, entry)
        set_link(wanted, file, entry, keys)
        if values_of(record, file) != values_of(wanted, file) or labels_of(record) != (
            seed_labels(path, file, entry)
        ):
            update_record(record, wanted, file, seed_labels(path, file, entry))


def update_record(
    record: models.Model, wanted: models.Model, file: VocabularyFile, labels: Labels
) -> None:
    before = stored_values(record)
    # Found before the change: what is below the record now may not be below it afterwards.
    reports = {*affected_reports(record)}
    values = values_of(wanted, file)
    for name, value in values.items():
        setattr(record, name, value)
    record.save(update_fields=values)
    rows = label_model(file.model)._base_manager
    rows.filter(record=record).exclude(language__in=labels).delete()
    for language, columns in labels.items():
        rows.update_or_create(columns, record=record, language=language)
    after = stored_values(record)
    record_saved.send(file.model, record=record, before=before, after=after, by=None)
    notify_changed({*reports, *affected_reports(record)})


def values_of(record: models.Model, file: VocabularyFile) -> dict[str, object]:
    """Return the values that an unedited record takes from its entry."""
    kept = {"id", "slug", "version", file.unique_name}
    names = {field.attname for field in file.model._meta.fields} - kept
    return {name: getattr(record, name) for name in sorted(names)}


def labels_of(record: models.Model) -> Labels:
    return {
        row.language: {name: getattr(row, name) for name in LABEL_COLUMNS}
        for row in record.labels.all()
    }


def seed_labels(path: Path, file: VocabularyFile, entry: dict) -> Labels:
    """Return the labels of an entry by language: machine-made, unless it says otherwise."""
    labels, confirmed = (entry.get(name, {}) for name in ("labels", "confirmed_labels"))
    if not all(isinstance(part, dict) for part in (labels, confirmed)):
        raise SeedError(f"{path.name}: {entry['slug']}: labels must be a table of languages.")
    found = {}
    for language, label in {**labels, **confirmed}.items():
        columns = {"label": label, "other_labels": "", "is_confirmed": language in confirmed}
        row = label_model(file.model)(language=language, **columns)
        try:
            row.clean_fields(exclude=["record"])
        except ValidationError as error:
            raise SeedError(f"{path.name}: {entry['slug']}: label {language}: {error}") from None
        found[language] = {**columns, "label": row.label}
    return found


def add_missing(path: Path, file: VocabularyFile) -> int:
    missing = missing_entries(file, entries_of(path, file))
    records = [create_record(path, file, entry) for entry in missing]
    file.model._base_manager.bulk_create(records)
    SeededRecord.objects.bulk_create(
        SeededRecord(file=file.name, slug=entry["slug"]) for entry in missing
    )
    label_model(file.model)._base_manager.bulk_create(
        label_model(file.model)(record=record, language=language, **columns)
        for record, entry in zip(records, missing, strict=True)
        for language, columns in seed_labels(path, file, entry).items()
    )
    keys = keys_of(path.parent, file.linked) if missing else {}
    for record, entry in zip(records, missing, strict=True):
        set_link(record, file, entry, keys)
    file.model._base_manager.bulk_update(records, [file.link])
    return len(records)


def set_link(
    record: models.Model, file: VocabularyFile, entry: dict, keys: dict[str, int | None]
) -> None:
    linked_slug = entry.get(file.link)
    if linked_slug and str(linked_slug) not in keys:
        raise SeedError(f"{file.name}: {entry['slug']}: {file.link} “{linked_slug}” is unknown.")
    setattr(record, f"{file.link}_id", keys.get(linked_slug))


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
    """Return primary keys by slug: the slugs of records, and those of the entries in the file.

    An entry whose slug no record has gets the key of the record with its name, or else None.
    """
    (file,) = (file for file in FILES if file.model is model)
    rows = list(model._base_manager.values_list("slug", file.unique_name, "pk"))
    by_name = {name: key for _, name, key in rows}
    entries = entries_of(folder / file.name, file)
    by_entry = {entry["slug"]: by_name.get(entry[file.unique_name]) for entry in entries}
    return by_entry | {slug: key for slug, _, key in rows}


def entries_of(path: Path, file: VocabularyFile) -> list[dict]:
    entries = read_tables(path, file.table)
    for key in ("slug", file.unique_name):
        values = [entry.get(key) for entry in entries]
        if not all(isinstance(value, str) for value in values):
            raise SeedError(f"{path.name}: every entry needs a {key}.")
        if duplicates := [value for value, count in Counter(values).items() if count > 1]:
            raise SeedError(f"{path.name}: the {key} {', '.join(duplicates)} is repeated.")
    return entries


def create_record(path: Path, file: VocabularyFile, entry: dict) -> models.Model:
    """Return an unsaved record of an entry, without its link and its labels."""
    for key in LISTS & entry.keys():
        value = entry[key]
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise SeedError(f"{path.name}: {entry['slug']}: {key} must be a list of strings.")
    values = {
        key: "\n".join(value) if key in LISTS else value
        for key, value in entry.items()
        if key not in {file.link, "labels", "confirmed_labels"}
    }
    try:
        record = file.model(**values)
        record.clean_fields(exclude=[file.link])
        record.validate_constraints(exclude=[file.link])
    except (TypeError, ValidationError) as error:
        raise SeedError(f"{path.name}: {entry['slug']}: {error}") from None
    return record
