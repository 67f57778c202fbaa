"""Queries for chosen values of follow-up records: see follow_up_terms."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

import tantivy
from tantivy import Query

from portal.search.follow_up_terms import (
    ANY,
    DIMENSIONS,
    FACETS,
    OVERDUE,
    Choices,
    chosen_terms,
    path_of,
)
from portal.search.index import schema


def chosen_facets(choices: Mapping[str, tuple[str, ...]]) -> Choices:
    return {name: choices[name] for name in FACETS if choices.get(name)}


def has_others(selections: Iterable[Choices], name: str) -> bool:
    """Return whether any selection chooses a facet of follow-up records other than this one."""
    return name in FACETS and any(chosen_facets(one).keys() - {name} for one in selections)


def asks_for_day(query: Any) -> bool:
    """Return whether the results of a SearchQuery depend on the day: it asks for what is overdue."""
    return any(OVERDUE in selection for selection in query.selections)


def clause(choices: Choices, day: date) -> Query | None:
    """Return the query for recommendations with one record that has all chosen values, if any."""
    chosen = chosen_facets(choices)
    if not chosen:
        return None
    terms = chosen_terms(chosen)
    if OVERDUE in chosen:
        return overdue(terms, day)
    if len(chosen) == 1:
        [(name, values)] = chosen.items()
        return any_term(name, values)
    return any_term(schema.FOLLOW_UP, terms)


def clause_with(choices: Choices, name: str, values: tuple[str, ...], day: date) -> Query | None:
    """Return the query for one record with these values of a facet and the chosen ones of the others."""
    return clause({**chosen_facets(choices), name: values}, day)


def any_term(name: str, values: list[str] | tuple[str, ...]) -> Query:
    if len(values) == 1:
        return Query.term_query(schema.schema(), name, values[0], index_option="basic")
    return Query.term_set_query(schema.schema(), name, list(values))


def overdue(terms: list[str], day: date) -> Query:
    """Return the query for what was due before the day, by a record with one of the terms."""
    last = day.toordinal() - 1
    if terms == ["|".join([ANY] * len(DIMENSIONS))]:
        return Query.range_query(schema.schema(), schema.DUE, tantivy.FieldType.Unsigned, 0, last)
    ranges = (f"{schema.DUE_OF}.{path_of(term)}:[0 TO {last}]" for term in terms)
    return parser().parse_query(" OR ".join(ranges), [schema.FOLLOW_UP])


@cache
def parser() -> tantivy.Index:
    """Return an empty index: only parsed queries reach the paths of a JSON field."""
    return tantivy.Index(schema.schema())
