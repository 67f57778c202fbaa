"""SQLite as a search engine: FTS5 for words, SQL for facets, in a file of its own.

It runs the queries of a page (total, 25 rows with snippets, three facets, each under every filter
but its own), without request and template.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

from django.conf import settings

from bench.questions import Query, parse_question, terms
from recommendations.models import Involvement, Recommendation

FILE = "bench-fts5.sqlite3"
ROWS_PER_PAGE = 25
BATCH_ROWS = 2000
CACHE_PAGES_KIB = 65536

SCHEMA = """
CREATE TABLE recommendation (
    id INTEGER PRIMARY KEY, text TEXT, reference TEXT, level TEXT, title TEXT, day TEXT
);
CREATE TABLE theme (value TEXT, id INTEGER, PRIMARY KEY (value, id)) WITHOUT ROWID;
CREATE TABLE organization (value TEXT, id INTEGER, PRIMARY KEY (value, id)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (
    text, content = 'recommendation', content_rowid = 'id', tokenize = 'porter unicode61'
);
"""
INDEXES = """
CREATE INDEX by_level ON recommendation (level);
CREATE INDEX by_day ON recommendation (day);
CREATE INDEX themes_of ON theme (id, value);
CREATE INDEX organizations_of ON organization (id, value);
INSERT INTO words (words) VALUES ('rebuild');
ANALYZE;
"""
# {facet: table or subquery of its (value, id) rows}.
FACETS = {
    "level": "(SELECT level AS value, id FROM recommendation)",
    "theme": "theme",
    "organization": "organization",
}


def path() -> Path:
    return Path(settings.DATA_DIR) / FILE


def prepare() -> None:
    """Copy the portal's data to the file, unless it exists."""
    if path().exists():
        return
    temporary = path().with_suffix(".unfinished")
    temporary.unlink(missing_ok=True)
    with closing(sqlite3.connect(temporary)) as database, database:
        database.executescript(SCHEMA)
        database.executemany(
            "INSERT INTO recommendation VALUES (?, ?, ?, ?, ?, ?)", recommendations()
        )
        database.executemany("INSERT OR IGNORE INTO theme VALUES (?, ?)", themes())
        database.executemany("INSERT OR IGNORE INTO organization VALUES (?, ?)", organizations())
        database.executescript(INDEXES)
    temporary.rename(path())


def recommendations() -> Iterator[tuple]:
    columns = ("pk", "text", "reference", "level", "report__title", "report__starts_on")
    for *rest, day in rows(Recommendation.objects.published().values_list(*columns)):
        yield (*rest, day.isoformat())


def themes() -> Iterator[tuple]:
    published = Recommendation.objects.published().exclude(themes=None)
    return rows(published.values_list("themes__slug", "pk"))


def organizations() -> Iterator[tuple]:
    involved = Involvement.objects.filter(recommendation__report__status="published")
    return rows(involved.values_list("organization__slug", "recommendation_id"))


def rows(queryset) -> Iterator[tuple]:
    return queryset.order_by().iterator(chunk_size=BATCH_ROWS)


@cache
def connection(file: Path) -> sqlite3.Connection:
    database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    database.execute(f"PRAGMA cache_size = -{CACHE_PAGES_KIB}")
    return database


def answer(question: str) -> bytes:
    database, query = connection(path()), parse_question(question)
    condition, values = where_clause(query)
    total = f"SELECT count(*) FROM recommendation r WHERE {condition}"
    page = {
        "count": database.execute(total, values).fetchone()[0],
        "results": results(database, query),
        "facets": {name: counts(database, query, name) for name in FACETS},
    }
    return json.dumps(page).encode()


def where_clause(query: Query, *, exclude: str = "") -> tuple[str, list[str]]:
    """Return (SQL condition on `r`, parameters) of every filter but the excluded one."""
    conditions, values = ["1 = 1"], []
    if query.words:
        conditions.append("r.id IN (SELECT rowid FROM words WHERE words MATCH ?)")
        values.append(match(query.words))
    filters = {
        "level": query.levels,
        "theme": query.themes,
        "organization": query.organizations,
    }
    for name, chosen in filters.items():
        if chosen and name != exclude:
            placeholders = ", ".join("?" * len(chosen))
            conditions.append(
                f"r.level IN ({placeholders})"
                if name == "level"
                else f"r.id IN (SELECT id FROM {name} WHERE value IN ({placeholders}))"
            )
            values += chosen
    return " AND ".join(conditions), values


def match(words: str) -> str:
    return " ".join(f'"{term}"' for term in terms(words))


def results(database: sqlite3.Connection, query: Query) -> list[tuple]:
    condition, values = where_clause(query)
    columns = "r.id, r.reference, r.level, r.title, r.day"
    source, snippet, order = "recommendation r", "r.text", "r.day DESC, r.id"
    if query.words:
        source = "words JOIN recommendation r ON r.id = words.rowid"
        snippet = "snippet(words, 0, '<mark>', '</mark>', '…', 40)"
        # Ranking and snippets need MATCH at the top level, so it is repeated.
        condition = f"words MATCH ? AND {condition}"
        values = [match(query.words), *values]
        order = order if query.by_date else "rank"
    offset = (query.page - 1) * ROWS_PER_PAGE
    return database.execute(
        f"SELECT {columns}, {snippet} FROM {source} WHERE {condition} "
        f"ORDER BY {order} LIMIT {ROWS_PER_PAGE} OFFSET {offset}",
        values,
    ).fetchall()


def counts(database: sqlite3.Connection, query: Query, name: str) -> dict[str, int]:
    condition, values = where_clause(query, exclude=name)
    matching = f"SELECT r.id FROM recommendation r WHERE {condition}"
    if condition == "1 = 1":
        sql = f"SELECT value, count(*) FROM {FACETS[name]} GROUP BY value"
    else:
        sql = (
            f"SELECT value, count(*) FROM {FACETS[name]} "
            f"WHERE id IN ({matching}) GROUP BY value ORDER BY 2 DESC"
        )
    return dict(database.execute(sql, values).fetchall())
