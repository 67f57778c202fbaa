"""Records of a register that may be one: suggested, each pair with its reason, and never united unasked."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from typing import Any

from django.db import transaction

from portal.audit import trail
from portal.audit.trail import Thing, Who
from portal.importing import names
from portal.registers.models import REGISTERS, Distinct

# A word that so many have says nothing of any.
COMMON = 40
ALIKE = 0.88  # of the letters
MOST = 200


@dataclass(frozen=True)
class Pair:
    """Two records that may be one, why, and how sure that is."""

    one: Any
    other: Any
    reason: str
    degree: float


def suggested(register: str) -> list[Pair]:
    """Return the pairs that may be one, the surest first, without those told apart by an editor."""
    apart = set(Distinct.objects.filter(register=register).values_list("one", "other"))
    found = (
        pair
        for one, other in sharing_a_word(REGISTERS[register])
        if (one.pk, other.pk) not in apart and (pair := compared(register, one, other))
    )
    return sorted(found, key=lambda pair: (-pair.degree, str(pair.one)))[:MOST]


def sharing_a_word(model) -> Iterator[tuple[Any, Any]]:
    """Yield each pair of records that share a word of any of their names, lower key first."""
    holders: dict[str, list[Any]] = defaultdict(list)
    for record in model._base_manager.order_by("pk"):
        for word in {word for form in forms_of(record) for word in words_of(form)}:
            holders[word].append(record)
    seen = set()
    for same in holders.values():
        if len(same) > COMMON:
            continue
        for one, other in combinations(same, 2):
            if (one.pk, other.pk) not in seen:
                seen.add((one.pk, other.pk))
                yield one, other


def forms_of(record: Any) -> list[str]:
    """Return every form in which a record is printed, without honorifics."""
    if hasattr(record, "printed_forms"):
        return [form for form in record.printed_forms if form]
    return [
        names.without_honorifics(form) for form in (record.name, *record.other_names)
    ]


def words_of(form: str) -> list[str]:
    return [word for word in re.findall(r"\w+", form.casefold()) if len(word) > 1]


def compared(register: str, one: Any, other: Any) -> Pair | None:
    """Return why the two may be one, or None."""
    for reason, degree in reasons(register, one, other):
        return Pair(one, other, reason, degree)
    return None


def reasons(register: str, one: Any, other: Any) -> Iterator[tuple[str, float]]:
    ours, theirs = forms_of(one), forms_of(other)
    folded = {form.casefold() for form in ours}
    if same := [form for form in theirs if form.casefold() in folded]:
        yield f"Both are printed “{same[0]}”.", 1.0
    if register == "person":
        for long, short in ((one.name, other.name), (other.name, one.name)):
            if names.is_short_form(short, long):
                yield f"“{short}” is short for “{long}”.", 0.9
    best = max(likeness(a, b) for a in ours for b in theirs)
    if best >= ALIKE:
        yield "Their names differ in few letters.", best


def likeness(one: str, other: str) -> float:
    """Return how much of the words that only one of the two has is alike, letter by letter.

    Words that both have say nothing: the Republics of India and Indonesia are not one.
    """
    ours, theirs = words_of(one), words_of(other)
    mine = " ".join(word for word in ours if word not in theirs)
    yours = " ".join(word for word in theirs if word not in ours)
    if not (mine and yours):
        return 0.0
    matcher = SequenceMatcher(None, mine, yours)
    # Cheaper bounds first: most pairs are far apart.
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


@transaction.atomic
def tell_apart(register: str, one: Any, other: Any, *, by: Who = None) -> None:
    """Remember that the two are not one, so that they are not suggested again."""
    low, high = sorted((one.pk, other.pk))
    _, is_new = Distinct.objects.get_or_create(register=register, one=low, other=high)
    if is_new:
        trail.note(by, f"Told apart from “{one}”", Thing.of(other))
