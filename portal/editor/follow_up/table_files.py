"""Tables of a round or of one submission, as CSV files and Excel workbooks, and evidence files."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from portal.editor.follow_up.look_up import get_round, get_submission
from portal.editor.messages import add_message
from portal.editor.view_decorator import editor_view
from portal.exports.csv_export import csv_response
from portal.exports.table import Table
from portal.exports.xlsx_export import Layout, UnwritableTableError, xlsx_response
from portal.follow_up.answer_tables import (
    ANSWERS_SHEET,
    CHOICES,
    EXPLANATION_SHEET,
    EXPLANATIONS,
    TABLE_HEADINGS,
    WIDTHS,
    reporters_of,
    table_rows,
)
from portal.follow_up.submissions import Reporter
from portal.web.file_response import stored_file_response
from recommendations.models import EvidenceFile
from reports.models import Organization
from reports.text import slugify

MAX_NAME_LENGTH = 80
LAYOUT = Layout(ANSWERS_SHEET, EXPLANATION_SHEET, CHOICES, WIDTHS, is_landscape=True)


@editor_view()
def round_table(request, round_slug, file_type):
    """Send the table of every body with a submission in a round, or of one body on all sides."""
    stored = get_round(round_slug)
    reporters, name = reporters_of(stored), stored.slug
    if slug := request.GET.get("body"):
        body = get_object_or_404(Organization, slug=slug)
        reporters = [one for one in reporters if one.organization == body.pk]
        name += f"-{slugify(body.name, MAX_NAME_LENGTH)}"
    written = Table(TABLE_HEADINGS, table_rows(stored, reporters))
    return table_response(request, written, name, file_type)


@editor_view()
def submission_table(request, key, file_type):
    """Send the table of one body and side."""
    submission = get_submission(key)
    written = Table(TABLE_HEADINGS, table_rows(submission.round, [Reporter.of(submission)]))
    body = slugify(f"{submission.organization} {submission.side}", MAX_NAME_LENGTH)
    return table_response(request, written, f"{submission.round.slug}-{body}", file_type)


def table_response(request, written, name, file_type):
    file = f"follow-up-{name}"
    if file_type == "csv":
        return csv_response(written, file)
    if file_type != "xlsx":
        raise Http404
    try:
        return xlsx_response(written, file, EXPLANATIONS, LAYOUT)
    except UnwritableTableError as error:
        add_message(request, str(error))
        return redirect("editor:rounds")


@editor_view()
def evidence_file(request, key):
    """Send a file to an editor, whatever the status of the submission."""
    stored = get_object_or_404(EvidenceFile, pk=key)
    return stored_file_response(request, stored)
