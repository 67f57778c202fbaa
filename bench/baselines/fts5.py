"""SQLite as a search engine: FTS5 for the words, SQL for the facets, in a file of its own.

Only a page's work is done (total, 25 rows with snippets, three facets, each under every
filter but its own); there is no request, template or page around it.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

from django.conf import settings

from bench.questions import Asked, asked, terms
from recommendations.models import Involvement, Recommendation

FILE = "bench-fts5.sqlite3"
ROWS_PER_PAGE = 25
ROWS_AT_ONCE = 2000
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
# Facet -> the rows that it counts: (value, id).
FACETS = {
    "level": "(SELECT level AS value, id FROM recommendation)",
    "theme": "theme",
    "organization": "organization",
}


def path() -> Path:
    return Path(settings.DATA_DIR) / FILE


def prepare() -> None:
    """Fill the file with what the portal's database holds, unless it is there."""
    if path().exists():
        return
    unfinished = path().with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(unfinished)) as file, file:
        file.executescript(SCHEMA)
        file.executemany(
            "INSERT INTO recommendation VALUES (?, ?, ?, ?, ?, ?)", recommendations()
        )
        file.executemany("INSERT OR IGNORE INTO theme VALUES (?, ?)", themes())
        file.executemany("INSERT OR IGNORE INTO organization VALUES (?, ?)", bodies())
        file.executescript(INDEXES)
    unfinished.rename(path())


def recommendations() -> Iterator[tuple]:
    columns = ("pk", "text", "reference", "level", "report__title", "report__starts_on")
    for *rest, day in rows(Recommendation.objects.published().values_list(*columns)):
        yield (*rest, day.isoformat())


def themes() -> Iterator[tuple]:
    published = Recommendation.objects.published().exclude(themes=None)
    return rows(published.values_list("themes__slug", "pk"))


def bodies() -> Iterator[tuple]:
    involved = Involvement.objects.filter(recommendation__report__status="published")
    return rows(involved.values_list("organization__slug", "recommendation_id"))


def rows(found) -> Iterator[tuple]:
    return found.order_by().iterator(chunk_size=ROWS_AT_ONCE)


@cache
def connection(file: Path) -> sqlite3.Connection:
    opened = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    opened.execute(f"PRAGMA cache_size = -{CACHE_PAGES_KIB}")
    return opened


def answer(question: str) -> bytes:
    database, wanted = connection(path()), asked(question)
    condition, values = fitting(wanted)
    total = f"SELECT count(*) FROM recommendation r WHERE {condition}"
    page = {
        "count": database.execute(total, values).fetchone()[0],
        "results": results(database, wanted),
        "facets": {name: counts(database, wanted, name) for name in FACETS},
    }
    return json.dumps(page).encode()


def fitting(wanted: Asked, *, but: str = "") -> tuple[str, list[str]]:
    """Return a condition on `r` for what fits under every filter but the one named."""
    conditions, values = ["1 = 1"], []
    if wanted.words:
        conditions.append("r.id IN (SELECT rowid FROM words WHERE words MATCH ?)")
        values.append(match(wanted.words))
    chosen = {
        "level": wanted.levels,
        "theme": wanted.themes,
        "organization": wanted.organizations,
    }
    for name, given in chosen.items():
        if given and name != but:
            places = ", ".join("?" * len(given))
            conditions.append(
                f"r.level IN ({places})"
                if name == "level"
                else f"r.id IN (SELECT id FROM {name} WHERE value IN ({places}))"
            )
            values += given
    return " AND ".join(conditions), values


def match(words: str) -> str:
    return " ".join(f'"{term}"' for term in terms(words))


def results(database: sqlite3.Connection, wanted: Asked) -> list[tuple]:
    condition, values = fitting(wanted)
    shown = "r.id, r.reference, r.level, r.title, r.day"
    source, snippet, order = "recommendation r", "r.text", "r.day DESC, r.id"
    if wanted.words:
        source = "words JOIN recommendation r ON r.id = words.rowid"
        snippet = "snippet(words, 0, '<mark>', '</mark>', '…', 40)"
        # The match itself ranks and marks, so it stands once more, outside the condition.
        condition = f"words MATCH ? AND {condition}"
        values = [match(wanted.words), *values]
        order = order if wanted.by_date else "rank"
    skipped = (wanted.page - 1) * ROWS_PER_PAGE
    return database.execute(
        f"SELECT {shown}, {snippet} FROM {source} WHERE {condition} "
        f"ORDER BY {order} LIMIT {ROWS_PER_PAGE} OFFSET {skipped}",
        values,
    ).fetchall()


def counts(database: sqlite3.Connection, wanted: Asked, name: str) -> dict[str, int]:
    condition, values = fitting(wanted, but=name)
    found = f"SELECT r.id FROM recommendation r WHERE {condition}"
    if condition == "1 = 1":
        counted = f"SELECT value, count(*) FROM {FACETS[name]} GROUP BY value"
    else:
        counted = (
            f"SELECT value, count(*) FROM {FACETS[name]} "
            f"WHERE id IN ({found}) GROUP BY value ORDER BY 2 DESC"
        )
    return dict(database.execute(counted, values).fetchall())
