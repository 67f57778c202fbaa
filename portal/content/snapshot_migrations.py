"""Migrate the data of stored snapshots to the current schema.

Raise SCHEMA by one and register a step in STEPS for a new record type, for a new field without a
default, and for a field that is renamed, removed or holds other values. A step is a function over
the data, under the schema number that it starts from. A new field with a default needs neither:
older snapshots get the default.
"""

from collections.abc import Callable
from typing import Any

SCHEMA = 3

Data = dict[str, Any]
Step = Callable[[Data], Data]


def add_cross_references(data: Data) -> Data:
    return {**data, "cross_reference": []}


def add_rationale_links(data: Data) -> Data:
    return {**data, "rationale_link": []}


STEPS: dict[int, Step] = {1: add_cross_references, 2: add_rationale_links}


class UnknownSchemaError(ValueError):
    """The snapshot has a schema number from which no steps lead to the current one."""


def migrate(data: Data) -> Data:
    """Return the data in the current schema. Raises UnknownSchemaError if no steps lead there."""
    while (schema := data.get("schema")) != SCHEMA:
        if schema not in STEPS:
            raise UnknownSchemaError(
                f"This revision has schema {schema}; this version of the portal reads schemas up to {SCHEMA}."
            )
        data = {**STEPS[schema](data), "schema": schema + 1}
    return data
