"""What the archive stores of the records of a report: the document of the index, and what was shown."""

import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation

from portal.exports import declared_fields, list_columns, record_json, record_querysets
from portal.exports.column_choice import Column
from portal.exports.table import Cell
from portal.search.index import documents, schema
from reports.models import Report

# Increase it if what is shown of a record changes in another way than by new columns.
EDITION = 2
LANGUAGE = "en"
COLUMNS: dict[str, tuple[Column, ...]] = {
    "recommendation": list_columns.RECOMMENDATIONS,
    "statement": list_columns.STATEMENTS,
    "contribution": list_columns.CONTRIBUTIONS,
}


@dataclass(frozen=True)
class RecordValue:
    """A record in its present state; the value is compressed JSON."""

    kind: str
    key: int
    digest: str
    value: bytes

    @property
    def state(self) -> tuple[str, int, str]:
        return self.kind, self.key, self.digest


@dataclass(frozen=True)
class ShownRecord:
    """A record as a list showed it: as in the API, and the cells of its table by heading."""

    item: dict[str, Any]
    cells: dict[str, Cell]
    # Of the report.
    language: str


@cache
def fingerprint() -> str:
    """Return a hash of what a state consists of; if it changes, all records are archived anew."""
    parts = (EDITION, schema.fingerprint(), headings())
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def headings() -> dict[str, list[str]]:
    return {kind: [heading for heading, _ in columns] for kind, columns in COLUMNS.items()}


def record_values(report_keys: Sequence[int]) -> dict[int, list[RecordValue]]:
    """Return the public records of reports, by report; none of those that are not public."""
    with translation.override(LANGUAGE):
        own_documents = list(documents.index_documents(report_keys))
        shown = shown_records(report_keys) if own_documents else {}
    published = Report.objects.published().filter(pk__in=report_keys)
    languages = dict(published.values_list("pk", "language"))
    places: Counter[int] = Counter()
    values: dict[int, list[RecordValue]] = {key: [] for key in report_keys}
    for document in own_documents:
        kind, key, report = (document[name][0] for name in ("record_type", "key", "report_key"))
        # Statements of several speakers have one sort key.
        ordinal = places[document["newest"][0]]
        places[document["newest"][0]] += 1
        names = {name: record_key(document, name) for name in document["record_type"]}
        # A change since the documents were built follows in the log.
        if report in languages and all(item in shown for item in names.items()):
            value = {
                "document": in_one_order(document),
                "ordinal": ordinal,
                "language": languages[report],
                "shown": {name: shown[name, own_key] for name, own_key in names.items()},
            }
            values[report].append(encoded(kind, key, value))
    return values


def record_key(document: documents.Document, kind: str) -> int:
    return int(document[schema.KEY_FIELDS.get(kind, "key")][0])


def in_one_order(document: documents.Document) -> documents.Document:
    """Return the document with the values of facets sorted, whatever order a query gave them."""
    return {
        # The first type is the kind of the record.
        name: sorted(values) if name in schema.CHOICES and name != "record_type" else values
        for name, values in document.items()
    }


def encoded(kind: str, key: int, value: dict[str, Any]) -> RecordValue:
    text = json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":"))
    content = text.encode()
    return RecordValue(kind, key, hashlib.sha256(content).hexdigest(), zlib.compress(content))


def decoded(value: bytes) -> dict[str, Any]:
    return dict(json.loads(zlib.decompress(value)))


def shown_record(value: bytes, kind: str) -> ShownRecord:
    """Return a record as the list of a kind showed it."""
    stored = decoded(value)
    shown = stored["shown"][kind]
    cells = {name: read_cell(cell) for name, cell in shown["cells"].items()}
    return ShownRecord(shown["item"], cells, stored["language"])


def shown_records(report_keys: Sequence[int]) -> dict[tuple[str, int], dict[str, Any]]:
    """Return {(kind, key): item and cells} of the records of public reports."""
    spoken = declared_fields.prefetches("paragraph", "paragraph__")
    recommendations = record_querysets.recommendations().prefetch_related(
        *declared_fields.prefetches("recommendation")
    )
    statements = record_querysets.statements().prefetch_related(*spoken)
    contributions = record_querysets.contributions().prefetch_related(*spoken)
    lists: tuple[tuple[str, Iterable[Any], Callable[[Any], Any]], ...] = (
        (
            "report",
            record_querysets.with_details(record_querysets.reports()).filter(pk__in=report_keys),
            record_json.report,
        ),
        (
            "recommendation",
            recommendations.filter(report__in=report_keys),
            record_json.recommendation,
        ),
        ("statement", statements.filter(paragraph__report__in=report_keys), record_json.statement),
        (
            "contribution",
            contributions.filter(paragraph__report__in=report_keys),
            record_json.contribution,
        ),
    )
    return {
        (kind, record.pk): {"item": serialize(record), "cells": cells_of(kind, record)}
        for kind, records, serialize in lists
        for record in records
    }


def cells_of(kind: str, record: Any) -> dict[str, Any]:
    return {heading: written_cell(cell(record)) for heading, cell in COLUMNS.get(kind, ())}


def written_cell(cell: Cell) -> Any:
    """Return the cell for JSON, which has no dates."""
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return {"date": cell.isoformat()}
    return cell if cell is None or isinstance(cell, bool | int | str) else str(cell)


def read_cell(cell: Any) -> Cell:
    return date.fromisoformat(cell["date"]) if isinstance(cell, dict) else cell
