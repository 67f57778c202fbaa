"""What lists read besides their own rows: records shared by many rows, and parts of a row.

Django's prefetching makes a queryset for each related record; a list page would spend most of its
time on that. Here one query reads the plain rows of each table, and each record is made only once.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from typing import Any, NamedTuple

from django.db import models

from reports.compiled_query import KeyQuery
from reports.models import Organization, Theme, ThemeStatus

# Returns the records of a model by key, with the labels that `localized_name` reads.
LoadShared = Callable[[type[models.Model], Collection[int]], dict[int, Any]]
# What a list shows of a shared record.
SHARED_COLUMNS = {Organization: ("slug", "name"), Theme: ("slug", "label")}
# What a list and a citation show of a report, in the order of the model.
REPORT_COLUMNS = (
    *("id", "slug", "title", "series", "kind", "starts_on", "ends_on", "language", "place", "doi"),
    "published_at",
)


class ListedAssignment(NamedTuple):
    """A theme assignment as lists show it."""

    theme: Theme
    is_suggested: bool


def load_shared(model: type[models.Model], keys: Collection[int]) -> dict[int, Any]:
    columns = SHARED_COLUMNS[model]
    return model._default_manager.with_labels().only(*columns).in_bulk(keys)


def prefixed(path: str, columns: Iterable[str]) -> list[str]:
    return [f"{path}__{column}" for column in columns]


def make_record(model: type[models.Model], columns: Collection[str], values: tuple) -> Any:
    """Return a record with these columns, given in the model's order; others are deferred."""
    return model.from_db("default", columns, values)


def relate(record: models.Model, **related: Any) -> None:
    """Set related records without the queries and checks that setting an attribute causes."""
    record._state.fields_cache.update(related)


def group_rows(rows: Iterable[tuple]) -> dict[int, list[tuple]]:
    """Return the rows grouped by their first value, without it."""
    groups = defaultdict(list)
    for key, *rest in rows:
        groups[key].append(tuple(rest))
    return groups


def assignments_query(model: type[models.Model], owner: str) -> KeyQuery:
    """Return the query for the theme assignments of some owners."""
    return KeyQuery(
        lambda keys: (
            model._default_manager.filter(**{f"{owner}__in": keys})
            .order_by("pk")
            .values_list(f"{owner}_id", "theme_id", "status")
        )
    )


def load_assignments(
    assignments: KeyQuery, keys: Collection[int], load: LoadShared
) -> dict[int, list[ListedAssignment]]:
    """Return the theme assignments of records by the key of their owner, in order."""
    by_owner = group_rows(assignments.rows(keys))
    themes = load(Theme, {theme for own in by_owner.values() for theme, _ in own})
    return {
        key: [
            ListedAssignment(themes[theme], status == ThemeStatus.SUGGESTED)
            for theme, status in own
            if theme in themes
        ]
        for key, own in by_owner.items()
    }
