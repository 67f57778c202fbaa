"""The vocabulary files into the database: what is missing is made, what is there stays."""

import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import models, transaction

from reports.admin.belonging import reports_showing, tell
from reports.models import Instrument, Organization, SeededRecord, Theme
from reports.signals import record_saved

# The version of a record that nobody has saved since it was loaded.
AS_LOADED = 1
LISTS = {"aliases", "other_labels", "synonyms", "wordings"}


@dataclass(frozen=True)
class File:
    """A vocabulary file: its table, what it fills, and the field that names another record."""

    name: str
    table: str
    model: type[models.Model]
    unique_name: str
    link: str
    linked: type[models.Model]


FILES = (
    File(
        "organizations.toml",
        "organization",
        Organization,
        "name",
        "part_of",
        Organization,
    ),
    File(
        "instruments.toml", "instrument", Instrument, "name", "adopted_by", Organization
    ),
    File("themes.toml", "theme", Theme, "label", "broader", Theme),
)


class SeedError(ValueError):
    """A vocabulary file cannot be taken over; the message names file, entry and fault."""


@transaction.atomic
def load(folder: Path) -> dict[str, int]:
    """Add what the files hold and the portal never had; return how much, by file.

    The files are where a portal starts from. What an editor has changed, renamed or
    deleted since is left as it is, and so is what has the name of an entry. What nobody has
    edited follows its entry: a wording that the file has dropped is dropped here as well.
    """
    added = {file.name: add_missing(folder / file.name, file) for file in FILES}
    for file in FILES:
        follow(folder / file.name, file)
    return added


def follow(path: Path, file: File) -> None:
    """Give records that nobody has edited since they were loaded the wordings of their entries."""
    entries = {entry["slug"]: entry for entry in entries_of(path, file)}
    loaded = SeededRecord.objects.filter(file=file.name, slug__in=entries)
    untouched = file.model._base_manager.filter(
        version=AS_LOADED, slug__in=loaded.values("slug")
    )
    lists = sorted(LISTS & {one.name for one in file.model._meta.fields})
    for record in untouched:
        entry = made_of(path, file.model, entries[record.slug], file.link)
        if all(getattr(record, name) == getattr(entry, name) for name in lists):
            continue
        before = columns_of(record)
        for name in lists:
            setattr(record, name, getattr(entry, name))
        record.save(update_fields=lists)
        after = columns_of(record)
        record_saved.send(
            file.model, record=record, before=before, after=after, by=None
        )
        tell(reports_showing(record))


def columns_of(record: models.Model) -> dict[str, object]:
    return type(record)._base_manager.filter(pk=record.pk).values().get()


def add_missing(path: Path, file: File) -> int:
    missing = missing_of(file, entries_of(path, file))
    made = [made_of(path, file.model, entry, file.link) for entry in missing]
    file.model._base_manager.bulk_create(made)
    SeededRecord.objects.bulk_create(
        SeededRecord(file=file.name, slug=entry["slug"]) for entry in missing
    )
    keys = keys_of(path.parent, file.linked) if missing else {}
    for record, entry in zip(made, missing, strict=True):
        named = entry.get(file.link)
        if named and str(named) not in keys:
            raise SeedError(
                f"{file.name}: {entry['slug']}: {file.link} “{named}” is unknown."
            )
        setattr(record, f"{file.link}_id", keys.get(named))
    file.model._base_manager.bulk_update(made, [file.link])
    return len(made)


def missing_of(file: File, entries: list[dict]) -> list[dict]:
    """Return the entries that the portal never had, and has no record of that name for."""
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
    """Return the key of every record by its slug, and by that of the entry of its name.

    An entry whose record an editor has deleted has none: nothing links to it any more.
    """
    (file,) = (one for one in FILES if one.model is model)
    rows = list(model._base_manager.values_list("slug", file.unique_name, "pk"))
    by_name = {name: key for _, name, key in rows}
    entries = entries_of(folder / file.name, file)
    by_entry = {one["slug"]: by_name.get(one[file.unique_name]) for one in entries}
    return by_entry | {slug: key for slug, _, key in rows}


def entries_of(path: Path, file: File) -> list[dict]:
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get(file.table, [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise SeedError(f"{path.name} cannot be read: {fault}") from None
    if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise SeedError(f"{path.name}: every entry starts with [[{file.table}]].")
    for key in ("slug", file.unique_name):
        values = [entry.get(key) for entry in entries]
        if not all(isinstance(value, str) for value in values):
            raise SeedError(f"{path.name}: every entry needs a {key} of its own.")
        if twice := [value for value, times in Counter(values).items() if times > 1]:
            raise SeedError(f"{path.name}: the {key} {', '.join(twice)} comes twice.")
    return entries


def made_of(
    path: Path, model: type[models.Model], entry: dict, link: str
) -> models.Model:
    for key in LISTS & entry.keys():
        value = entry[key]
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise SeedError(f"{path.name}: {entry['slug']}: {key} is no list of texts.")
    values = {
        key: "\n".join(value) if key in LISTS else value
        for key, value in entry.items()
        if key != link
    }
    try:
        record = model(**values)
        record.clean_fields(exclude=[link])
        record.validate_constraints(exclude=[link])
    except (TypeError, ValidationError) as fault:
        raise SeedError(f"{path.name}: {entry['slug']}: {fault}") from None
    return record
