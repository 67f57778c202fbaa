"""A list as CSV: one row a record, under the very filters of its page, streamed."""

import csv
import re
from itertools import chain, islice

from django.http import StreamingHttpResponse

# What a formula begins with, as it is typed and in every form that Unicode's compatibility folding
# (NFKC) makes one of: a spreadsheet set to Chinese or Japanese takes full-width signs for these.
# The true minus sign is among them, because some programs read it as a hyphen.
FORMULA = (
    "=+\\-@\u207a\u207b\u207c\u208a\u208b\u208c\u2212\u2a75\u2a76\ufb29"
    "\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20"
)
# What begins a cell or a row in a program that is set to another separator than the comma.
SEPARATORS = ";\uff1b\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029"
# Nothing of these is seen, and programs drop them: blanks, format characters, fillers.
BLANKS = (
    " \x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\xa0\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u1680\u17b4\u17b5"
    "\u180b-\u180f\u2000-\u200f\u202a-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufffb\U000110bd\U000110cd"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# A quotation mark there opens or closes the cell.
STARTING = re.compile(f'(^|[{SEPARATORS}])(?=[{BLANKS}"]*[{FORMULA}])|^(?=[\t\r\n])')
# Without it, Excel reads UTF-8 as something else.
BYTE_ORDER_MARK = "\ufeff"


class Line:
    """What csv.writer writes to; it hands the line back."""

    def write(self, line):
        return line


def harmless(value):
    """Return the value as text in which no spreadsheet finds a formula.

    As OWASP advises (CSV injection), an apostrophe stands before what would begin one: at the
    beginning of the cell, and behind all that a program might take for the end of a cell.
    """
    return STARTING.sub(r"\1'", str(value))


def lines(records, table):
    # Every cell is quoted, so that no program looks for another separator inside one.
    writer = csv.writer(Line(), quoting=csv.QUOTE_ALL)
    yield BYTE_ORDER_MARK + writer.writerow([name for name, _ in table])
    for record in records:
        yield writer.writerow([harmless(cell(record)) for _, cell in table])


def begun(steps):
    """Return the lines, of which the first record's is read already.

    What keeps the database from answering is told now, and not by a file that breaks off.
    """
    first = list(islice(steps, 2))
    return chain(first, steps)


def csv_of(filterset_class, queryset, table, name):
    """Return a view that sends all that the list's page finds under the same parameters."""

    def view(request):
        chosen = filterset_class(request.GET, queryset, request=request)
        chosen.refuse_errors(without=["page"])
        return StreamingHttpResponse(
            begun(lines(chosen.qs.every(), table)),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
        )

    return view
