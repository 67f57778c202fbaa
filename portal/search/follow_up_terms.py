"""The terms under which the index has follow-up records, so that chosen values hold for one record. Pure.

A term names the round, side, response and status of a record, each of them or ANY. A record has every term
that it matches. Only the newest record of each body has terms with any round.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product

ANY = "*"
DIMENSIONS = ("round", "side", "response", "status")
OVERDUE = "overdue"
FACETS = (*DIMENSIONS, OVERDUE)
# The length of the hash that names a term in `due_of`: the path of a JSON field has no marks.
HASH_BYTES = 8

Choices = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class RecordValues:
    """What the index has of one record; `due_on` only while something is due."""

    round: str
    side: str
    response: str
    status: str
    is_latest: bool
    due_on: date | None = None


def terms_of(record: RecordValues, *, at_least: int) -> Iterator[str]:
    """Yield the terms of a record that name at least this many of its values."""
    rounds = (record.round, ANY) if record.is_latest else (record.round,)
    others = [(value, ANY) if value else (ANY,) for value in (record.response, record.status)]
    for values in product(rounds, (record.side, ANY), *others):
        if sum(value != ANY for value in values) >= at_least:
            yield join(values)


def chosen_terms(choices: Choices) -> list[str]:
    """Return the terms of which a record must have one: a value of every chosen facet."""
    return [join(values) for values in product(*(choices.get(one) or (ANY,) for one in DIMENSIONS))]


def join(values: Sequence[str]) -> str:
    return "|".join(values)


@lru_cache(maxsize=4096)
def path_of(term: str) -> str:
    """Return the path in `due_of` of the first day on which something is due by a record with the term."""
    return "t" + hashlib.blake2b(term.encode(), digest_size=HASH_BYTES).hexdigest()
