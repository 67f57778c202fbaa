"""Write one table as CSV, JSON Lines and a table of a SQLite database, in one pass over its rows."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from portal.exports.csv_export import csv_lines
from portal.exports.public_data.schema import DataTable
from portal.exports.table import Table

SQLITE_TYPES = {"string": "TEXT", "integer": "INTEGER", "date": "TEXT", "boolean": "INTEGER"}
ROWS_AT_ONCE = 500


class TableFiles:
    """The files of one table in a folder; rows pass through on their way to the CSV file."""

    def __init__(self, table: DataTable, folder: Path, database: sqlite3.Connection):
        self.table, self.database = table, database
        self.csv, self.jsonl = folder / f"{table.name}.csv", folder / f"{table.name}.jsonl"
        self.names = [column.name for column in table.all_columns]
        self.count = 0

    def write(self, rows: Iterator[tuple[Any, ...]]) -> None:
        create_table(self.database, self.table)
        with ExitStack() as files:
            self.json_file = files.enter_context(self.jsonl.open("w", encoding="utf-8"))
            csv_file = files.enter_context(self.csv.open("w", encoding="utf-8", newline=""))
            csv_file.writelines(csv_lines(Table(tuple(self.names), self.written(rows))))

    def written(self, rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        """Yield the rows after they have been written to the other two files."""
        waiting: list[tuple[Any, ...]] = []
        for row in rows:
            plain = tuple(str(value) if hasattr(value, "isoformat") else value for value in row)
            record = dict(zip(self.names, plain, strict=True))
            self.json_file.write(json.dumps(record, ensure_ascii=False) + "\n")
            waiting.append(plain)
            if len(waiting) == ROWS_AT_ONCE:
                self.insert(waiting)
                waiting = []
            self.count += 1
            yield row
        self.insert(waiting)

    def insert(self, rows: list[tuple[Any, ...]]) -> None:
        marks = ", ".join("?" * len(self.names))
        # nosemgrep: sql-from-strings -- our own name
        self.database.executemany(f'INSERT INTO "{self.table.name}" VALUES ({marks})', rows)  # noqa: S608 -- our own name


def create_table(database: sqlite3.Connection, table: DataTable) -> None:
    columns = [
        f'"{column.name}" {SQLITE_TYPES[column.type]}'
        + (f' REFERENCES "{column.references}" (slug)' if column.references else "")
        for column in table.all_columns
    ]
    key = ", ".join(f'"{name}"' for name in table.key)
    # nosemgrep: sql-from-strings -- our own names
    database.execute(f'CREATE TABLE "{table.name}" ({", ".join(columns)}, PRIMARY KEY ({key}))')
