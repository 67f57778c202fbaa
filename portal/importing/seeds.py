"""The vocabulary files into the database: what is missing is made, what is there stays."""

import tomllib
from pathlib import Path

from django.db import models, transaction

from reports.models import Instrument, Organization, Theme

LISTS = {"aliases", "other_labels", "synonyms", "wordings"}
# File, table in it, model, and the field that names another record by its slug.
VOCABULARIES = (
    ("organizations.toml", "organization", Organization, "part_of", Organization),
    ("instruments.toml", "instrument", Instrument, "adopted_by", Organization),
    ("themes.toml", "theme", Theme, "broader", Theme),
)


class SeedError(ValueError):
    """A vocabulary file cannot be taken over; the message names file, entry and fault."""


@transaction.atomic
def load(folder: Path) -> dict[str, int]:
    """Add what the files hold and the database lacks; return how much, by file.

    A record that an editor has changed, or has deleted and made anew under the same
    slug, is left alone: the files are where a portal starts from.
    """
    return {
        vocabulary[0]: add_missing(folder / vocabulary[0], *vocabulary[1:])
        for vocabulary in VOCABULARIES
    }


def add_missing(
    path: Path,
    table: str,
    model: type[models.Model],
    link: str,
    linked: type[models.Model],
) -> int:
    entries = entries_of(path, table)
    there = set(model._base_manager.values_list("slug", flat=True))
    missing = [entry for entry in entries if entry["slug"] not in there]
    made = [made_of(path, model, entry, link) for entry in missing]
    model._base_manager.bulk_create(made)
    keys = dict(linked._base_manager.values_list("slug", "pk"))
    for record, entry in zip(made, missing, strict=True):
        if named := entry.get(link):
            if named not in keys:
                raise SeedError(
                    f"{path.name}: {entry['slug']}: {link} “{named}” is unknown."
                )
            setattr(record, f"{link}_id", keys[named])
    model._base_manager.bulk_update(
        [one for one in made if getattr(one, f"{link}_id")], [link]
    )
    return len(made)


def entries_of(path: Path, table: str) -> list[dict]:
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get(table, [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise SeedError(f"{path.name} cannot be read: {fault}") from None
    slugs = [entry.get("slug") for entry in entries]
    if None in slugs or len(set(slugs)) < len(slugs):
        raise SeedError(f"{path.name}: every entry needs a slug of its own.")
    return entries


def made_of(
    path: Path, model: type[models.Model], entry: dict, link: str
) -> models.Model:
    values = {
        key: "\n".join(value) if key in LISTS else value
        for key, value in entry.items()
        if key != link
    }
    try:
        record = model(**values)
    except TypeError as fault:
        raise SeedError(f"{path.name}: {entry['slug']}: {fault}") from None
    record.clean_fields(exclude=[link])
    return record
