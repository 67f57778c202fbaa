"""Queries that Django builds and compiles once, not for every page.

Django needs 0.2 ms to build and compile a query, several times what a database needs to find
twenty rows by their keys.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from itertools import count, islice
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

# These stand for keys while a query is compiled; no other value in a query is one of them.
FIRST_MARK = -(10**15)
# Numbers of keys for which a query is compiled; fewer keys are filled up with the last one.
SIZES = (1, 4, 20, 100)


@dataclass(frozen=True)
class CompiledQuery:
    """A query as SQL for one database, and converters for its columns.

    Among the parameters, marks stand for the keys.
    """

    sql: str
    params: tuple[Any, ...]
    converters: list[tuple[int, list[Callable[..., Any]], Any]]

    def rows(self, keys: Collection[int]) -> list[tuple[Any, ...]]:
        connection = connections[DEFAULT_DB_ALIAS]
        by_mark = dict(zip(count(FIRST_MARK), keys, strict=False))
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [by_mark.get(value, value) for value in self.params])
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        if not self.converters:
            return rows
        converted = [list(row) for row in rows]
        for column, convert_all, expression in self.converters:
            for row in converted:
                for convert in convert_all:
                    row[column] = convert(row[column], expression, connection)
        return list(map(tuple, converted))


@dataclass(frozen=True)
class KeyQuery:
    """A query for values of the rows with given keys; `build` returns the query for those keys."""

    build: Callable[[list[int]], QuerySet]
    compiled: dict[tuple[str, int], CompiledQuery] = field(default_factory=dict, compare=False)

    def rows(self, keys: Collection[int]) -> list[tuple[Any, ...]]:
        """Return the rows as tuples, as `values_list` does."""
        if not keys:
            return []
        size = next((size for size in SIZES if size >= len(keys)), None)
        if size is None:
            return list(self.build(list(keys)))
        last = [*keys][-1]
        return self.compile(size).rows([*keys, *[last] * (size - len(keys))])

    def compile(self, size: int) -> CompiledQuery:
        vendor = connections[DEFAULT_DB_ALIAS].vendor
        if (vendor, size) not in self.compiled:
            marks = list(islice(count(FIRST_MARK), size))
            self.compiled[vendor, size] = compile_query(self.build(marks))
        return self.compiled[vendor, size]


@dataclass(frozen=True)
class FixedQuery:
    """A query without keys."""

    build: Callable[[], QuerySet]
    compiled: dict[str, CompiledQuery] = field(default_factory=dict, compare=False)

    def rows(self) -> list[tuple[Any, ...]]:
        vendor = connections[DEFAULT_DB_ALIAS].vendor
        if vendor not in self.compiled:
            self.compiled[vendor] = compile_query(self.build())
        return self.compiled[vendor].rows([])


def compile_query(records: QuerySet) -> CompiledQuery:
    compiler = records.query.get_compiler(DEFAULT_DB_ALIAS)
    sql, params = compiler.as_sql()
    columns = [column for column, *_ in compiler.select[: compiler.col_count]]
    converters = compiler.get_converters(columns)
    return CompiledQuery(
        sql, tuple(params), [(column, *converter) for column, converter in converters.items()]
    )
