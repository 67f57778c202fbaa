"""A list as CSV: one row a record, under the very filters of its page, streamed."""

import csv

from django.http import StreamingHttpResponse

# Spreadsheets take these for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
# Without it, Excel reads UTF-8 as something else.
BYTE_ORDER_MARK = "\ufeff"


class Line:
    """What csv.writer writes to; it hands the line back."""

    def write(self, line):
        return line


def harmless(value):
    """Return the value as text that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text.lstrip(" \ufeff").startswith(FORMULA) else text


def lines(records, table):
    writer = csv.writer(Line())
    yield BYTE_ORDER_MARK + writer.writerow([name for name, _ in table])
    for record in records:
        yield writer.writerow([harmless(cell(record)) for _, cell in table])


def csv_of(filterset_class, queryset, table, name):
    """Return a view that sends all that the list's page finds under the same parameters."""

    def view(request):
        chosen = filterset_class(request.GET, queryset, request=request)
        chosen.refuse_errors()
        return StreamingHttpResponse(
            lines(chosen.qs.every(), table),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
        )

    return view
