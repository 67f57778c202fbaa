"""Invented workshops into the database that the settings name, by the thousand."""

import sys
from itertools import islice
from typing import TextIO

from django.db import transaction

from bench import vocabulary, workshops
from bench.records import Batch, Keys
from portal.management.progress import progress
from recommendations.models import Recommendation
from reports.models import Instrument, Organization, Person, Report, Theme

WORKSHOPS_IN_A_BATCH = 20


class NotOursError(Exception):
    """The database holds what the bench did not put there; the message says what."""


def load(
    recommendations: int, seed: int = workshops.SEED, stream: TextIO = sys.stderr
) -> None:
    """Fill the database with that many recommendations, or find them there already.

    Raises NotOursError rather than mixing invented workshops with anybody else's records.
    """
    if is_loaded(recommendations):
        return
    keys = store_vocabulary()
    made = workshops.workshops(recommendations, seed)
    with progress(total=recommendations, unit=" recommendations", stream=stream) as bar:
        while some := tuple(islice(made, WORKSHOPS_IN_A_BATCH)):
            bar.update(store(some, keys))


def is_loaded(recommendations: int) -> bool:
    """Say whether the database holds these workshops; refuse one that holds others."""
    for model in (Report, Person, Organization, Theme, Instrument):
        foreign = model._base_manager.exclude(slug__startswith=vocabulary.PREFIX)
        if foreign.exists():
            raise NotOursError(
                f"This database holds {model._meta.verbose_name_plural} that the bench did "
                "not make. Give the bench a database of its own (DATA_DIR, DATABASE_URL)."
            )
    held = Recommendation.objects.count()
    if held and held != recommendations:
        raise NotOursError(
            f"This database holds {held:,} recommendations of the bench, not "
            f"{recommendations:,}: another size, or a load that was stopped. Delete it."
        )
    return held == recommendations


def store(some: tuple[workshops.Workshop, ...], keys: Keys) -> int:
    """Write a batch of workshops; return how many recommendations they hold."""
    batch = Batch(keys)
    for workshop in some:
        batch.add(workshop)
    with transaction.atomic():
        batch.store()
    return batch.size


@transaction.atomic
def store_vocabulary() -> Keys:
    """Write what workshops share, unless a stopped load has done so."""
    return Keys(
        themes=stored(
            Theme(slug=one.slug, label=one.label, definition=f"{one.label} at work.")
            for one in vocabulary.THEMES
        ),
        organizations=stored(
            Organization(slug=one.slug, name=one.name, kind=one.kind)
            for one in vocabulary.BODIES
        ),
        instruments=stored(
            Instrument(slug=one.slug, name=one.name, kind=one.kind.lower())
            for one in vocabulary.INSTRUMENTS
        ),
        people=stored(
            Person(slug=one.slug, name=one.name, sort_name=one.name.split()[-1])
            for one in vocabulary.SPEAKERS
        ),
    )


def stored(records) -> dict[str, int]:
    """Write records of one model and return their keys by slug."""
    records = list(records)
    model = type(records[0])
    model._base_manager.bulk_create(records, ignore_conflicts=True)
    return dict(model._base_manager.values_list("slug", "pk"))
