"""The order in which nested records are stored."""

from collections.abc import Iterator
from typing import Any

from portal.content.schema import Key


def topological_levels(records: list[Any]) -> Iterator[list[Any]]:
    """Yield the records level by level, parents before their points."""
    keys, done = {record.key for record in records}, set[Key]()
    waiting = records
    while waiting:
        ready = [
            record
            for record in waiting
            if (parent := getattr(record, "parent", None)) is None
            or parent not in keys
            or parent in done
        ]
        yield ready
        done |= {record.key for record in ready}
        waiting = [record for record in waiting if record.key not in done]
