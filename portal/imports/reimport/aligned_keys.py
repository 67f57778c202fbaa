"""The keys of the report for the records of a newer version."""

from typing import Any

from portal.content.schema import Key
from portal.content.snapshot import Snapshot, rekey
from portal.imports.reimport.alignment import ReimportPlan


def keep_keys(plan: ReimportPlan) -> Snapshot:
    """Return the newer version with the keys of the records that match; nothing else is kept.

    A record that an editor has removed gets the key that it had.
    """
    keys: dict[str, dict[Key, Key]] = {}
    for record_type, parsed_key, key in plan.aligned_keys():
        keys.setdefault(record_type, {})[parsed_key] = key
    keys["participation"] = aligned_participations(plan)
    keys["annex"] = aligned_annexes(plan)
    keys["part"] = aligned_parts(plan)
    return rekey(plan.parsed, keys)


def aligned_participations(plan: ReimportPlan) -> dict[Key, Key]:
    """Match people with those of the report, then with those that an editor replaced."""
    before = {record.person_id: key for key, record in previous(plan, "participation").items()}
    known = {record.person_id: key for key, record in plan.stored.participation.items()}
    people = {record.person_id for record in plan.parsed.participation.values()}
    taken = {key for person, key in known.items() if person in people}
    keys = {person: key for person, key in before.items() if key not in taken} | known
    return {
        key: keys[record.person_id]
        for key, record in plan.parsed.participation.items()
        if record.person_id in keys
    }


def aligned_annexes(plan: ReimportPlan) -> dict[Key, Key]:
    """Match annexes by label: those of the previous file, else those that editors have added."""
    before = previous(plan, "annex")
    added = {annex.label: key for key, annex in plan.stored.annex.items() if key not in before}
    keys = added | {annex.label: key for key, annex in before.items()}
    return {
        key: keys[annex.label] for key, annex in plan.parsed.annex.items() if annex.label in keys
    }


def previous(plan: ReimportPlan, record_type: str) -> Any:
    """Return the records of the previous file, or the stored ones if that file is not known."""
    return (plan.baseline.values or plan.stored).of_type(record_type)


def aligned_parts(plan: ReimportPlan) -> dict[Key, Key]:
    """Match the parts of the source that are equal, each once."""
    stored: dict[Any, list[Key]] = {}
    for key, part in plan.stored.part.items():
        stored.setdefault(part._replace(key=0), []).append(key)
    return {
        key: keys.pop(0)
        for key, part in plan.parsed.part.items()
        if (keys := stored.get(part._replace(key=0)))
    }
