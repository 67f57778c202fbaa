"""Write tables as CSV, line by line."""

import csv
from itertools import chain, islice

from django.http import StreamingHttpResponse

from portal.documents.formula_escaping import escape_formula
from portal.exports.table import Table, cell_text

# Without it, Excel does not recognize UTF-8.
BYTE_ORDER_MARK = "\ufeff"


class Echo:
    """A file object for csv.writer that returns each line."""

    def write(self, line):
        return line


def csv_lines(table: Table):
    """Yield the lines of the file; no cell is a formula, and cells are read back unchanged."""
    # Quote every cell, so that no program splits it at another separator.
    writer = csv.writer(Echo(), quoting=csv.QUOTE_ALL)
    yield BYTE_ORDER_MARK + writer.writerow(map(escape_formula, table.headings))
    for row in table.rows:
        yield writer.writerow([escape_formula(cell_text(cell)) for cell in row])


def start_generator(lines):
    """Compute the first two lines, so that database errors occur before the response starts."""
    first = list(islice(lines, 2))
    return chain(first, lines)


def csv_response(table: Table, name: str):
    """Return the table as a file; `name` has no extension."""
    return StreamingHttpResponse(
        start_generator(csv_lines(table)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )
