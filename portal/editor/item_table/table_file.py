"""A table of a report as a file: the key of each item, and its fields as text."""

from collections.abc import Callable, Iterator
from typing import Any

from django.http import Http404
from django.shortcuts import redirect

from portal.content.loader import load_snapshot
from portal.editor.item_table.table_rows import RowFilter, RowMaker
from portal.editor.item_table.table_types import TABLES, TableType
from portal.editor.messages import add_message
from portal.editor.view_decorator import editor_view
from portal.exports.csv_export import csv_response
from portal.exports.table import Table
from portal.exports.xlsx_export import UnwritableTableError, xlsx_response
from portal.imports.table_columns import SEPARATOR

KEY_HEADING = "id"
TEXT_HEADING = "Text"
SUGGESTED_HEADING = "Themes suggested"
RESPONSES: dict[str, Callable[[Table, str], Any]] = {"csv": csv_response, "xlsx": xlsx_response}


def headings_of(table: TableType) -> tuple[str, ...]:
    return (
        KEY_HEADING,
        table.name_heading,
        *(("Heading", TEXT_HEADING) if table.has_text else ()),
        *(column.heading for column in table.columns),
        *((SUGGESTED_HEADING,) if table.has_themes else ()),
    )


def file_rows(maker: RowMaker, row_filter: RowFilter) -> Iterator[dict[str, str]]:
    """Yield the rows that fit the filter, each as a dict of cell texts by heading."""
    table = maker.table
    for group in maker.groups(row_filter, frozenset()):
        for row in group.rows:
            names = [join(cell) for cell in row.cells]
            cells = [
                row.key,
                row.name,
                *((group.title, row.text) if table.has_text else ()),
                *names,
            ]
            if table.has_themes:
                values = (value for cell in row.cells for value in cell if value.is_suggested)
                cells.append(join(values))
            yield dict(zip(headings_of(table), cells, strict=True))


def join(values: Any) -> str:
    names: list[str] = [value.name for value in values]
    return f"{SEPARATOR} ".join(names)


@editor_view()
def table_file(request, report, table_slug, file_type):
    """Return the table with the filter of its page, as CSV or as an Excel workbook."""
    if table_slug not in TABLES or file_type not in RESPONSES:
        raise Http404
    table = TABLES[table_slug]
    maker = RowMaker(report, table, load_snapshot(report))
    rows = file_rows(maker, RowFilter.of(request.GET))
    written = Table(headings_of(table), (list(row.values()) for row in rows))
    try:
        return RESPONSES[file_type](written, f"{report.root.slug}-{table.file_name}")
    except UnwritableTableError as error:
        add_message(request, str(error))
        return redirect("editor:table", report.root.slug, table_slug)
