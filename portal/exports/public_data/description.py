"""What the archive says about itself: datapackage.json (Data Package, Frictionless) and README.txt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from portal.exports.public_data.data_tables import TABLES
from portal.exports.public_data.schema import DataTable

TITLE = "Workshop outcomes: all public data"
TEXTS = (
    "Texts are reproduced from the reports of the workshops and attributed to their speakers. "
    "Themes with the status “suggested” are guesses of the portal, which no editor has confirmed."
)
NO_LICENSE = "The portal states no license: ask its secretariat before you republish the data."


@dataclass(frozen=True)
class FileFacts:
    """A file of the archive: its path there, size in bytes, and SHA-256 in hexadecimal."""

    path: str
    size: int
    sha256: str


def data_package(day: date, files: Mapping[str, FileFacts], counts: Mapping[str, int]) -> Any:
    """Return the content of datapackage.json; `files` and `counts` are by name of the table."""
    package = {
        "profile": "tabular-data-package",
        "name": f"workshop-outcomes-{day.isoformat()}",
        "title": TITLE,
        "description": TEXTS,
        "homepage": settings.BASE_URL,
        "created": day.isoformat(),
        "resources": [resource(table, files[table.name], counts[table.name]) for table in TABLES],
    }
    if settings.DATA_LICENSE:
        # The standard requires a name or an address.
        package["licenses"] = [{"name": "other", "title": settings.DATA_LICENSE}]
    return package


def resource(table: DataTable, file: FileFacts, count: int) -> dict[str, Any]:
    foreign_keys = [
        {
            "fields": column.name,
            "reference": {"resource": column.references, "fields": "slug"},
        }
        for column in table.columns
        if column.references
    ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "description": table.description,
        "path": file.path,
        "format": "csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "rows": count,
        "schema": {
            "fields": [
                {"name": column.name, "type": column.type, "description": column.description}
                for column in table.all_columns
            ],
            "primaryKey": list(table.key),
            "foreignKeys": foreign_keys,
        },
    }


def readme(day: date, counts: Mapping[str, int]) -> str:
    tables = "\n".join(
        f"{table.name} ({counts[table.name]:,} rows): {table.description}\n"
        + "\n".join(f"    {column.name}: {column.description}" for column in table.all_columns)
        for table in TABLES
    )
    return f"""{TITLE}
Data as of {day.day} {day:%B %Y}, from {settings.BASE_URL}

{TEXTS}
{license_text()}

csv/    tables as CSV, UTF-8 with a byte order mark. A text that a spreadsheet program would take
        for a formula begins with an apostrophe.
jsonl/  the same as JSON Lines: the texts as they are.
workshop-outcomes.sqlite3  the same as a SQLite database; datasette workshop-outcomes.sqlite3 shows it.
datapackage.json           the columns for programs (Tabular Data Package).
SHA256SUMS                 sha256sum --check SHA256SUMS compares the files.

{tables}
"""


def license_text() -> str:
    return f"License: {settings.DATA_LICENSE}" if settings.DATA_LICENSE else NO_LICENSE
