"""The columns that a request chooses, `column=level&column=text`; without any, all columns."""

from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import BadRequest
from django.utils.text import slugify

PARAMETER = "column"
# Heading, and the cell of a record.
Column = tuple[str, Callable[[Any], Any]]


def key_of(column: Column) -> str:
    """Return the value of the parameter that chooses the column."""
    return slugify(column[0])


def chosen_columns(columns: Sequence[Column], values: Sequence[str]) -> list[Column]:
    """Return the columns with these keys, or all, in the order of the table.

    Raises BadRequest for one that does not exist.
    """
    keys = {key_of(column) for column in columns}
    chosen = set(values) or keys
    if unknown := sorted(chosen - keys):
        raise BadRequest(
            f"There is no column “{unknown[0]}”. The columns are {', '.join(sorted(keys))}."
        )
    return [column for column in columns if key_of(column) in chosen]
