"""In which form revisions are kept, and how earlier forms become the present one.

Whoever changes what a revision holds raises SCHEMA by one and writes the step from the form
before: a function over the data, registered under the number that it starts from.
"""

from collections.abc import Callable
from typing import Any

SCHEMA = 2

Step = Callable[[dict[str, Any]], dict[str, Any]]


def with_labels(data: dict[str, Any]) -> dict[str, Any]:
    """Return the data with recommendations that all show their reference: none was renumbered."""
    asked = [{**one, "label": ""} for one in data["recommendation"]]
    return {**data, "recommendation": asked}


STEPS: dict[int, Step] = {1: with_labels}


class UnknownSchemaError(ValueError):
    """The revision was kept by a later version of the portal, or in a form nobody knows."""


def upgraded(data: dict[str, Any]) -> dict[str, Any]:
    """Return the data in the present form. Raises UnknownSchemaError if no steps lead there."""
    while (found := data.get("schema")) != SCHEMA:
        if found not in STEPS:
            raise UnknownSchemaError(
                f"This revision is kept in form {found}; this portal knows forms up to {SCHEMA}."
            )
        data = {**STEPS[found](data), "schema": found + 1}
    return data
