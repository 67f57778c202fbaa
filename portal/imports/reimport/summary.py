"""A reimport plan as text lines."""

from collections.abc import Iterator

from portal.content.item_names import record_name
from portal.content.snapshot import text_of
from portal.imports.reimport.alignment import Alignment, ReimportPlan
from portal.parsing.coverage import excerpt


def summary_lines(plan: ReimportPlan) -> Iterator[str]:
    """Yield the counts of each record type, then its changed, new, removed and kept records."""
    for name, alignment in plan.parts:
        yield (
            f"{name}: {len(alignment.same)} unchanged, {len(alignment.changed)} changed, "
            f"{len(alignment.new)} new, {len(alignment.removed)} removed"
            + (f", {len(alignment.kept)} kept" if alignment.kept else "")
        )
        yield from detail_lines(alignment)


def detail_lines(alignment: Alignment) -> Iterator[str]:
    for stored, parsed in alignment.changed:
        yield f"  changed: {record_name(stored)} → {excerpt(text_of(parsed))}"
    for parsed in alignment.new:
        yield f"  new: {excerpt(text_of(parsed))}"
    for stored in alignment.removed:
        yield f"  removed: {excerpt(record_name(stored))}"
    for stored in alignment.kept:
        reason = alignment.reasons_to_keep.get(stored.key)
        why = f"it {reason}" if reason else "an editor has added it"
        yield f"  kept, as {why}: {excerpt(record_name(stored))}"
    for stored, _ in alignment.declined:
        yield f"  still left out, as an editor has removed it: {excerpt(record_name(stored))}"
