"""Download a whole list, under the same filters as its page, as CSV or XLSX."""

from django.core.exceptions import BadRequest

from portal.exports.csv_export import csv_response
from portal.exports.table import Table
from portal.exports.xlsx_export import UnwritableTableError, xlsx_response


def list_views(filterset_class, queryset, columns, name):
    """Return the views of the list's CSV and XLSX files."""

    def view_of(respond):
        def view(request):
            filterset = filterset_class(request.GET, queryset, request=request)
            filterset.refuse_errors(without=["page"])
            table = Table.of(filterset.qs.iter_all(), columns)
            try:
                return respond(table, file_name(name, filterset))
            except UnwritableTableError as error:
                raise BadRequest(str(error)) from None

        return view

    return view_of(csv_response), view_of(xlsx_response)


def file_name(name, filterset):
    """Return the name of the file: with the report's, if all rows are of one report."""
    report = filterset.selection("report")
    is_one = len(report.any_of) == 1 and not report.none_of
    return f"{name}-{report.any_of[0]}" if is_one else name
