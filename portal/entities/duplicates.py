"""Find people and organizations that may be duplicates, and give the reason for each pair."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db import transaction
from rapidfuzz import fuzz

from portal.audit import log
from portal.audit.log import Account, AuditTarget
from portal.entities.models import NotDuplicate
from portal.parsing import person_names
from reports.merge_redirects import ENTITY_TYPES

# Words shared by more records than this are too common to suggest a pair.
MAX_RECORDS_PER_WORD = 40
# Lower limit of the ratio of matching letters.
MIN_SIMILARITY = 0.88
MAX_PAIRS = 200


@dataclass(frozen=True)
class Pair:
    """Two records that may be duplicates; `score` is from 0 to 1."""

    first: Any
    second: Any
    reason: str
    score: float


def find_duplicates(entity_type: str) -> list[Pair]:
    """Return the pairs, highest score first, without those that an editor has rejected."""
    rejected = set(
        NotDuplicate.objects.filter(entity_type=entity_type).values_list("first_key", "second_key")
    )
    pairs = (
        pair
        for first, second in candidate_pairs(ENTITY_TYPES[entity_type])
        if (first.pk, second.pk) not in rejected and (pair := compare(entity_type, first, second))
    )
    return sorted(pairs, key=lambda pair: (-pair.score, str(pair.first)))[:MAX_PAIRS]


def candidate_pairs(model) -> Iterator[tuple[Any, Any]]:
    """Yield each pair of records that share a word of any of their names, lower key first."""
    records_by_word: dict[str, list[Any]] = defaultdict(list)
    for record in model._base_manager.order_by("pk"):
        names = comparable_names(record)
        for word in {word for name in names for word in words_of(name)}:
            records_by_word[word].append(record)
    seen = set()
    for records in records_by_word.values():
        if len(records) > MAX_RECORDS_PER_WORD:
            continue
        for first, second in combinations(records, 2):
            if (first.pk, second.pk) not in seen:
                seen.add((first.pk, second.pk))
                yield first, second


def comparable_names(record: Any) -> list[str]:
    """Return every printed form of a record, without honorifics."""
    if hasattr(record, "printed_forms"):
        return [form for form in record.printed_forms if form]
    return [person_names.strip_honorifics(form) for form in (record.name, *record.other_names)]


def words_of(name: str) -> list[str]:
    return [word for word in re.findall(r"\w+", name.casefold()) if len(word) > 1]


def compare(entity_type: str, first: Any, second: Any) -> Pair | None:
    """Return the pair with the strongest reason, or None if there is none."""
    for reason, score in reasons(entity_type, first, second):
        return Pair(first, second, reason, score)
    return None


def reasons(entity_type: str, first: Any, second: Any) -> Iterator[tuple[str, float]]:
    """Yield (reason, score), the strongest first."""
    first_names, second_names = comparable_names(first), comparable_names(second)
    folded = {name.casefold() for name in first_names}
    if shared := [name for name in second_names if name.casefold() in folded]:
        yield f"Both appear in print as “{shared[0]}”.", 1.0
    if entity_type == "person":
        for long, short in ((first.name, second.name), (second.name, first.name)):
            if person_names.is_short_form(short, long):
                yield f"“{short}” is short for “{long}”.", 0.9
    best = max(distinct_word_similarity(a, b) for a in first_names for b in second_names)
    if best >= MIN_SIMILARITY:
        yield "Their names differ in only a few letters.", best


def distinct_word_similarity(first: str, second: str) -> float:
    """Return the ratio of matching letters in the words that only one of the names has.

    Shared words are left out: the Republics of India and Indonesia are not duplicates.
    """
    first_words, second_words = words_of(first), words_of(second)
    first_rest = " ".join(word for word in first_words if word not in second_words)
    second_rest = " ".join(word for word in second_words if word not in first_words)
    if not (first_rest and second_rest):
        return 0.0
    return fuzz.ratio(first_rest, second_rest, score_cutoff=100 * MIN_SIMILARITY) / 100


@transaction.atomic
def mark_not_duplicate(entity_type: str, first: Any, second: Any, *, by: Account = None) -> None:
    """Store that the two are different, so that they will not be suggested again."""
    low, high = sorted((first.pk, second.pk))
    _, is_new = NotDuplicate.objects.get_or_create(
        entity_type=entity_type, first_key=low, second_key=high
    )
    if is_new:
        log.log(by, f"Marked as different from “{first}”", AuditTarget.of(second))
