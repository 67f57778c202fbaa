"""Download the list of follow-up records, under the same filters as its page."""

from django.core.exceptions import BadRequest

from portal.exports import follow_up_json
from portal.exports.column_choice import PARAMETER, chosen_columns
from portal.exports.csv_export import csv_response
from portal.exports.list_export import about, file_name
from portal.exports.record_links import absolute_url
from portal.exports.table import Table
from portal.exports.xlsx_export import UnwritableTableError, xlsx_response
from recommendations.follow_up_list import FollowUpFilter, in_listing_order

ROWS_AT_ONCE = 500


def name_of(record):
    return str(record or "")


def evidence_address(record):
    """Return the address of the paragraph, or else of the file, that is given as evidence."""
    shown = follow_up_json.evidence_paragraph(record) or follow_up_json.evidence_file(record)
    return shown["url"] if shown else ""


COLUMNS = (
    ("round", lambda record: record.submission.round.name),
    ("side", lambda record: record.submission.side),
    ("reported by", lambda record: name_of(record.submission.organization)),
    ("report", lambda record: record.recommendation.report.title),
    ("recommendation", lambda record: record.recommendation.reference),
    ("text", lambda record: record.recommendation.text),
    ("response", lambda record: record.response),
    ("status", lambda record: record.status),
    ("responsible body", lambda record: name_of(record.responsible)),
    ("due", lambda record: record.due_on),
    ("what was done", lambda record: record.text),
    ("evidence", lambda record: record.evidence_url),
    ("evidence here", evidence_address),
    ("recorded on", lambda record: record.recorded_at.date()),
    ("address", follow_up_json.record_url),
    ("address of the recommendation", lambda record: absolute_url(record.recommendation)),
)


def read_table(request):
    """Return the table, the name of its file, and what a workbook says about its rows."""
    parameters = request.GET.copy()
    keys = parameters.pop(PARAMETER, [])
    chosen = chosen_columns(COLUMNS, keys)
    filterset = FollowUpFilter(parameters, follow_up_json.records().current(), request=request)
    refuse_errors(filterset)
    records = in_listing_order(filterset.qs).iterator(chunk_size=ROWS_AT_ONCE)
    return Table.of(records, chosen), file_name("follow-up", filterset), about(request, filterset)


def refuse_errors(filterset):
    """Raise BadRequest for what a file cannot show: unknown parameters, invalid values."""
    unknown = [
        *filterset.unknown_parameters,
        *(name for name in ("page",) if name in filterset.data),
    ]
    messages = [f"Unknown parameter “{name}”." for name in unknown]
    if not filterset.is_valid():
        messages += [error for errors in filterset.errors.values() for error in errors]
    if messages:
        raise BadRequest(" ".join(messages))


def follow_up_csv(request):
    table, name, _ = read_table(request)
    return csv_response(table, name)


def follow_up_xlsx(request):
    table, name, facts = read_table(request)
    try:
        return xlsx_response(table, name, about=facts)
    except UnwritableTableError as error:
        raise BadRequest(str(error)) from None
