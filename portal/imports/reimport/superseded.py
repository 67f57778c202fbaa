"""Notes about what editors had set and a newer version has replaced: nothing is lost silently."""

from collections.abc import Iterator
from typing import Any

from portal.content.item_names import record_name
from portal.content.schema import BY_NAME, CONFIRMED, RecordType
from portal.content.snapshot import Snapshot
from portal.imports.reimport.alignment import ReimportPlan
from portal.parsing.coverage import excerpt
from portal.parsing.source import Note

TYPES = ("session", "paragraph", "recommendation", "participation", "annex")
# Compared with the source, and not with the previous file: an editor may have joined texts.
PRINTED = {"session": "heading", "paragraph": "text", "recommendation": "text"}


def superseded_edits(plan: ReimportPlan, merged: Snapshot) -> Iterator[Note]:
    """Yield a note about each edit that the merge has not kept, and about what it had to keep."""
    yield from notes_about_kept(plan)
    yield from notes_about_rationale(plan, merged)
    edited_keys = {name: alignment.edited_keys for name, alignment in plan.parts}
    for name in TYPES:
        record_type, keys = BY_NAME[name], edited_keys.get(f"{name}s", set())
        for key, stored in plan.stored.of_type(name).items():
            names = edited_fields(record_type, plan, stored, is_reworded=key in keys)
            newer = merged.of_type(name).get(key)
            if newer is None and names:
                yield removed_note(stored)
            elif newer is not None:
                yield from replaced_notes(record_type, stored, newer, names)


def notes_about_kept(plan: ReimportPlan) -> Iterator[Note]:
    for _, alignment in plan.parts:
        for record in alignment.kept:
            if reason := alignment.reasons_to_keep.get(record.key):
                yield Note(
                    "kept-for-records",
                    f"“{excerpt(record_name(record))}” is missing from the newer version, but stays "
                    f"in the report: it {reason}.",
                )


def notes_about_rationale(plan: ReimportPlan, merged: Snapshot) -> Iterator[Note]:
    """Yield a note for each confirmed statement behind a recommendation that has gone."""
    kept = {(link.recommendation, link.paragraph) for link in merged.rationale_link.values()}
    for link in plan.stored.rationale_link.values():
        recommendation = merged.recommendation.get(link.recommendation)
        paragraph = plan.stored.paragraph.get(link.paragraph or 0)
        is_lost = (link.recommendation, link.paragraph) not in kept
        if link.status == CONFIRMED and is_lost and recommendation and paragraph:
            yield Note(
                "edit-superseded",
                f"An editor had confirmed that “{excerpt(record_name(paragraph))}” led to "
                f"“{excerpt(record_name(recommendation))}”. The newer version lacks that paragraph: "
                "see whether another one took its place.",
            )


def edited_fields(
    record_type: RecordType, plan: ReimportPlan, stored: Any, *, is_reworded: bool
) -> list[str]:
    """Return the fields of a record that an editor has set."""
    base, printed = plan.baseline.record_of(stored), PRINTED.get(record_type.name)
    names = [
        name
        for name in record_type.set_by_editors
        if name != printed and (base is None or getattr(base, name) != getattr(stored, name))
    ]
    return [*names, printed] if printed and is_reworded else names


def removed_note(stored: Any) -> Note:
    name = excerpt(record_name(stored) or stored.printed_name)
    return Note(
        "edit-superseded",
        f"An editor had changed “{name}”, which is missing from the newer version. The "
        "history keeps the edited text.",
    )


def replaced_notes(
    record_type: RecordType, stored: Any, newer: Any, names: list[str]
) -> Iterator[Note]:
    for name in names:
        value = getattr(stored, name)
        if value == getattr(newer, name) or not isinstance(value, str):
            continue
        label = record_type.fields[name].label.lower()
        yield Note(
            "edit-superseded",
            f"An editor had changed the {label} to “{excerpt(value)}”. The newer version has changed it "
            "as well, and now replaces the edit.",
            (newer.spans[0][0], newer.spans[-1][1]) if newer.spans else None,
        )
