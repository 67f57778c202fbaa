"""Load generated workshops into the configured database."""

import sys
from itertools import islice
from typing import TextIO

from django.db import transaction

from bench import vocabulary, workshops
from bench.records import Batch, Keys
from portal.management.progress import progress_bar
from recommendations.models import Recommendation
from reports.models import Instrument, Organization, Person, Report, Theme

BATCH_WORKSHOPS = 20


class ForeignRecordsError(Exception):
    """The database has records of others; the message says which."""


def load(recommendations: int, seed: int = workshops.SEED, stream: TextIO = sys.stderr) -> None:
    """Fill the database with that many recommendations, unless they are there.

    Raise ForeignRecordsError if the database has other records.
    """
    if is_loaded(recommendations):
        return
    keys = store_vocabulary()
    generated = workshops.workshops(recommendations, seed)
    with progress_bar(total=recommendations, unit=" recommendations", stream=stream) as bar:
        while batch := tuple(islice(generated, BATCH_WORKSHOPS)):
            bar.update(store(batch, keys))


def is_loaded(recommendations: int) -> bool:
    """Return whether the database has these workshops; raise ForeignRecordsError for others."""
    for model in (Report, Person, Organization, Theme, Instrument):
        foreign = model._base_manager.exclude(slug__startswith=vocabulary.PREFIX)
        if foreign.exists():
            raise ForeignRecordsError(
                f"This database holds {model._meta.verbose_name_plural} that the bench did "
                "not make. Give the bench a database of its own (DATA_DIR, DATABASE_URL)."
            )
    count = Recommendation.objects.count()
    if count and count != recommendations:
        raise ForeignRecordsError(
            f"This database holds {count:,} recommendations of the bench, not "
            f"{recommendations:,}: another size, or a load that was stopped. Delete it."
        )
    return count == recommendations


def store(generated: tuple[workshops.Workshop, ...], keys: Keys) -> int:
    """Insert workshops in one transaction; return their number of recommendations."""
    batch = Batch(keys)
    for workshop in generated:
        batch.add(workshop)
    with transaction.atomic():
        batch.store()
    return batch.size


@transaction.atomic
def store_vocabulary() -> Keys:
    """Insert the shared records, unless an interrupted load has done so."""
    return Keys(
        themes=create_all(
            Theme(
                slug=theme.slug,
                label=theme.label,
                definition=f"{theme.label} at work.",
            )
            for theme in vocabulary.THEMES
        ),
        organizations=create_all(
            Organization(
                slug=organization.slug,
                name=organization.name,
                kind=organization.kind,
            )
            for organization in vocabulary.ORGANIZATIONS
        ),
        instruments=create_all(
            Instrument(
                slug=instrument.slug,
                name=instrument.name,
                kind=instrument.kind.lower(),
            )
            for instrument in vocabulary.INSTRUMENTS
        ),
        people=create_all(
            Person(
                slug=person.slug,
                name=person.name,
                sort_name=person.name.split()[-1],
            )
            for person in vocabulary.SPEAKERS
        ),
    )


def create_all(records) -> dict[str, int]:
    """Insert records of one model; return {slug: primary key}."""
    records = list(records)
    model = type(records[0])
    model._base_manager.bulk_create(records, ignore_conflicts=True)
    return dict(model._base_manager.values_list("slug", "pk"))
