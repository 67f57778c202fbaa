"""Merge the fields of a record: what its file said before, what is stored, what it says now.

A value that only the file has changed is the file's; one that only an editor has changed is the
editor's. Where both have, `keep_edited` takes the editor's and `take_printed` the file's.
"""

from collections.abc import Iterable
from typing import Any

from portal.content.schema import INVOLVEMENT_FIELDS, Recommendation
from portal.imports.reimport.baseline import Baseline

Values = dict[str, Any]
DAYS = ("starts_on", "ends_on")


def keep_edited(base: Any, stored: Any, newer: Any, names: Iterable[str]) -> Values:
    """Return the newer value of each field that no editor has set."""
    return {
        name: getattr(newer if base and is_same(base, stored, (name,)) else stored, name)
        for name in names
        if not is_same(stored, newer, (name,))
    }


def take_printed(base: Any, stored: Any, newer: Any, names: Iterable[str]) -> Values:
    """Return the newer values of fields that belong together, if the file has changed any."""
    if base and is_same(base, newer, names):
        return {}
    return {name: getattr(newer, name) for name in names}


def is_same(first: Any, second: Any, names: Iterable[str]) -> bool:
    """Compare fields; links in any order."""
    return all(
        sort_links(getattr(first, name)) == sort_links(getattr(second, name)) for name in names
    )


def sort_links(value: Any) -> Any:
    return sorted(value) if isinstance(value, tuple) else value


def involvements(base: Any, stored: Recommendation, newer: Recommendation) -> Values:
    """Merge the organizations involved role by role."""
    by_role = [
        [[row for row in record.involvements if row[1] == role] for record in (stored, newer)]
        + [[row for row in base.involvements if row[1] == role] if base else None]
        for role in INVOLVEMENT_FIELDS
    ]
    rows = tuple(
        row
        for kept, printed, before in by_role
        for row in (printed if before is not None and sorted(before) == sorted(kept) else kept)
    )
    return {} if sorted(rows) == sorted(stored.involvements) else {"involvements": rows}


def report_fields(baseline: Baseline, newer: Any, *, is_edited: bool) -> Any:
    """Return the fields of the newer version, and those that an editor has set."""
    stored = baseline.stored.report
    if baseline.values is None:
        return stored if is_edited else newer._replace(summary=stored.summary)
    base = baseline.values.report
    names = set(newer._fields) - {"language", "slug", *DAYS}
    values = keep_edited(base, stored, newer, names)
    if is_same(base, stored, DAYS):
        # With a day from each version, the last could precede the first.
        values |= {name: getattr(newer, name) for name in DAYS}
    return stored._replace(**values)
