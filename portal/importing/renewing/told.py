"""The plan in words: what an editor reads before anything happens."""

from collections.abc import Iterator
from typing import Any

from portal.importing.fidelity import excerpt
from portal.importing.renewing.plan import Matched, Plan


def lines_of(plan: Plan) -> Iterator[str]:
    """Yield a line a kind of record, and below it one for each that is changed, new or gone."""
    for name, found in plan.parts:
        yield (
            f"{name}: {len(found.same)} as before, {len(found.changed)} changed, "
            f"{len(found.new)} new, {len(found.gone)} gone"
        )
        yield from details_of(found)


def details_of(found: Matched) -> Iterator[str]:
    for stored, read in found.changed:
        yield f"  changed: {stored} → {excerpt(words_of(read))}"
    for read in found.new:
        yield f"  new: {excerpt(words_of(read))}"
    for stored in found.gone:
        yield f"  gone: {excerpt(str(stored))}"


def words_of(record: Any) -> str:
    """Return the words of a record or of what was read: those of a heading, or its text."""
    return getattr(record, "heading", "") or getattr(record, "text", "") or str(record)
