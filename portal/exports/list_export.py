"""Download a whole list, under the same filters as its page: tables and references."""

from dataclasses import replace

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from portal.exports.archive import past_list
from portal.exports.citations.citation_builder import cite_all
from portal.exports.citations.file_formats import FILE_FORMATS
from portal.exports.column_choice import PARAMETER, chosen_columns
from portal.exports.csv_export import csv_response, start_generator
from portal.exports.stated_filters import stated_filters
from portal.exports.table import Table
from portal.exports.xlsx_export import UnwritableTableError, xlsx_response

# As many as reference managers open at once.
MAX_CITATIONS = 5000


def list_views(filterset_class, queryset, columns, name):
    """Return the views of the list's CSV and XLSX files."""

    def read_table(request):
        parameters = request.GET.copy()
        keys = parameters.pop(PARAMETER, [])
        if past_list.is_asked_for(parameters):
            return past_table(request, parameters, keys)
        chosen = chosen_columns(columns, keys)
        filterset = valid_filterset(filterset_class, queryset, request, parameters)
        table = Table.of(filterset.qs.iter_all(), chosen)
        return table, file_name(name, filterset), about(request, filterset)

    def past_table(request, parameters, keys):
        past = past_list.PastList(filterset_class, parameters, without=["page"])
        table = Table.of(past.iter_all(), chosen_columns(past.columns(), keys))
        file = file_name(name, past.filters) + past_file_suffix(past)
        return table, file, about_past(request, past)

    def csv_view(request):
        table, file, _ = read_table(request)
        return csv_response(table, file)

    def xlsx_view(request):
        table, file, facts = read_table(request)
        try:
            return xlsx_response(table, file, about=facts)
        except UnwritableTableError as error:
            raise BadRequest(str(error)) from None

    return csv_view, xlsx_view


def about(request, filterset):
    """Return (label, value) of what a workbook says about its rows."""
    return [
        (gettext("Address"), page_url(request, filterset.query_string)),
        (gettext("Data as of"), timezone.localdate()),
        *facts_of_filters(filterset),
    ]


def about_past(request, past):
    facts = [
        (gettext("Address"), page_url(request, past.exact_query)),
        (gettext("Data as of"), past.as_of.wording),
    ]
    if past.left_out:
        facts.append((gettext("Left out because withdrawn later"), past.left_out))
    return [*facts, *facts_of_filters(past.filters)]


def page_url(request, query_string):
    return settings.BASE_URL + request.path.rpartition("/")[0] + "/" + query_string


def facts_of_filters(filterset):
    filters = list(stated_filters(filterset))
    return filters or [(gettext("Filters"), gettext("None: the whole list"))]


def past_file_suffix(past):
    """Return the end of a past table's file name: the day, and how many records are left out.

    A CSV file has no other place to say so.
    """
    lacking = f"-without-{past.left_out}-withdrawn" if past.left_out else ""
    return f"-as-of-{past.as_of.day}{lacking}"


def citation_view(filterset_class, queryset, make, name):
    """Return the view of the list's files of references; `make` cites a record."""

    def view(request, ending):
        filterset = valid_filterset(filterset_class, queryset, request)
        refuse_too_many(filterset.qs.count())
        today = timezone.localdate()
        citations = cite_all(filterset.qs.iter_all(), make)
        dated = (replace(citation, accessed=today) for citation in citations)
        file_format = FILE_FORMATS[ending]
        return StreamingHttpResponse(
            start_generator(iter(file_format.write(dated))),
            content_type=f"{file_format.media_type}; charset=utf-8",
            headers={
                "Content-Disposition": f'attachment; filename="{file_name(name, filterset)}.{ending}"'
            },
        )

    return view


def refuse_too_many(count):
    if count > MAX_CITATIONS:
        raise BadRequest(
            f"A file of references has at most {MAX_CITATIONS:,} entries, and these filters "
            f"match {count:,}. Add a filter, or download the table as CSV or Excel."
        )


def valid_filterset(filterset_class, queryset, request, parameters=None):
    """Return the filters of the request, or of other parameters. Raise BadRequest if one is invalid."""
    data = request.GET if parameters is None else parameters
    filterset = filterset_class(data, queryset, request=request)
    filterset.refuse_errors(without=["page"])
    return filterset


def file_name(name, filterset):
    """Return the name of the file, with the slug of the report if all rows are of one report."""
    report = filterset.selection("report")
    is_one = len(report.any_of) == 1 and not report.none_of
    return f"{name}-{report.any_of[0]}" if is_one else name
