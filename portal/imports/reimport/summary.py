"""A reimport plan as text lines."""

from collections.abc import Iterator
from typing import Any

from portal.imports.reimport.alignment import Alignment, ReimportPlan
from portal.parsing.coverage import excerpt


def summary_lines(plan: ReimportPlan) -> Iterator[str]:
    """Yield the counts of each record type, then its changed, new and removed records."""
    for name, alignment in plan.parts:
        yield (
            f"{name}: {len(alignment.same)} unchanged, {len(alignment.changed)} changed, "
            f"{len(alignment.new)} new, {len(alignment.removed)} removed"
        )
        yield from detail_lines(alignment)


def detail_lines(alignment: Alignment) -> Iterator[str]:
    for stored, parsed in alignment.changed:
        yield f"  changed: {stored} → {excerpt(record_text(parsed))}"
    for parsed in alignment.new:
        yield f"  new: {excerpt(record_text(parsed))}"
    for stored in alignment.removed:
        yield f"  removed: {excerpt(str(stored))}"


def record_text(record: Any) -> str:
    return getattr(record, "heading", "") or getattr(record, "text", "") or str(record)
