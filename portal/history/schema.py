"""In which form revisions are kept, and how earlier forms become the present one.

Whoever changes what a revision holds raises SCHEMA by one and writes the step from the form
before: a function over the data, registered under the number that it starts from.
"""

from collections.abc import Callable
from typing import Any

SCHEMA = 2

# Of a theme in a revision from before anybody wrote down who assigned it.
UNKNOWN_STATUS = "unknown"

Data = dict[str, Any]
Step = Callable[[Data], Data]


def with_theme_status(data: Data) -> Data:
    """Return the data with a status behind each theme: who assigned it, nobody wrote down."""
    return with_themes(data, lambda key: [key, UNKNOWN_STATUS])


def without_theme_status(data: Data) -> Data:
    """Return data of the present form as if it had been kept in the first."""
    return with_themes(data, lambda theme: [theme[0], UNKNOWN_STATUS])


def in_one_form(*revisions: Any) -> list[Data]:
    """Return the data of revisions as far as all of them tell it, to compare them."""
    data = [one.data for one in revisions]
    is_told = all(one.form > 1 for one in revisions)
    return data if is_told else [without_theme_status(one) for one in data]


def with_themes(data: Data, themed: Callable[[Any], list[Any]]) -> Data:
    return data | {
        kind: [
            record | {"themes": [themed(one) for one in record["themes"]]}
            for record in data[kind]
        ]
        for kind in ("paragraph", "recommendation")
    }


def with_labels(data: Data) -> Data:
    """Return the data with recommendations that all show their reference: none was renumbered."""
    asked = [{**one, "label": ""} for one in data["recommendation"]]
    return {**data, "recommendation": asked}


def with_theme_status_and_labels(data: Data) -> Data:
    return with_labels(with_theme_status(data))


STEPS: dict[int, Step] = {1: with_theme_status_and_labels}


class UnknownSchemaError(ValueError):
    """The revision was kept by a later version of the portal, or in a form nobody knows."""


def upgraded(data: Data) -> Data:
    """Return the data in the present form. Raises UnknownSchemaError if no steps lead there."""
    while (found := data.get("schema")) != SCHEMA:
        if found not in STEPS:
            raise UnknownSchemaError(
                f"This revision is kept in form {found}; this portal knows forms up to {SCHEMA}."
            )
        data = {**STEPS[found](data), "schema": found + 1}
    return data
