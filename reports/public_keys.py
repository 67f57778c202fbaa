"""Which records are public, queried by key without reading them."""

from collections import defaultdict
from collections.abc import Collection
from functools import cache

from django.db import models

from reports.compiled_query import KeyQuery
from reports.models import Statement
from reports.models.statements import ORIGINS


def public_keys(model: type[models.Model], keys: Collection[int]) -> set[int]:
    """Return those of the keys that belong to public records."""
    if model is Statement:
        return public_statements(keys)
    return {key for (key,) in keys_query(model, "pk").rows(keys)}


@cache
def keys_query(model: type[models.Model], column: str, **conditions: int) -> KeyQuery:
    return KeyQuery(
        lambda keys: (
            model._default_manager.published()
            .filter(**{f"{column}__in": keys}, **conditions)
            .values_list("pk")
        )
    )


def public_statements(keys: Collection[int]) -> set[int]:
    """Return those of the keys that belong to public statements.

    Each table of the view is queried by its own primary key.
    """
    by_origin = defaultdict(list)
    for key in keys:
        row, origin = divmod(key, ORIGINS)
        by_origin[origin].append(row)
    return {
        key
        for origin, rows in by_origin.items()
        for (key,) in keys_query(Statement, "row_key", origin=origin).rows(rows)
    }
