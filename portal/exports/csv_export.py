"""Stream a list as CSV, with the same filters as its page."""

import csv
import re
from itertools import chain, islice

from django.http import StreamingHttpResponse

# Characters that begin a formula, and those that NFKC normalization maps to them: spreadsheets set
# to Chinese or Japanese accept full-width signs. U+2212 is included, as some programs read it as a
# hyphen.
FORMULA_SIGNS = (
    "=+\\-@\u207a\u207b\u207c\u208a\u208b\u208c\u2212\u2a75\u2a76\ufb29"
    "\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20"
)
# Characters that begin a cell or row in programs that use another separator than the comma.
SEPARATORS = ";\uff1b\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029"
# Invisible characters that programs drop: blanks, format characters, fillers.
BLANKS = (
    " \x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\xa0\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u1680\u17b4\u17b5"
    "\u180b-\u180f\u2000-\u200f\u202a-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufffb\U000110bd\U000110cd"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# A quotation mark in between opens or closes the cell.
FORMULA_START = re.compile(f'(^|[{SEPARATORS}])(?=[{BLANKS}"]*[{FORMULA_SIGNS}])|^(?=[\t\r\n])')
# Without it, Excel does not recognize UTF-8.
BYTE_ORDER_MARK = "\ufeff"


class Echo:
    """A file object for csv.writer that returns each line."""

    def write(self, line):
        return line


def escape_formula(value):
    """Return the value as text that no spreadsheet evaluates.

    As OWASP advises (CSV injection), an apostrophe precedes a formula, both at the beginning
    of the cell and after anything that a program may take for the end of a cell.
    """
    return FORMULA_START.sub(r"\1'", str(value))


def csv_lines(records, table):
    # Quote every cell, so that no program splits it at another separator.
    writer = csv.writer(Echo(), quoting=csv.QUOTE_ALL)
    yield BYTE_ORDER_MARK + writer.writerow([name for name, _ in table])
    for record in records:
        yield writer.writerow([escape_formula(cell(record)) for _, cell in table])


def start_generator(lines):
    """Compute the first two lines now, so that database errors occur before the response starts."""
    first = list(islice(lines, 2))
    return chain(first, lines)


def csv_view(filterset_class, queryset, table, name):
    """Return a view that exports the filtered list, without pagination."""

    def view(request):
        filterset = filterset_class(request.GET, queryset, request=request)
        filterset.refuse_errors(without=["page"])
        return StreamingHttpResponse(
            start_generator(csv_lines(filterset.qs.iter_all(), table)),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
        )

    return view
